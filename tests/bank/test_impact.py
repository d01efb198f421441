"""Before a change is saved, editors see which items it would take and which would follow; nothing happens."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from drugs.admin import impact
from drugs.loading.dumping import dump
from drugs.models import AdverseEffect, Effect
from questions.bank.models import Item
from questions.bank.sources import load_facts
from questions.bank.stocking import stock
from tests.drugs.forms import form_data
from tests.factories.accounts import UserFactory
from tests.factories.drugs import EffectFactory

pytestmark = pytest.mark.usefixtures("stored_world")
KEY = "amberol/adverse-effect/e0"


@pytest.fixture
def desk(client, editor):
    """Return a browser in which the editor is signed in."""
    client.force_login(editor)
    return client


@pytest.fixture
def fact():
    stock(load_facts())
    return AdverseEffect.objects.get(key=KEY)


def set_state(state):
    AdverseEffect.objects.filter(key=KEY).update(state=state)


def preview(desk, row, **changes):
    name = row._meta.model_name
    page = desk.get(reverse(f"admin:drugs_{name}_change", args=[row.pk]))
    url = reverse(f"admin:drugs_{name}_preview", args=[row.pk])
    assert url in page.content.decode()
    return desk.post(url, form_data(page, **changes))


def test_a_preview_counts_what_restocking_after_approval_does(desk, fact):
    told = preview(desk, fact, why="Because the alpha gate is shut.").context_data["impact"]
    AdverseEffect.objects.filter(pk=fact.pk).update(why="Because the alpha gate is shut.")
    done = stock(load_facts())
    assert told.stale == done.superseded > 0
    assert (told.lost, told.new) == (0, 0)


def test_a_preview_saves_nothing(desk, fact):
    def kept():
        return dump(), list(Item.objects.values_list("pk", "state")), fact.history.count()

    before = kept()
    answer = preview(desk, fact, why="Otherwise.")
    assert answer.status_code == 200 and "Nothing is saved." in answer.content.decode()
    assert kept() == before
    assert "was changed successfully" not in answer.content.decode()
    assert "was changed successfully" not in desk.get(reverse("admin:index")).content.decode()


def test_examples_stand_side_by_side_with_what_the_fact_says_then(desk, fact):
    answer = preview(desk, Effect.objects.get(slug="e0"), name="Sore thumb")
    (old, new), *_ = answer.context_data["impact"].examples
    assert old.stem and new.stem
    assert any("Sore thumb" in text for _, text, _ in new.options)
    assert "Sore thumb" in answer.content.decode()


def test_a_fact_that_questions_need_costs_them(fact):
    told = impact.impact(lambda: set_state("draft"), {KEY}, {"amberol"})
    assert told.stale >= told.lost > 0
    assert AdverseEffect.objects.get(pk=fact.pk).state == "reviewed"


def test_a_fact_that_comes_brings_questions(fact):
    set_state("draft")
    Item.objects.all().delete()
    stock(load_facts())
    told = impact.impact(lambda: set_state("reviewed"), {KEY}, {"amberol"})
    assert told.new > 0


def test_a_change_that_says_the_same_changes_no_question(desk, fact):
    told = preview(desk, fact).context_data["impact"]
    assert (told.stale, told.lost, told.new, told.examples) == (0, 0, 0, [])


def test_a_form_with_an_error_is_told_what_is_wrong(desk, fact):
    answer = preview(desk, fact, onset_from="2")
    assert answer.status_code == 422
    assert "Give beginning, end and unit, or none of them." in answer.content.decode()


def test_a_new_fact_is_previewed_too(desk, fact):
    url = reverse("admin:drugs_adverseeffect_add") + f"?drug={fact.drug_id}"
    other = EffectFactory()
    data = form_data(desk.get(url), effect=other.pk, strength="common")
    count = AdverseEffect.objects.count()
    answer = desk.post(reverse("admin:drugs_adverseeffect_preview_new"), data)
    assert "impact" in answer.context_data, answer.context_data["errors"]
    assert AdverseEffect.objects.count() == count


def test_an_import_is_previewed_before_it_is_carried_out(desk, fact):
    data = f"fact,why\n{KEY},Because the alpha gate is shut.".encode()
    shown = desk.post(
        reverse("workbench:import"), {"table": "adverse-effects", "file": SimpleUploadedFile("a.csv", data)}
    )
    answer = desk.post(reverse("workbench:preview_import"), {"token": shown.context_data["token"]})
    assert answer.context_data["impact"].stale > 0
    assert answer.context_data["impact"].lost == 0
    fact.refresh_from_db()
    assert fact.why != "Because the alpha gate is shut."


def test_only_those_who_may_change_a_fact_preview_it(client, fact):
    client.force_login(UserFactory(is_staff=True))
    assert client.post(reverse("admin:drugs_adverseeffect_preview", args=[fact.pk])).status_code == 403
    assert client.post(reverse("workbench:preview_import")).status_code == 403


def test_the_reviewers_page_counts_what_rests_on_a_fact(desk, fact):
    used = Item.objects.active().values_list("fact_ids", flat=True)
    assert impact.resting_on({KEY}) == sum(KEY in ids for ids in used) > 0
