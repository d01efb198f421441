"""Stems: demographics tell nothing, time is consistent, brackets are all that is interpreted."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from questions.generator import language
from questions.generator.build import generate
from questions.generator.exposure import history_days
from questions.generator.proving import Report
from questions.generator.records import Duration, Picture, Regimen
from questions.generator.vignette import Patient, opening
from tests.factories.facts import closed_world, with_effect, without


def test_sex_and_age_do_not_depend_on_the_key():
    facts = closed_world()
    items = [item for seed in range(6) for item in generate(facts, seed, 600, Report(), recipes=["culprit"])]
    women = Counter(item.drug for item in items if "woman" in item.stem)
    total = Counter(item.drug for item in items)
    assert all(0.3 < women[drug] / total[drug] < 0.7 for drug in total)


def test_a_treatment_is_never_older_than_the_disease():
    facts = closed_world()
    late = with_effect(facts, "effect-0", onset=Duration(5, 6, "years"))
    assert not any(item.drug == "amberol" for item in generate(late, 1, 40, Report()))


def test_a_single_dose_is_told_as_one():
    facts = closed_world()
    uses = [replace(use, regimens=(Regimen("oral", "5 mg", "as a single dose"),)) for use in facts.indications]
    for item in generate(without(facts, indications=uses), 1, 20, Report()):
        assert " ago." in item.stem
        assert "has been treated" not in item.stem and "For the past" not in item.stem


def test_a_treatment_is_not_told_after_its_last_week():
    facts = closed_world()
    uses = [
        replace(use, regimens=(Regimen("oral", "90 mg", "once daily", to_week=1),)) for use in facts.indications
    ]
    late = with_effect(without(facts, indications=uses), "effect-0", onset=Duration(5, 6, "weeks"))
    assert not any(item.drug == "amberol" for item in generate(late, 1, 20, Report()))


def test_drops_and_creams_cause_no_systemic_effect():
    facts = closed_world()
    drugs = [replace(drug, routes=("ophthalmic",)) for drug in facts.drugs.values()]
    uses = [replace(use, regimens=(Regimen("ophthalmic"),)) for use in facts.indications]
    assert list(generate(without(facts, drugs=drugs, indications=uses), 1, 5, Report())) == []


def test_a_visit_has_no_duration_and_a_complaint_has_one():
    patient = Patient(age=40, female=True)
    visit = opening(patient, "office", "for a scheduled visit", 21.0, Random(1))
    complaint = opening(patient, "office", "fatigue", 21.0, Random(1))
    assert visit.endswith(" the office for a scheduled visit.")
    assert "because of fatigue for" in complaint and complaint.endswith("3 weeks.")


def test_an_effect_after_stopping_dates_the_last_dose():
    facts = with_effect(closed_world(), "effect-0", after_stopping=True)
    stems = [item.stem for item in generate(facts, 1, 30, Report(), drugs=["amberol"])]
    assert stems and all("stopped" in stem or "discontinued" in stem for stem in stems)


def test_a_picture_without_findings_is_not_written():
    facts = with_effect(closed_world(), "effect-0", picture=Picture())
    assert not any(item.concept.startswith("amberol/adverse") for item in generate(facts, 1, 40, Report()))


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("[He] has lost [his] ring", "She has lost her ring"),
        ("a [8-8]-cm mass", "an 8-cm mass"),
        ("[7-7] of {{7*7}} {a.__class__} %s", "7 of {{7*7}} {a.__class__} %s"),
        ("[1,200-1,200] cells", "1,200 cells"),
    ],
)
def test_only_the_bracket_language_is_interpreted(text, expected):
    assert language.render(text, Random(1), female=True) == expected


def test_an_unknown_bracket_is_an_error():
    with pytest.raises(ValueError, match="is not a number range"):
        language.render("[colour]", Random(1), female=True)


def test_the_time_of_a_background_is_read():
    assert history_days("underwent transplantation 6 months ago") == pytest.approx(182, abs=1)
    assert history_days("has had a fever") is None


def test_a_harm_of_an_injection_is_shown_only_where_the_drug_is_injected():
    facts = with_effect(closed_world(), "effect-0", routes=frozenset({"subcutaneous"}))
    regimens = (Regimen("oral", "5 mg", "once daily"), Regimen("subcutaneous", "9 mg", "once weekly"))
    both = [replace(use, regimens=regimens) for use in facts.indications]
    drugs = [replace(drug, routes=("oral", "subcutaneous")) for drug in facts.drugs.values()]
    injected = without(facts, indications=both, drugs=drugs)
    stems = [item.stem for item in generate(injected, 1, 40, Report(), drugs=["amberol"])]
    assert stems and not any("5 mg" in stem or "an oral drug" in stem for stem in stems)
    assert not list(generate(facts, 1, 10, Report(), drugs=["amberol"]))
