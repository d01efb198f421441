"""Facts by the ids that questions quote."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drugs import models
from drugs.guides.evidence import SENTENCES, evidence

pytestmark = pytest.mark.django_db


def test_every_kind_of_fact_has_its_sentence_and_its_sources(amberol):
    for model in SENTENCES:
        fact = model.objects.filter(state="reviewed").first()
        assert fact is not None, f"the document has no {model.KIND}"
        found = evidence([fact.key])[fact.key]
        assert found.sentence.rstrip(")").endswith((".", "?")) or found.sentence.endswith(")")
        assert found.sources or not fact.citations.exists()
        assert found.drug == fact.drug.name


def test_no_kind_of_fact_is_left_out(amberol):
    kinds = {model for model in models.Fact.__subclasses__() if not model._meta.abstract}
    kinds |= {sub for model in models.Fact.__subclasses__() for sub in model.__subclasses__()}
    assert kinds == set(SENTENCES)


def test_pictures_are_evidence_too(amberol):
    condition, effect = models.Condition.objects.first(), models.Effect.objects.first()
    found = evidence([f"condition/{condition.slug}", f"effect/{effect.slug}"])
    assert condition.summary in found[f"condition/{condition.slug}"].sentence
    assert len(found) == 2


def test_a_fact_that_is_gone_or_a_draft_is_absent(amberol):
    fact = models.AdverseEffect.objects.filter(state="reviewed").first()
    models.AdverseEffect.objects.filter(pk=fact.pk).update(state="draft")
    assert evidence([fact.key, "amberol/mechanism/none", "nonsense"]) == {}


def test_many_facts_take_as_many_statements_as_one_of_each_kind(amberol):
    keys = [key for model in SENTENCES for key in model.objects.values_list("key", flat=True)]
    with CaptureQueriesContext(connection) as seen:
        evidence(keys)
    assert len(seen) <= 2 * len(SENTENCES)
