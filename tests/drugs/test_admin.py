"""Editors see a drug whole, change one fact at a time, and are told what its content lacks."""

import pytest
from django.contrib import admin
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from drugs import models
from drugs.admin.facts import KINDS
from drugs.loading.dumping import dump
from tests.drugs.forms import form_data, page_of
from tests.factories.accounts import UserFactory
from tests.factories.drugs import AdverseEffectFactory, ConditionFactory, EffectFactory

pytestmark = pytest.mark.usefixtures("amberol")
PAGES = [model for model in admin.site._registry if model._meta.app_label == "drugs"]


@pytest.mark.parametrize("model", PAGES, ids=lambda model: model.__name__)
def test_every_list_and_form_opens(desk, model):
    assert desk.get(reverse(f"admin:drugs_{model._meta.model_name}_changelist"), {"q": "a"}).status_code == 200
    if model is not models.Verdict:  # given on the page of a draft
        assert desk.get(reverse(f"admin:drugs_{model._meta.model_name}_add")).status_code == 200
    if row := model.objects.first():
        assert desk.get(page_of(row)).status_code == 200


@pytest.mark.parametrize("model", PAGES, ids=lambda model: model.__name__)
def test_saving_an_entry_unchanged_changes_no_knowledge(desk, model):
    before = dump()
    for row in model.objects.all():
        response = desk.post(page_of(row), form_data(desk.get(page_of(row))))
        assert response.status_code == 302, response.context["errors"]
    assert dump() == before


def test_the_drug_page_shows_every_kind_of_fact_with_its_citations(desk, amberol):
    page = desk.get(page_of(amberol)).content.decode()
    for model in KINDS:
        assert f'id="{model.KIND}"' in page
        for fact in model.objects.all():
            assert page_of(fact) in page
    assert "label-x#12.1" in page


def test_the_drug_page_takes_as_many_queries_for_many_facts_as_for_few(
    desk, amberol, django_assert_max_num_queries
):
    citation = models.Citation.objects.get(section="6")
    AdverseEffectFactory.create_batch(30, drug=amberol, citations=[citation])
    with django_assert_max_num_queries(60):
        assert desk.get(page_of(amberol)).content.decode().count("label-x#") > 30


@pytest.mark.parametrize("model", [models.Drug, models.Effect, models.Condition, models.AdverseEffect])
def test_a_list_takes_as_many_queries_for_many_rows_as_for_few(desk, model, django_assert_max_num_queries):
    url = reverse(f"admin:drugs_{model._meta.model_name}_changelist")
    with CaptureQueriesContext(connection) as few:
        desk.get(url)
    AdverseEffectFactory.create_batch(12)
    ConditionFactory.create_batch(12)
    with django_assert_max_num_queries(len(few)):
        desk.get(url)


def test_a_new_fact_is_named_as_a_load_would_name_it_and_leads_back_to_the_drug(desk, amberol):
    url = reverse("admin:drugs_boxedwarning_add") + f"?drug={amberol.pk}"
    data = form_data(desk.get(url), title="Gate loss", statement="The gate can be lost.")
    response = desk.post(url, data)
    assert response.url == page_of(amberol) + "#boxed-warning"
    assert amberol.boxedwarning_set.get().key == "amberol/boxed-warning/gate-loss"


def test_a_second_fact_of_the_same_name_is_numbered(desk, amberol):
    url = reverse("admin:drugs_populationnote_add") + f"?drug={amberol.pk}"
    desk.post(url, form_data(desk.get(url), population="lactation", statement="Little is known."))
    keys = amberol.populationnote_set.values_list("key", flat=True)
    assert list(keys) == ["amberol/population/lactation", "amberol/population/lactation/2"]


def test_the_name_of_a_fact_follows_what_it_says(desk, amberol):
    fact = amberol.adverseeffect_set.get()
    chilblains = EffectFactory(slug="chilblains")
    desk.post(page_of(fact), form_data(desk.get(page_of(fact)), effect=chilblains.pk, scope_dose="high dose"))
    fact.refresh_from_db()
    assert fact.key == "amberol/adverse-effect/chilblains/high-dose"


def test_a_fact_keeps_its_name_when_only_its_words_change(desk, amberol):
    fact = amberol.adverseeffect_set.get()
    desk.post(page_of(fact), form_data(desk.get(page_of(fact)), why="Otherwise."))
    fact.refresh_from_db()
    assert (fact.why, fact.key) == ("Otherwise.", "amberol/adverse-effect/anosmia")


def test_a_slug_is_chosen_once(desk, amberol):
    desk.post(page_of(amberol), form_data(desk.get(page_of(amberol)), slug="other", name="Amberol"))
    amberol.refresh_from_db()
    assert (amberol.slug, amberol.name) == ("amberol", "Amberol")
    assert 'name="slug"' in desk.get(reverse("admin:drugs_drug_add")).content.decode()


def test_a_contradiction_is_refused_at_the_field(desk, amberol):
    url = reverse("admin:drugs_adverseeffect_add") + f"?drug={amberol.pk}"
    hiccups = models.Effect.objects.get(slug="hiccups")
    page = desk.post(url, form_data(desk.get(url), effect=hiccups.pk, strength="common"))
    assert "Recorded as not associated with this drug" in page.content.decode()
    assert amberol.adverseeffect_set.count() == 1


def test_the_check_page_tells_broken_rules_and_what_is_missing(desk, amberol):
    page = desk.get(page_of(amberol, "check")).content.decode()
    assert "holds every content rule" in page
    assert "fewer than 20 negatives" in page
    amberol.monitoring_set.get().citations.clear()
    page = desk.get(page_of(amberol, "check")).content.decode()
    assert "a reviewed fact needs a source" in page


def test_the_check_page_is_for_those_who_may_see_drugs(client, amberol):
    client.force_login(UserFactory(is_staff=True))
    assert client.get(page_of(amberol, "check")).status_code == 403
