"""The history page says in words what each version changed, and brings an earlier one back."""

import pytest
from django.urls import reverse

from drugs import models
from drugs.editing.differences import differences
from drugs.loading.dumping import dump
from tests.drugs.forms import edit, page_of
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.usefixtures("amberol")


def restore(desk, row, version):
    name = row._meta.model_name
    return desk.post(reverse(f"admin:drugs_{name}_restore", args=[version.id, version.history_id]), follow=True)


def test_a_saved_change_is_one_version_with_who_and_why(desk, amberol, editor):
    fact = amberol.adverseeffect_set.get()
    edit(desk, fact, why="It may.", change_reason="Label of 2026")
    last = fact.history.first()
    assert fact.history.count() == 2
    assert (last.history_user, last.history_change_reason, last.said["why"]) == (
        editor,
        "Label of 2026",
        "It may.",
    )


def test_saving_without_a_change_is_no_version(desk, amberol):
    fact = amberol.indication_set.get()
    edit(desk, fact)
    assert fact.history.count() == 1


def test_a_changed_citation_or_regimen_belongs_to_the_version(desk, amberol):
    fact = amberol.indication_set.get()
    other = models.Citation.objects.get(section="6")
    edit(desk, fact, citations=[other.pk], **{"regimens-0-dose": "9 mg"})
    said = fact.history.first().said
    assert (said["sources"], said["regimens"][0]["dose"]) == (["label-x#6"], "9 mg")
    assert fact.history.count() == 2


def test_the_page_shows_words_gone_and_new(desk, amberol, editor):
    fact = amberol.adverseeffect_set.get()
    edit(desk, fact, why="It surely may.")
    page = desk.get(page_of(fact, "history")).content.decode()
    assert "<ins>surely may.</ins>" in page and "<del>does.</del>" in page
    assert "By editor" in page and "the content files or a script: load" in page


def test_restoring_the_reviewed_version_brings_all_parts_back_as_a_new_version(desk, amberol, editor):
    before = dump()
    fact = amberol.indication_set.get()
    first = fact.history.get()
    edit(desk, fact, line="second", citations=[], **{"regimens-0-DELETE": "on"})
    assert restore(desk, fact, first).status_code == 200
    fact.refresh_from_db()
    assert (fact.state, fact.history.count()) == ("reviewed", 3)
    assert fact.history.first().history_user == editor
    assert dump() == before


def test_any_other_version_comes_back_as_a_draft(desk, amberol):
    fact = amberol.adverseeffect_set.get()
    edit(desk, fact, why="It may.")
    edit(desk, fact, why="It might.")
    answer = restore(desk, fact, fact.history.all()[1])
    assert "It is a draft and waits for review." in answer.content.decode()
    fact.refresh_from_db()
    assert (fact.why, fact.state) == ("It may.", "draft")


def test_a_renamed_fact_gets_its_name_back(desk, amberol):
    fact = amberol.adverseeffect_set.get()
    first = fact.history.get()
    edit(desk, fact, scope_dose="high dose")
    restore(desk, fact, first)
    fact.refresh_from_db()
    assert (fact.key, fact.scope_dose) == ("amberol/adverse-effect/anosmia", "")


def test_a_deleted_fact_has_a_page_and_comes_back_with_its_key(desk, amberol):
    fact = amberol.monitoring_set.get()
    pk, first = fact.pk, fact.history.get()
    page = page_of(fact, "history")
    desk.post(page_of(fact, "delete"), {"post": "yes"})
    assert "This entry is deleted" in desk.get(page).content.decode()
    restore(desk, fact, first)
    again = amberol.monitoring_set.get()
    assert again.state == "draft"
    assert (again.pk, again.key, str(again.citations.get())) == (
        pk,
        "amberol/monitoring/count-before",
        "label-x#5",
    )


@pytest.mark.parametrize("model", [models.Effect, models.Condition, models.Drug, models.Source, models.Mechanism])
def test_vocabulary_is_restored_too_and_keeps_what_hangs_on_it(desk, model):
    before = dump()
    row = model.objects.first()
    first = row.history.get()
    name = "title" if model is models.Source else "option" if model is models.Mechanism else "name"
    edit(desk, row, **{name: "Otherwise"})
    assert dump() != before
    restore(desk, row, first)
    assert dump() == before
    assert row.history.count() == 3


