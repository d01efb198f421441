"""The guide pages: what stands on them, what does not, and how many queries they take."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from drugs.guides import class_page
from drugs.models import AdverseEffect, BoxedWarning, Drug, Indication, Monitoring, NotAssociated, Standing, State
from tests.factories.drugs import AdverseEffectFactory, DrugFactory, EffectFactory

ORDER = ["Mechanism of action", "Clinical uses", "Adverse effects", "Boxed warnings", "Monitoring",
         "Contraindications and precautions", "Interactions", "Look-alikes told apart", "Sources"]  # fmt: skip


def page(client, path):
    response = client.get(path)
    assert response.status_code == 200, path
    return response.content.decode()


def queries(client, path):
    with CaptureQueriesContext(connection) as captured:
        page(client, path)
    return len(captured)


def test_a_drug_page_has_its_sections_in_the_order_in_which_they_are_learned(client, amberol):
    Drug.objects.filter(slug="brindol").update(pearl="Brindol is blue.")
    Monitoring.objects.update(state=State.REVIEWED)
    headings = re.findall(r"<h2[^>]*>([^<]+)</h2>", page(client, "/drugs/amberol/"))
    assert [heading for heading in headings if heading in ORDER] == ORDER


def test_every_fact_of_a_drug_page_points_at_a_source_of_the_page(client, amberol):
    html = page(client, "/drugs/amberol/")
    marks = set(re.findall(r'href="#(source-\d+)"', html))
    assert marks
    assert marks <= set(re.findall(r'id="(source-\d+)"', html))


def test_a_draft_is_not_shown(client, amberol):
    assert "Anosmia" in page(client, "/drugs/amberol/")
    AdverseEffect.objects.update(state=State.DRAFT)
    assert 'id="effects"' in page(client, "/drugs/amberol/")
    effects = page(client, "/drugs/amberol/").split('id="effects"')[1].split("<section")[0]
    assert "Anosmia" not in effects


def test_a_class_page_lays_its_drugs_side_by_side(client, amberol):
    html = page(client, "/guides/testers/")
    assert html.count('<th scope="row">') == Drug.objects.filter(classes__slug="testers").count() > 1
    assert "classes=testers" in html


def test_a_box_of_one_form_is_not_shown_as_the_box_of_all(client, amberol):
    BoxedWarning.objects.update(scope_formulation="ointment")
    assert "Thirst (ointment)" in page(client, "/guides/testers/")


def test_many_uses_by_guideline_are_counted_in_the_comparison_and_stand_on_the_page_of_the_drug(
    client, amberol, monkeypatch
):
    Indication.objects.update(status="guideline")
    path = f"/guides/{amberol.classes.first().slug}/"
    listed = page(client, path)
    assert "By guideline: " in listed and "more uses" not in listed
    monkeypatch.setattr(class_page, "MOST_OFF_LABEL", 0)
    assert '<a href="/drugs/amberol/#uses">1 more uses</a>' in page(client, path)


def test_an_effect_page_says_who_causes_it_and_who_does_not(client, db):
    effect = EffectFactory(name="Hiccups", slug="hiccups")
    AdverseEffectFactory(effect=effect, drug__name="amberol", drug__slug="amberol")
    innocent = DrugFactory(name="brindol")
    NotAssociated.objects.create(drug=innocent, effect=effect, key="b", reviewed="2026-01-01")
    causes, does_not = page(client, "/guides/adverse-effects/hiccups/").split("Checked, and not associated")
    assert "amberol" in causes
    assert "brindol" not in causes
    assert "brindol" in does_not


def test_a_condition_page_lists_its_drugs_and_where_guidelines_place_them(client, amberol):
    html = page(client, "/guides/conditions/ague/")
    assert "amberol" in html
    assert "Where guidelines place them" in html


@pytest.mark.parametrize("path", ["/drugs/none/", "/guides/none/", "/guides/conditions/none/"])
def test_an_unknown_name_is_not_found(client, db, path):
    assert client.get(path).status_code == 404


@pytest.mark.parametrize("path", ["/guides/", "/guides/testers/", "/guides/?q=drug"])
def test_the_number_of_queries_does_not_grow_with_the_drugs(client, amberol, path):
    before = queries(client, path)
    for _ in range(5):
        AdverseEffectFactory(drug=DrugFactory(classes=["testers"]))
    assert queries(client, path) == before


def test_the_number_of_queries_does_not_grow_with_the_facts(client, amberol):
    before = queries(client, "/drugs/amberol/")
    for _ in range(5):
        AdverseEffectFactory(drug=amberol)
    assert queries(client, "/drugs/amberol/") == before


def test_every_page_has_a_title_and_a_description_of_its_own(client, amberol):
    paths = ["/guides/", "/guides/testers/", "/drugs/amberol/", "/drugs/brindol/", "/guides/conditions/ague/"]
    heads = [page(client, path).split("</head>")[0] for path in paths]
    for tag in (r"<title>([^<]+)<", r'name="description" content="([^"]+)"'):
        assert len({re.search(tag, head).group(1) for head in heads}) == len(paths)


def test_search_engines_find_every_guide(client, amberol):
    listed = client.get("/sitemap.xml").content.decode()
    for path in (
        "/drugs/amberol/",
        "/guides/testers/",
        "/guides/adverse-effects/anosmia/",
        "/guides/conditions/ague/",
    ):
        assert f"{path}</loc>" in listed


def test_a_condition_page_places_the_better_drugs_first(client, amberol):
    placed = Standing.objects.get()
    for name, standing in (("zelomab", "appropriate"), ("aflimab", "inferior"), ("belimide", "acceptable")):
        drug = DrugFactory(name=name, slug=name)
        Standing.objects.create(
            drug=drug, condition=placed.condition, standing=standing, reason="So it is.", key=f"{name}/s"
        )
    html = page(client, f"/guides/conditions/{placed.condition.slug}/").split("Where guidelines place them")[1]
    places = [html.index(f">{name}</a>") for name in ("zelomab", "belimide", "aflimab")]
    assert places == sorted(places)
