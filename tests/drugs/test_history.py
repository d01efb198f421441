"""Every version of an entry is kept: what it said, who said it, when and why."""

import pytest

from drugs import models
from drugs.loading.loading import load
from drugs.loading.reading import read
from tests.drugs.documents import content, write

pytestmark = pytest.mark.django_db
HISTORIES = [
    model for model in models.__dict__.values() if hasattr(model, "history") and hasattr(model, "objects")
]


def load_changed(folder, change=lambda data: None):
    data = content()
    change(data)
    write(folder, data)
    return load(read(folder), complete=True)


def versions():
    return sum(model.history.count() for model in HISTORIES)


def test_a_first_load_records_every_entry_once(tmp_path):
    load_changed(tmp_path)
    for model in HISTORIES:
        assert model.history.count() == model.objects.count(), model
    first = models.AdverseEffect.history.get()
    assert (first.history_change_reason, first.history_type, first.history_user) == ("load", "+", None)
    assert first.said == {
        "drug": "amberol",
        "sources": ["label-x#6"],
        "effect": "anosmia",
        "strength": "common",
        "why": "It does.",
    }


def test_a_load_without_changes_records_nothing(tmp_path):
    load_changed(tmp_path)
    before = versions()
    load_changed(tmp_path)
    assert versions() == before


def test_a_load_records_only_what_changed_and_keeps_all_rows_where_they_are(tmp_path):
    load_changed(tmp_path)
    before = versions()
    pks = {model: set(model.objects.values_list("pk", flat=True)) for model in HISTORIES}
    load_changed(tmp_path, lambda data: data["drugs"][0]["adverse_effects"][0].update(why="Because."))
    assert versions() == before + 1
    assert {model: set(model.objects.values_list("pk", flat=True)) for model in HISTORIES} == pks
    last = models.AdverseEffect.objects.get().history.first()
    assert (last.said["why"], last.history_type, last.history_change_reason) == ("Because.", "~", "load")


@pytest.mark.parametrize(
    ("change", "model"),
    [
        (lambda d: d["drugs"][0].update(pearl="Shuts."), models.Drug),
        (lambda d: d["drugs"][0]["indications"][0]["regimens"][0].update(dose="6 mg"), models.Indication),
        (lambda d: d["drugs"][0]["monitoring"][0].update(sources=["label-x#5.2"]), models.Monitoring),
        (lambda d: d["effects"][0]["findings"][0].update(text=["Other."]), models.Effect),
        (lambda d: d["conditions"][0].update(background=["has ague"]), models.Condition),
        (lambda d: d["mechanisms"][0].update(option="Closure of the gate"), models.Mechanism),
        (lambda d: d["sources"][0].update(year=2026), models.Source),
        (lambda d: d["drugs"][0]["not_associated"][0].update(reviewed="2026-02-02"), models.NotAssociated),
    ],
    ids=lambda value: getattr(value, "__name__", ""),
)
def test_a_change_anywhere_is_a_version_of_that_entry_alone(tmp_path, change, model):
    load_changed(tmp_path)
    before = versions()
    load_changed(tmp_path, change)
    assert versions() == before + 1
    assert model.history.filter(history_type="~").count() == 1


def test_what_a_load_deletes_leaves_a_last_version(tmp_path):
    load_changed(tmp_path)
    load_changed(tmp_path, lambda data: data["drugs"][0].pop("rescue"))
    last = models.Rescue.history.first()
    assert (last.key, last.history_type, last.history_change_reason) == (
        "amberol/rescue/salt-rescue",
        "-",
        "load",
    )


def test_a_new_fact_before_the_others_is_no_change_of_the_others(tmp_path):
    load_changed(tmp_path)
    before = versions()
    other = {"test": "count", "when": "during", "sources": ["label-x#5"]}
    load_changed(tmp_path, lambda data: data["drugs"][0]["monitoring"].insert(0, other))
    assert versions() == before + 1
    assert [fact.when for fact in models.Monitoring.objects.all()] == ["during", "before"]


def test_a_row_that_a_script_saves_is_recorded_too(tmp_path):
    load_changed(tmp_path)
    fact = models.AdverseEffect.objects.get()
    fact.why = "Nobody knows."
    fact.save()
    assert fact.history.first().said["why"] == "Nobody knows."


def test_an_unfinished_row_is_recorded_with_what_is_missing(tmp_path):
    load_changed(tmp_path)
    models.Effect.objects.filter(slug="hiccups").update(group="mood")
    models.Effect.objects.get(slug="hiccups").save()
    (told,) = models.Effect.objects.get(slug="hiccups").history.first().said["unfinished"]
    assert told.startswith("group: ")
