"""The parts of a stem: a patient, an opening, a background, and the findings of a clinical picture.

Surface choices (age, sex, wording, which non-decisive findings) come from the caller's random source only.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from random import Random

from . import language
from .records import Condition, Duration, Finding, Picture, Range

ADULT: Range = (18, 85)
CHILD_UNTIL = 13
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
VISIT = "for "  # so begins what brings somebody who has no complaint: "for a scheduled visit"


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


def choose_patient(disease: Picture, other: Picture, rng: Random) -> Patient:
    """Sample age and sex from the epidemiology of the disease within what the other picture allows."""
    ages = (disease.age or ADULT, other.age or ADULT)
    low, high = max(age[0] for age in ages), min(age[1] for age in ages)
    if low > high:
        raise CannotWrite("no age fits both disease and adverse effect")
    shares = (disease.female_share, other.female_share)
    fixed = {share for share in shares if share in (0.0, 1.0)}
    if len(fixed) > 1:
        raise CannotWrite("no sex fits both disease and adverse effect")
    share = fixed.pop() if fixed else shares[0]
    return Patient(age=rng.randint(int(low), int(high)), female=rng.random() < share)


def opening(patient: Patient, setting: str, complaint: str, lasting: float | None, rng: Random) -> str:
    """Return who comes where, why, and (in days) since when."""
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
    if complaint.startswith(VISIT):  # nobody has a visit "for the past three weeks"
        return language.capital(f"{who} {arrives} {where}{by} {complaint}.")
    if lasting is None:
        return language.capital(f"{who} {arrives} {where}{by} because of {complaint}.")
    time = language.span(lasting)
    shapes = [
        f"{who} {arrives} {where}{by} because of {complaint} for {time}.",
        f"{who} {arrives} {where}{by} because of {complaint} for the past {time}.",
    ]
    return language.capital(rng.choice(shapes))


def background(condition: Condition, patient: Patient, rng: Random) -> str:
    """Return what the patient is known to have, as it follows the pronoun."""
    if not condition.background:
        raise CannotWrite("the disease has no background wording")
    return language.render(rng.choice(condition.background), rng, patient.female).rstrip(".")


def findings(picture: Picture, patient: Patient, told: int, rng: Random) -> list[tuple[str, bool]]:
    """Return rendered sentences in vignette order with their decisive flag, near a sampled word count."""
    goal = rng.triangular(STEM_WORDS[0], STEM_WORDS[2], STEM_WORDS[1])
    signs = vitals(picture.vitals, patient, rng)
    chosen = {index for index, finding in enumerate(picture.findings) if finding.decisive}
    others = [index for index in range(len(picture.findings)) if index not in chosen]
    rng.shuffle(others)
    rendered = [_render(finding, patient, rng) for finding in picture.findings]
    length = told + len(language.words(signs)) + sum(len(language.words(rendered[i])) for i in chosen)
    for index in others:
        if length >= goal or len(chosen) >= MOST_SENTENCES - 4:
            break
        chosen.add(index)
        length += len(language.words(rendered[index]))
    written: list[tuple[str, bool]] = []
    for part in PARTS:
        if part == "exam":
            written.append((signs, False))
        own = [i for i in sorted(chosen) if picture.findings[i].part == part]
        written += [(rendered[i], picture.findings[i].decisive) for i in own]
    return written


def _render(finding: Finding, patient: Patient, rng: Random) -> str:
    text = language.render(rng.choice(finding.phrasings), rng, patient.female).strip()
    return language.capital(text if text.endswith((".", "?")) else f"{text}.")


def vitals(recorded: Mapping[str, Range], patient: Patient, rng: Random) -> str:
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


def sampled(duration: Duration, rng: Random) -> float:
    """Draw a duration, in days."""
    return rng.uniform(duration.low, duration.high) * language.DAYS[duration.unit]


def pronoun(patient: Patient) -> str:
    """Return the pronoun that begins a sentence about the patient."""
    return "She" if patient.female else "He"
