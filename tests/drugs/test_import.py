"""Tables go out to spreadsheets and come back as one checked change, all or nothing."""

import pytest

from drugs import models
from drugs.importing import importing
from drugs.importing.importing import Outdated, carry_out, prepare, rows_of
from drugs.importing.sheets import written
from drugs.importing.tables import TABLES
from drugs.loading.dumping import dump
from drugs.loading.errors import ContentError

pytestmark = pytest.mark.usefixtures("amberol")
EFFECTS = TABLES["adverse-effects"]


def csv(*lines):
    return "\n".join(lines).encode()


def exported(table, form="csv"):
    return written(table.names, rows_of(table), form)


def errors_of(table, data):
    before = dump()
    with pytest.raises(ContentError) as caught:
        prepare(table, data)
    assert dump() == before
    return caught.value.errors


def imported(table, data, user=None):
    return carry_out(table, data, prepare(table, data).digest, user, "file.csv")


@pytest.mark.parametrize("form", ["csv", "xlsx"])
@pytest.mark.parametrize("table", TABLES.values(), ids=lambda table: table.slug)
def test_what_is_exported_comes_back_without_a_change(table, form):
    before, versions = dump(), models.AdverseEffect.history.count()
    if not rows_of(table):
        pytest.skip("the invented drug has none")
    plan = imported(table, exported(table, form))
    assert not plan.changes and plan.unchanged == len(rows_of(table))
    assert dump() == before
    assert models.AdverseEffect.history.count() == versions


def test_a_changed_cell_is_shown_first_and_then_a_draft_of_its_author(editor):
    data = exported(EFFECTS).replace(b"It does.", b"It may.")
    (change,) = prepare(EFFECTS, data).changes
    assert (change.row, change.is_new) == (2, False)
    assert [str(each) for each in change.differences] == [
        "why: It [-does.-] [+may.+]",
        "state: [-reviewed-] [+draft+]",
    ]
    assert models.AdverseEffect.objects.get().why == "It does."
    imported(EFFECTS, data, editor)
    fact = models.AdverseEffect.objects.get()
    last = fact.history.first()
    assert (fact.why, fact.state) == ("It may.", "draft")
    assert (last.history_user, last.history_change_reason) == (editor, "import of file.csv")


def test_importing_twice_changes_nothing_the_second_time():
    data = exported(EFFECTS).replace(b"It does.", b"It may.")
    imported(EFFECTS, data)
    plan = imported(EFFECTS, data)
    assert (plan.changes, plan.unchanged) == ([], 1)


def test_a_new_row_is_a_new_draft_named_as_a_load_would_name_it():
    table = TABLES["precautions"]
    plan = imported(
        table, csv("drug,circumstance,statement,sources", "amberol,pregnancy,Weigh it.,label-x#8; label-x#5.1")
    )
    assert plan.changes[0].is_new
    fact = models.Precaution.objects.get()
    assert (fact.key, fact.state) == ("amberol/precaution/pregnancy", "draft")
    assert [str(citation) for citation in fact.citations.all()] == ["label-x#5.1", "label-x#8"]


def test_columns_that_are_not_there_keep_what_they_hold():
    imported(EFFECTS, csv("drug,effect,why", "amberol,anosmia,Otherwise."))
    fact = models.AdverseEffect.objects.get()
    assert (fact.why, fact.strength, fact.citations.count()) == ("Otherwise.", "common", 1)


def test_rows_that_are_not_there_stay():
    table = TABLES["sources"]
    line = "label-y,label,Other,Agency,2026"
    imported(table, csv("id,kind,title,publisher,year", line))
    assert models.Source.objects.count() == 2


def test_every_error_is_told_with_its_row_and_what_to_do():
    errors = errors_of(
        EFFECTS,
        csv(
            "drug,effect,strength,boxed,onset,sources",
            "amberol,anosmia,common,perhaps,,label-x#6",
            "amberol,chills,often,no,,label-x#6",
            "",
            "amberol,hives,common,no,soon,label-x#6",
            "nodrug,anosmia,common,no,,label-x#6",
            "amberol,anosmia,rare-serious,no,,label-x#6",
            ",anosmia,common,no,,label-x#6",
        ),
    )
    assert errors == [
        "Row 2, boxed: 'yes' or 'no' is expected; found 'perhaps'",
        "Row 3, strength: input should be 'characteristic', 'common', 'rare-serious' or 'reported'; found 'often'",
        "Row 5, onset: a span such as '2 to 6 weeks' is expected; found 'soon'",
        "Row 6: drug: there is no 'nodrug'; create it first",
        "Row 7: it speaks of the same entry as row 2: keep one of them",
        "Row 8: drug: needed to say which entry this is",
        "Row 5, drugs 'amberol' adverse_effects[1].effect: 'hives' is not defined; "
        "expected the id of an entry of 'effects'",
    ]


