"""The stem: an abstract case and its clinical pictures become a patient in NBME order.

Order: age and sex, site, complaint, duration, history with treatment, examination with vitals, studies, course.
Surface choices (age, sex, wording, which non-decisive findings) come from the caller's random source only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from . import language
from .case import Case
from .exposure import drug_phrase, exposure_sentence, history_days, longest_days, stopping_sentence
from .facts import FactBase
from .records import Condition, Duration, Effect, Finding, Picture, Range
from .truth import in_scope

ADULT: Range = (18, 85)
CHILD_UNTIL = 13
# A course long enough that stopping it matters, and the span of a disease whose beginning nobody dated; days.
COURSE_DAYS: Range = (90, 540)
LONG_AGO = 3650.0
# Words of a stem without its lead-in: the p10, mode and p90 aimed at (adverse-effect and mechanism items).
STEM_WORDS = (40, 66, 128)
MOST_SENTENCES = 11
PARTS = ("history", "exam", "study", "course")
RESTING: Mapping[str, Range] = {
    "temperature": (36.6, 37.2),
    "pulse": (64, 88),
    "respirations": (12, 16),
    "systolic": (112, 132),
    "diastolic": (66, 82),
}
SMALLEST_PULSE_PRESSURE = 25


class CannotWrite(Exception):
    """The case cannot be a consistent patient (gate G5); the message is the counted reason."""


@dataclass(frozen=True, slots=True)
class Patient:
    """The demographics of one variant."""

    age: int
    female: bool

    @property
    def noun(self) -> str:
        adult = ("woman", "man") if self.age >= 18 else ("girl", "boy")
        return adult[0] if self.female else adult[1]


@dataclass(frozen=True, slots=True)
class Stem:
    """The written stem and those of its sentences that decide the answer."""

    text: str
    clues: tuple[str, ...]
    patient: Patient


def write_stem(facts: FactBase, case: Case, rng: Random) -> Stem:
    """Write one stem, or raise CannotWrite."""
    condition = facts.conditions[case.indication.condition]
    effect = facts.effects[case.shown_effect]
    picture = effect.picture
    if effect.confounders & facts.condition_line(condition.id):
        raise CannotWrite("the disease itself could explain the picture")
    if not picture.findings:
        raise CannotWrite("no clinical picture recorded")
    patient = choose_patient(condition, effect, rng)
    lasting = _sampled(picture.duration, rng) if picture.duration else None
    complaint = language.render(rng.choice(picture.complaints), rng, patient.female)
    opening = _opening(patient, rng.choice(picture.settings or ("office",)), complaint, lasting, rng)
    background = _background(condition, patient, rng)
    dated = _exposure(facts, case, lasting or 0.0, history_days(background), rng)
    exposure = f"{_pronoun(patient)} {background}.", language.render(dated, rng, patient.female)
    told = " ".join((opening, *exposure))
    body = _findings(picture, patient, len(language.words(told)), rng)
    text = " ".join((told, *(sentence for sentence, _ in body)))
    decisive = (sentence for sentence, decides in body if decides)
    return Stem(text=text, clues=(*exposure, *decisive), patient=patient)


def choose_patient(condition: Condition, effect: Effect, rng: Random) -> Patient:
    """Sample age and sex from the epidemiology of the disease within what the picture allows."""
    ages = (condition.picture.age or ADULT, effect.picture.age or ADULT)
    low, high = max(age[0] for age in ages), min(age[1] for age in ages)
    if low > high:
        raise CannotWrite("no age fits both disease and adverse effect")
    shares = (condition.picture.female_share, effect.picture.female_share)
    fixed = {share for share in shares if share in (0.0, 1.0)}
    if len(fixed) > 1:
        raise CannotWrite("no sex fits both disease and adverse effect")
    share = fixed.pop() if fixed else shares[0]
    return Patient(age=rng.randint(int(low), int(high)), female=rng.random() < share)


def _opening(patient: Patient, setting: str, complaint: str, lasting: float | None, rng: Random) -> str:
    who = language.article(f"{patient.age}-year-old {patient.noun}")
    where = {
        "emergency department": "the emergency department",
        "hospital": "the hospital",
        "office": "the office",
        "clinic": "the clinic",
    }[setting]
    brought = patient.age < CHILD_UNTIL
    parents = f"{'her' if patient.female else 'his'} parents"
    if setting == "hospital":
        arrives = ("is admitted to", "is brought to")[brought]
    else:
        arrives = (rng.choice(("comes to", "is seen in", "is evaluated in")), "is brought to")[brought]
    by = f" by {parents}" if brought else ""
    if lasting is None:
        return language.capital(f"{who} {arrives} {where}{by} because of {complaint}.")
    time = language.span(lasting)
    shapes = [
        f"{who} {arrives} {where}{by} because of {complaint} for {time}.",
        f"{who} {arrives} {where}{by} because of {complaint} for the past {time}.",
    ]
    return language.capital(rng.choice(shapes))


def _background(condition: Condition, patient: Patient, rng: Random) -> str:
    if not condition.background:
        raise CannotWrite("the disease has no background wording")
    return language.render(rng.choice(condition.background), rng, patient.female).rstrip(".")


def _exposure(facts: FactBase, case: Case, lasting: float, diseased: float | None, rng: Random) -> str:
    """Date the treatment: its onset window plus the time with symptoms, within the time of the disease."""
    effect = facts.effects[case.shown_effect]
    links = facts.links.get((case.indication.drug, effect.id), ())
    holding = (link for link in links if link.onset and in_scope(link.scope, case.indication))
    onset = next((link.onset for link in holding), effect.onset)
    if onset is None:
        raise CannotWrite("no onset recorded")
    phrase = drug_phrase(facts, case, rng)
    low, high = (bound * language.DAYS[onset.unit] for bound in (onset.low, onset.high))
    known = min(diseased if diseased is not None else LONG_AGO, longest_days(facts, case))
    if effect.after_stopping:
        since = rng.uniform(low, high) + lasting
        course = min(rng.uniform(*COURSE_DAYS), known - since)
        if course < COURSE_DAYS[0]:
            raise CannotWrite("the treatment would outlast what is plausible")
        return stopping_sentence(phrase, since, course, rng)
    latest = min(high, known - lasting)
    if latest < low:
        raise CannotWrite("the treatment would outlast what is plausible")
    return exposure_sentence(case, phrase, rng.uniform(low, latest) + lasting, rng)


def _findings(picture: Picture, patient: Patient, told: int, rng: Random) -> list[tuple[str, bool]]:
    """Return rendered sentences in vignette order with their decisive flag, near a sampled word count."""
    goal = rng.triangular(STEM_WORDS[0], STEM_WORDS[2], STEM_WORDS[1])
    vitals = _vitals(picture.vitals, patient, rng)
    chosen = {index for index, finding in enumerate(picture.findings) if finding.decisive}
    others = [index for index in range(len(picture.findings)) if index not in chosen]
    rng.shuffle(others)
    rendered = [_render(finding, patient, rng) for finding in picture.findings]
    length = told + len(language.words(vitals)) + sum(len(language.words(rendered[i])) for i in chosen)
    for index in others:
        if length >= goal or len(chosen) >= MOST_SENTENCES - 4:
            break
        chosen.add(index)
        length += len(language.words(rendered[index]))
    written: list[tuple[str, bool]] = []
    for part in PARTS:
        if part == "exam":
            written.append((vitals, False))
        own = [i for i in sorted(chosen) if picture.findings[i].part == part]
        written += [(rendered[i], picture.findings[i].decisive) for i in own]
    return written


def _render(finding: Finding, patient: Patient, rng: Random) -> str:
    text = language.render(rng.choice(finding.phrasings), rng, patient.female).strip()
    return language.capital(text if text.endswith((".", "?")) else f"{text}.")


def _vitals(recorded: Mapping[str, Range], patient: Patient, rng: Random) -> str:
    """Word temperature, pulse, respirations and blood pressure, at rest where the picture says nothing."""
    if patient.age < CHILD_UNTIL and not recorded:
        raise CannotWrite("no vital signs recorded for a child")
    ranges = {**RESTING, **recorded}
    celsius = round(rng.uniform(*ranges["temperature"]), 1)
    systolic = rng.randint(*map(int, ranges["systolic"]))
    low, high = map(int, ranges["diastolic"])
    diastolic = rng.randint(
        min(low, systolic - SMALLEST_PULSE_PRESSURE), min(high, systolic - SMALLEST_PULSE_PRESSURE)
    )
    pulse = rng.randint(*map(int, ranges["pulse"]))
    breaths = rng.randint(*map(int, ranges["respirations"]))
    fahrenheit = round(celsius * 9 / 5 + 32, 1)
    parts = [
        f"temperature is {celsius}°C ({fahrenheit}°F)",
        f"pulse is {pulse}/min",
        f"respirations are {breaths}/min",
        f"blood pressure is {systolic}/{diastolic} mm Hg",
    ]
    sentence = language.capital(f"{language.listed(parts)}.")
    if "saturation" in recorded:
        percent = rng.randint(*map(int, recorded["saturation"]))
        sentence += f" Oxygen saturation is {percent}% on room air."
    return sentence


def _sampled(duration: Duration, rng: Random) -> float:
    return rng.uniform(duration.low, duration.high) * language.DAYS[duration.unit]


def _pronoun(patient: Patient) -> str:
    return "She" if patient.female else "He"
