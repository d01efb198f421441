"""The coverage page counts what each kind of question can ask about, and says what is missing."""

import pytest
from django.urls import reverse

from drugs import models
from drugs.admin import coverage
from drugs.admin.coverage import level
from drugs.loading.dumping import dump
from drugs.loading.lacking import NEEDS, Cover, cover, lacking
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.usefixtures("amberol")


def own():
    return cover(dump())["amberol"]


def test_it_counts_the_facts_that_questions_may_use():
    assert {slug: one.facts for slug, one in own().items()} == {
        "mechanism": 1, "target-of-therapy": 0, "therapy": 0, "look-alikes": 0, "contraindication": 1,
        "before-starting": 1, "monitoring": 0, "adverse-effect": 1, "process": 0, "culprit": 1, "interaction": 0,
        "rescue": 1, "genotype": 1,
    }  # fmt: skip


def test_drafts_and_facts_without_a_source_do_not_count():
    models.Monitoring.objects.update(state="draft")
    models.Genotype.objects.get().citations.clear()
    assert own()["before-starting"].facts == own()["genotype"].facts == 0


def test_it_says_which_list_is_not_closed():
    assert own()["rescue"].missing == ("the list of rescue is not closed",)
    models.Drug.objects.update(rescue_closed=True)
    assert own()["rescue"].missing == ()


def test_a_drug_without_what_few_drugs_have_lacks_nothing_by_that():
    models.Rescue.objects.all().delete()
    assert own()["rescue"].missing == ("no rescue or prophylaxis",)
    assert not any("rescue" in note for _, notes in lacking(dump()) for note in notes)


@pytest.mark.parametrize(
    ("facts", "missing", "dark"), [(0, ("x",), 0), (9, ("x",), 1), (1, (), 2), (3, (), 3), (6, (), 4)]
)
def test_squares_are_darker_the_more_there_is(facts, missing, dark):
    assert level(Cover(facts, missing, expected=True)) == dark


def test_the_page_draws_every_drug_and_links_what_it_lacks(desk, amberol):
    text = desk.get(reverse("workbench:coverage")).content.decode()
    page = reverse("admin:drugs_drug_check", args=[amberol.pk])
    assert f'<a href="{page}"><text class="heat__name"' in text
    assert text.count("<rect") == len(NEEDS)
    assert "amberol, rescue and prophylaxis: 1 facts; the list of rescue is not closed" in text
    assert 'style="' not in text.split("<svg class")[1].split("</svg>")[0]


def test_a_change_shows_on_the_page_at_once_and_nothing_is_counted_twice(desk, monkeypatch):
    url = reverse("workbench:coverage")
    assert "the list of rescue is not closed" in desk.get(url).content.decode()
    models.Drug.objects.update(rescue_closed=True)
    changed = desk.get(url).content
    assert "the list of rescue is not closed" not in changed.decode()
    monkeypatch.setattr(coverage, "dump", lambda: pytest.fail("the facts were read again"))
    assert b"<svg" in changed and desk.get(url).content.count(b"<rect") == changed.count(b"<rect")


def test_names_are_drawn_as_text(desk):
    models.Drug.objects.update(name="<script>alert(1)</script>")
    assert "<script>alert(1)" not in desk.get(reverse("workbench:coverage")).content.decode()


def test_rows_that_cannot_be_said_are_told_instead(desk):
    models.Effect.objects.update(group="mood")
    answer = desk.get(reverse("workbench:coverage"))
    assert answer.status_code == 409 and "group" in answer.content.decode()


def test_it_is_for_those_who_may_see_drugs(client):
    client.force_login(UserFactory(is_staff=True))
    assert client.get(reverse("workbench:coverage")).status_code == 403
