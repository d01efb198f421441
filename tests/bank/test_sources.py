"""The adapter leaves out what may not be asked, and asks the database a fixed number of times."""

import pytest

from drugs.models import AdverseEffect, Drug, DrugMechanism
from questions.bank.sources import load_facts

pytestmark = pytest.mark.usefixtures("stored_world")


def test_it_brings_every_reviewed_and_cited_fact():
    facts = load_facts()
    assert len(facts.drugs) == len(facts.adverse_effects) == len(facts.drug_mechanisms) == 6
    assert len(facts.not_associated) == 30
    assert facts.by_id["amberol/indication/ague"].regimens[0].schedule == "once daily"
    assert facts.effects["e0"].picture.findings[1].decisive


def test_a_draft_is_left_out():
    AdverseEffect.objects.filter(drug__slug="amberol").update(state="draft")
    assert not load_facts().effects_of["amberol"]


def test_a_fact_without_a_citation_is_left_out():
    DrugMechanism.objects.get(drug__slug="amberol").citations.clear()
    assert not load_facts().mechanisms_of["amberol"]


def test_prodrugs_and_interchangeable_drugs_know_each_other():
    Drug.objects.filter(slug="amberol").update(active_form="brindol")
    drugs = load_facts().drugs
    assert drugs["amberol"].same_moiety == {"brindol"}
    assert drugs["brindol"].same_moiety == {"amberol"}


def test_the_number_of_queries_is_bounded(django_assert_max_num_queries):
    with django_assert_max_num_queries(53):
        load_facts()