def test_a_version_that_contradicts_what_is_recorded_now_is_refused_with_the_reason(desk, amberol):
    fact = amberol.adverseeffect_set.get()
    first, effect = fact.history.get(), fact.effect
    fact.delete()
    models.NotAssociated.objects.create(drug=amberol, effect=effect, key="x", reviewed="2026-01-01")
    assert "Recorded as not associated" in restore(desk, fact_like(first), first).content.decode()
    assert not models.AdverseEffect.objects.exists()


def test_a_version_that_names_what_is_deleted_says_what_to_restore_first(desk, amberol):
    fact = amberol.monitoring_set.get()
    first = fact.history.get()
    fact.delete()
    models.Test.objects.get().delete()
    page = restore(desk, fact_like(first), first).content.decode()
    assert "Restore first what this version names and is deleted now: tests: count." in page


def fact_like(version):
    return version.instance_type(pk=version.id)


def test_only_those_who_may_change_an_entry_restore_it(client, amberol):
    client.force_login(UserFactory(is_staff=True))
    fact = amberol.adverseeffect_set.get()
    version = fact.history.get()
    assert client.get(page_of(fact, "history")).status_code == 403
    assert restore(client, fact, version).status_code == 403


def test_restoring_needs_a_post_and_a_version_of_that_entry(desk, amberol):
    fact, other = amberol.adverseeffect_set.get(), amberol.monitoring_set.get()
    url = reverse("admin:drugs_adverseeffect_restore", args=[fact.pk, fact.history.get().history_id])
    assert desk.get(url).status_code == 405
    wrong = reverse("admin:drugs_adverseeffect_restore", args=[fact.pk + 99, fact.history.get().history_id])
    assert desk.post(wrong).status_code == 404
    assert other.history.count() == 1


def test_the_page_takes_as_many_queries_for_many_versions_as_for_few(desk, amberol, django_assert_max_num_queries):
    fact = amberol.adverseeffect_set.get()
    for number in range(12):
        edit(desk, fact, why=f"Reason {number}.")
    with django_assert_max_num_queries(12):
        assert desk.get(page_of(fact, "history")).content.decode().count("Restore this version") == 12


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ({"why": "A b c."}, {"why": "A d c."}, ["why: A [-b-] [+d+] c."]),
        ({"why": "A."}, {"why": "A.", "boxed": True}, ["boxed: [-no-] [+yes+]"]),
        ({}, {"boxed": True}, ["boxed: [+yes+]"]),
        ({"sources": ["a", "b"]}, {"sources": ["a", "c"]}, ["sources: a [-b-] [+c+]"]),
        ({"scope": {"dose": "low"}}, {}, ["scope: dose: [-low-]"]),
        ({"onset": {"from": 1, "to": 2, "unit": "days"}}, {}, ["onset: [-1 to 2 days-]"]),
        ({"age": [1, 2]}, {"age": [1, 3]}, ["age: 1 to [-2-] [+3+]"]),
        ({"why": "Same."}, {"why": "Same."}, []),
    ],
)
def test_differences_are_told_in_words(old, new, told):
    assert [str(each) for each in differences(old, new)] == told


def test_recent_changes_name_who_did_what_and_lead_to_the_history(desk, amberol, django_assert_max_num_queries):
    fact, gone = amberol.adverseeffect_set.get(), amberol.monitoring_set.get()
    edit(desk, fact, why="It may.", change_reason="New label")
    page = page_of(gone, "history")
    desk.post(page_of(gone, "delete"), {"post": "yes"})
    with django_assert_max_num_queries(40):
        text = desk.get(reverse("workbench:changes")).content.decode()
    assert page_of(fact, "history") in text and "New label" in text and page in text
    deleted = desk.get(reverse("workbench:changes"), {"deleted": ""}).content.decode()
    assert page in deleted and page_of(fact, "history") not in deleted


def test_recent_changes_are_for_those_who_may_see_drugs(client):
    client.force_login(UserFactory(is_staff=True))
    assert client.get(reverse("workbench:changes")).status_code == 403