@pytest.mark.parametrize(
    ("slug", "lines", "told"),
    [
        ("adverse-effects", ("drug,effect,sources", "amberol,anosmia,nowhere#1"), "'nowhere' is not defined"),
        ("adverse-effects", ("drug,effect,strength", "amberol,chills,common"), "'chills' is not defined"),
        ("adverse-effects", ("drug,effect,boxed", "amberol,anosmia,yes"), "the drug has no boxed warning"),
        ("indications", ("drug,condition,regimens", "amberol,ague,rectal | 5 mg"), "rectal"),
        ("effects", ("id,complaints", "anosmia,amberol taste; dull food"), "must not name a drug"),
        ("effects", ("id,name", "anosmia," + "A" * 300), "at most 200 characters"),
        ("sources", ("id,year", "label-x,1066"), "Row 2, year: input should be greater than or equal to 1900"),
    ],
)
def test_what_content_files_must_hold_imports_must_hold_too(slug, lines, told):
    (error, *_) = [each for each in errors_of(TABLES[slug], csv(*lines)) if told in each]
    assert error.startswith("Row 2, ")


def test_what_contradicts_a_recorded_negative_is_refused():
    (error, *_) = errors_of(EFFECTS, csv("drug,effect,strength,sources", "amberol,hiccups,reported,label-x#6"))
    assert "'hiccups' (or a kind of it) is among the adverse effects of amberol" in error


def test_a_rule_that_was_broken_before_does_not_stop_an_import():
    models.Monitoring.objects.get().citations.clear()
    assert imported(EFFECTS, csv("drug,effect,why", "amberol,anosmia,Otherwise.")).changes


def test_what_changed_since_it_was_shown_is_shown_again():
    data = csv("drug,effect,why", "amberol,anosmia,Otherwise.")
    digest = prepare(EFFECTS, data).digest
    models.AdverseEffect.objects.update(why="Meanwhile.")
    with pytest.raises(Outdated):
        carry_out(EFFECTS, data, digest, None, "file.csv")
    assert models.AdverseEffect.objects.get().why == "Meanwhile."


def test_two_facts_of_one_name_are_told_apart_by_their_id():
    other = models.Monitoring.objects.get()
    other.pk, other.key, other.frequency = None, other.key + "/2", "weekly"
    other.position = 1
    other.save()
    data = exported(TABLES["monitoring"]).replace(b"weekly", b"monthly")
    imported(TABLES["monitoring"], data)
    assert list(models.Monitoring.objects.values_list("key", "frequency")) == [
        ("amberol/monitoring/count-before", ""),
        ("amberol/monitoring/count-before/2", "monthly"),
    ]


def test_what_is_wrong_in_a_row_and_what_it_names_wrongly_are_told_together():
    errors = errors_of(
        TABLES["monitoring"],
        csv(
            "drug,test,when,why,sources",
            "amberol,blood-count,always,To see.,label-x#5.1",
            "amberol,tea-leaves,during,To see.,label-x#5.1",
        ),
    )
    assert len(errors) == 2
    assert errors[0].startswith("Row 2, when") and errors[1].startswith("Row 3, ") and "tea-leaves" in errors[1]


def test_a_wrong_heading_is_told_before_the_knowledge_is_read(monkeypatch):
    monkeypatch.setattr(importing, "dump", lambda: pytest.fail("the knowledge was read"))
    with pytest.raises(ContentError) as caught:
        prepare(EFFECTS, csv("fact,colour", "amberol/adverse-effect/e0,red"))
    assert "no column 'colour'" in caught.value.errors[0]


def test_what_changes_between_working_out_and_writing_is_not_overwritten(monkeypatch):
    data = exported(EFFECTS).replace(b"It does.", b"It may.")
    digest = prepare(EFFECTS, data).digest

    def meanwhile(*given):
        monkeypatch.undo()
        made = prepare(*given)
        models.AdverseEffect.objects.update(why="It will.")
        return made

    monkeypatch.setattr(importing, "prepare", meanwhile)
    with pytest.raises(Outdated):
        carry_out(EFFECTS, data, digest, None, "file.csv")
    assert models.AdverseEffect.objects.get().why == "It will."
