"""The stem: an abstract case and its clinical pictures become a patient in NBME order.

Order: age and sex, site, complaint, duration, history with treatment, examination with vitals, studies, course.
One function for each form of case.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from random import Random

from . import language
from .case import Case, ClueKind, Form
from .exposure import (
    drug_phrase,
    exposure_sentence,
    history_days,
    longest_days,
    past_sentence,
    stopping_sentence,
)
from .facts import FactBase
from .records import Effect, Picture, Range, Word
from .truth import in_scope
from .vignette import (
    RESTING,
    CannotWrite,
    Patient,
    background,
    choose_patient,
    findings,
    opening,
    pronoun,
    sampled,
    vitals,
)

# A course long enough that stopping it matters, and the span of a disease whose beginning nobody dated; days.
COURSE_DAYS: Range = (90, 540)
LONG_AGO = 3650.0
TREATED_DAYS: Range = (60, 720)  # how long a patient who is well has been treated
LATE = "neoplasm"  # the group of harms that show themselves long after a course is over
CHILDBEARING = Picture(age=(18, 44), female_share=1.0)
OF_CHILDBEARING = ("pregnan", "breast")
ANYBODY = Picture()
WELL = (
    "[He] feels well.",
    "[He] has no new symptoms.",
    "[He] reports that [he] feels well.",
    "There have been no new symptoms since the last visit.",
)
UNREMARKABLE = (
    "Examination shows no abnormalities.",
    "The remainder of the examination shows no abnormalities.",
    "Physical examination is unremarkable.",
)
FOLLOW_UP = ("for a routine follow-up examination", "for a scheduled follow-up visit", "for a follow-up visit")
PLANS = (
    "Treatment with {} is planned.",
    "The physician plans to begin treatment with {}.",
    "After discussion with the patient, treatment with {} is to be started.",
    "[He] agrees to begin treatment with {}.",
)
ADDITIONS = (
    "[He] is now also to receive {}.",
    "[He] will now receive {} as well.",
)
THESE_DRUGS = "{drugs}"  # stands in a stem until the options are chosen
IN_TURN = (
    "At different times in the past {}, [he] has been treated with {drugs}.",
    "[His] treatment over the past {} has included {drugs}.",
    "In the course of the past {}, [he] has been treated with {drugs}.",
    "Medical records show treatment with {drugs} at different times in the past {}.",
)
IN_TURN_DAYS: Range = (540, 2900)
UNEXPLAINED = "For an unrelated reason, [he] is now to receive {} as well."  # what has no reason of its own
EATEN = ("juice", "food", "wort", "alcohol", "supplement")
EATEN_TOO = "For the past week, [his] diet has also included {}."


@dataclass(frozen=True, slots=True)
class Stem:
    """The written stem and those of its sentences that decide the answer."""

    text: str
    clues: tuple[str, ...]
    patient: Patient

    def naming(self, drugs: Sequence[str]) -> "Stem":
        """Return the stem with the drugs that the patient has been given, chosen after all else was written."""
        named = language.listed(drugs)
        return replace(
            self,
            text=self.text.replace(THESE_DRUGS, named),
            clues=tuple(clue.replace(THESE_DRUGS, named) for clue in self.clues),
        )


def write_stem(facts: FactBase, case: Case, rng: Random) -> Stem:
    """Write one stem, or raise CannotWrite."""
    match case.form:
        case Form.COMPLICATION:
            return _complication(facts, case, rng)
        case Form.PLANNED:
            return _planned(facts, case, rng)
        case Form.TREATED:
            return _treated(facts, case, rng)
        case Form.DISEASE:
            return _disease(facts, case, rng)


def _complication(facts: FactBase, case: Case, rng: Random) -> Stem:
    condition = facts.conditions[case.indication.condition]
    effect = facts.effects[case.shown_effect]
    picture = effect.picture
    if effect.confounders & facts.condition_line(condition.id):
        raise CannotWrite("the disease itself could explain the picture")
    _needs_findings(picture)
    case = _given_so(case, effect)
    patient = choose_patient(condition.picture, picture, rng)
    lasting = sampled(picture.duration, rng) if picture.duration else None
    first = _opening(picture, patient, lasting, rng)
    known = background(condition, patient, rng)
    dated = _exposure(facts, case, lasting or 0.0, history_days(known), rng)
    exposure = (f"{pronoun(patient)} {known}.", language.render(dated, rng, patient.female))
    told = (first, *exposure)
    body = findings(picture, patient, len(language.words(" ".join(told))), rng)
    return _stem(patient, told, body, exposure)


def _given_so(case: Case, effect: Effect) -> Case:
    """Return the case with those regimens only that can bring the harm: no injection, no reaction at its site."""
    if not effect.routes or not case.indication.regimens:
        return case
    able = tuple(regimen for regimen in case.indication.regimens if regimen.route in effect.routes)
    if not able:
        raise CannotWrite("the drug is not given in the way that the harm needs")
    return replace(case, indication=replace(case.indication, regimens=able))


def _planned(facts: FactBase, case: Case, rng: Random) -> Stem:
    condition = facts.conditions[case.indication.condition]
    picture = condition.picture
    _needs_findings(picture)
    patient = choose_patient(picture, _limits(facts, case), rng)
    lasting = sampled(picture.duration, rng) if picture.duration else None
    known = f"{pronoun(patient)} {background(condition, patient, rng)}."
    told = (_opening(picture, patient, lasting, rng), known)
    body = findings(picture, patient, len(language.words(" ".join(told))) + 20, rng)
    plan = rng.choice(PLANS).replace("{}", drug_phrase(facts, case, 0.0, rng))
    planned = language.render(plan, rng, patient.female)
    return _stem(patient, told, [*body, (planned, True)], (known,))


def _treated(facts: FactBase, case: Case, rng: Random) -> Stem:
    condition = facts.conditions[case.indication.condition]
    if condition.acute:
        raise CannotWrite("an acute disease has no follow-up under treatment")
    patient = choose_patient(condition.picture, _limits(facts, case), rng)
    first = opening(patient, "office", rng.choice(FOLLOW_UP), None, rng)
    known = background(condition, patient, rng)
    longest = min(history_days(known) or LONG_AGO, longest_days(facts, case), TREATED_DAYS[1])
    if longest < TREATED_DAYS[0]:
        raise CannotWrite("the treatment would outlast what is plausible")
    since = rng.uniform(TREATED_DAYS[0], longest)
    dated = exposure_sentence(case, drug_phrase(facts, case, since, rng), since, rng)
    exposure = (f"{pronoun(patient)} {known}.", language.render(dated, rng, patient.female))
    well = language.render(rng.choice(WELL), rng, patient.female)
    body = [(well, False), (vitals(RESTING, patient, rng), False), (rng.choice(UNREMARKABLE), False)]
    added = case.shown(ClueKind.ADDED)
    if added is not None:
        body.append((language.render(_addition(facts.words[added], rng), rng, patient.female), True))
    return _stem(patient, (first, *exposure), body, exposure)


def _addition(added: Word, rng: Random) -> str:
    """Say that a substance is added: of a class its example, of two that are named together one."""
    substance = added.example or added.name
    shape = (
        EATEN_TOO
        if any(word in substance for word in EATEN)
        else rng.choice(ADDITIONS if added.example else (*ADDITIONS, UNEXPLAINED))
    )
    one = substance if "," in substance else rng.choice(substance.split(" or "))
    return shape.replace("{}", one)


def _disease(facts: FactBase, case: Case, rng: Random) -> Stem:
    picture = facts.conditions[case.indication.condition].picture
    _needs_findings(picture)
    circumstance = case.shown(ClueKind.CIRCUMSTANCE)
    clause = facts.words[circumstance].clause if circumstance else ""
    patient = choose_patient(picture, _limits(facts, case), rng)
    lasting = sampled(picture.duration, rng) if picture.duration else None
    told = [_opening(picture, patient, lasting, rng)]
    if clause:
        told.append(language.render(f"{pronoun(patient)} {clause.rstrip('.')}.", rng, patient.female))
    body = findings(picture, patient, len(language.words(" ".join(told))), rng)
    return _stem(patient, tuple(told), body, tuple(told[1:]))


def _limits(facts: FactBase, case: Case) -> Picture:
    """Return who the patient can be: a pregnancy test, a pregnancy or nursing means a woman of that age."""
    circumstance = case.shown(ClueKind.CIRCUMSTANCE)
    said = facts.words[circumstance].clause if circumstance else ""
    if case.key in facts.words:
        said += facts.words[case.key].name.lower()
    return CHILDBEARING if any(word in said for word in OF_CHILDBEARING) else ANYBODY


def _needs_findings(picture: Picture) -> None:
    if not picture.findings or not picture.complaints:
        raise CannotWrite("no clinical picture recorded")


def _opening(picture: Picture, patient: Patient, lasting: float | None, rng: Random) -> str:
    complaint = language.render(rng.choice(picture.complaints), rng, patient.female)
    return opening(patient, rng.choice(picture.settings or ("office",)), complaint, lasting, rng)


def _stem(patient: Patient, told: tuple[str, ...], body: list[tuple[str, bool]], history: tuple[str, ...]) -> Stem:
    """Join the sentences; `history` and the deciding ones of the body are what a review highlights."""
    text = " ".join((*told, *(sentence for sentence, _ in body)))
    return Stem(text=text, clues=(*history, *(sentence for sentence, decides in body if decides)), patient=patient)


def _exposure(facts: FactBase, case: Case, lasting: float, diseased: float | None, rng: Random) -> str:
    """Date the treatment: its onset window plus the time with symptoms, within the time of the disease."""
    effect = facts.effects[case.shown_effect]
    links = facts.links.get((case.indication.drug, effect.id), ())
    holding = (link for link in links if link.onset and in_scope(link.scope, case.indication))
    onset = next((link.onset for link in holding), effect.onset)
    if onset is None:
        raise CannotWrite("no onset recorded")
    low, high = (bound * language.DAYS[onset.unit] for bound in (onset.low, onset.high))
    ill, longest = LONG_AGO if diseased is None else diseased, longest_days(facts, case)
    if effect.after_stopping:
        since = rng.uniform(low, high) + lasting
        course = min(rng.uniform(*COURSE_DAYS), min(ill, longest) - since)
        if course < COURSE_DAYS[0]:
            raise CannotWrite("the treatment would outlast what is plausible")
        return stopping_sentence(drug_phrase(facts, case, course, rng), since, course, rng)
    if case.has(ClueKind.AMONG):
        latest = min(ill, IN_TURN_DAYS[1])
        if longest < low or latest < max(IN_TURN_DAYS[0], low + lasting):
            raise CannotWrite("the treatment would outlast what is plausible")
        time = language.span(rng.uniform(max(IN_TURN_DAYS[0], low + lasting), latest))
        return rng.choice(IN_TURN).replace("{}", time)
    late = effect.group == LATE and longest < low + lasting
    if late and facts.conditions[case.indication.condition].acute:
        raise CannotWrite("a tumor does not follow the treatment of an acute illness")
    latest = min(high, (ill if late else min(ill, longest)) - lasting)
    if latest < low:
        raise CannotWrite("the treatment would outlast what is plausible")
    since = rng.uniform(low, latest) + lasting
    if late:
        return past_sentence(case, drug_phrase(facts, case, longest, rng), since, longest, rng)
    return exposure_sentence(case, drug_phrase(facts, case, since, rng), since, rng)
