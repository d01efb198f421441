"""Exposure: the dose that is told fits how long the patient has been treated."""

from dataclasses import replace
from random import Random

import pytest

from questions.generator.case import Asked, Case, Clue, ClueKind, Concept
from questions.generator.exposure import drug_phrase, exposure_sentence, longest_days, past_sentence
from questions.generator.records import Regimen
from questions.generator.vignette import CannotWrite
from tests.factories.facts import closed_world

FACTS = closed_world()
PHASES = (
    Regimen("intravenous", "300 mg", "every 4 weeks", to_week=12),
    Regimen("subcutaneous", "200 mg", "every 4 weeks", from_week=12),
)
NAMED = Clue(ClueKind.NAMED, "amberol")


def _case(*clues: Clue, regimens: tuple[Regimen, ...] = PHASES) -> Case:
    use = replace(FACTS.indications_of["amberol"][0], regimens=regimens)
    concept = Concept("amberol", "mechanism", "deed-0")
    return Case(concept, Asked.MECHANISM, "deed-0", use, clues, "recall", 1, (1,), ())


@pytest.mark.parametrize(
    ("weeks", "dose"),
    [(5, "amberol (300 mg intravenously every 4 weeks)"), (30, "amberol (200 mg subcutaneously every 4 weeks)")],
)
def test_the_phase_of_treatment_decides_the_dose(weeks, dose):
    assert drug_phrase(FACTS, _case(NAMED), weeks * 7.0, Random(1)) == dose


def test_no_dose_is_told_between_two_phases():
    late = (Regimen("subcutaneous", "200 mg", "every 4 weeks", from_week=12),)
    assert drug_phrase(FACTS, _case(NAMED, regimens=late), 21.0, Random(1)) == "amberol"


def test_a_route_that_comes_later_makes_no_patient_of_the_first_weeks():
    later = Clue(ClueKind.ROUTE, "subcutaneous")
    with pytest.raises(CannotWrite):
        drug_phrase(FACTS, _case(later), 21.0, Random(1))


def test_a_treatment_lasts_as_long_as_its_last_phase():
    course = (Regimen("oral", "40 mg", "once daily", to_week=8), Regimen("oral", "5 mg", "once daily", 8, 20))
    assert longest_days(FACTS, _case(NAMED, regimens=course)) == 140.0


def test_before_the_second_dose_is_due_only_the_first_was_given():
    quarterly = (Regimen("subcutaneous", "100 mg", "every 12 weeks"),)
    sentence = exposure_sentence(_case(NAMED, regimens=quarterly), "amberol", 7.0, Random(1))
    assert "first dose of amberol" in sentence and sentence.endswith("7 days ago.")


def test_a_course_that_is_over_is_told_in_the_past():
    course = (Regimen("oral", "40 mg", "once daily", to_week=20),)
    sentence = past_sentence(_case(NAMED, regimens=course), "amberol", 1500.0, 140.0, Random(1))
    assert "5 months" in sentence and "4 years" in sentence and "stopped" in sentence


def test_a_single_dose_of_long_ago_was_never_stopped():
    once = (Regimen("intravenous", "", "as a single dose"),)
    assert past_sentence(_case(NAMED, regimens=once), "amberol", 600.0, 45.0, Random(1)).startswith(
        "[He] received"
    )
