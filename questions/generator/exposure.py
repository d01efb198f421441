"""How a stem speaks of the drug: named, described by its action, or only by how it is given."""

import re
from math import inf
from random import Random

from . import language
from .case import Case, ClueKind
from .facts import FactBase
from .records import Regimen
from .truth import INTERVALS

ADVERBS = {
    "oral": "orally",
    "intravenous": "intravenously",
    "subcutaneous": "subcutaneously",
    "intramuscular": "intramuscularly",
    "intravesical": "intravesically",
    "intrathecal": "intrathecally",
    "inhaled": "by inhalation",
    "topical": "topically",
    "intraarticular": "by intra-articular injection",
    "intralesional": "into the lesions",
    "rectal": "rectally",
    "ophthalmic": "as eye drops",
    "nasal": "intranasally",
}
HIDDEN = {
    "oral": ("an oral drug", "taken"),
    "intravenous": ("an intravenous drug", "given"),
    "subcutaneous": ("a subcutaneously injected drug", "given"),
    "intramuscular": ("an intramuscularly injected drug", "given"),
}
AGO = re.compile(r"(\d+)[- ](day|week|month|year)")
COURSE = re.compile(r"\b(for|as|on|then)\b")  # a schedule that ends: "once weekly for 4 weeks"
# From here on the first dose is an event of the same illness, not a course of treatment.
SAME_ILLNESS_DAYS = 3.0
SINGLE_DOSE = "as a single dose"
# How long after the start of a treatment that is over soon it is still told as the current one.
AFTER_ACUTE_DAYS = 45.0
INPATIENT_DAYS = 14.0  # for infusions given daily or more often


def drug_phrase(facts: FactBase, case: Case, rng: Random) -> str:
    """Return a noun phrase for the drug that says what the clues say and no more."""
    regimen = regimen_of(case)
    route = next((clue.value for clue in case.clues if clue.kind is ClueKind.ROUTE), None)
    schedule = next((clue.value for clue in case.clues if clue.kind is ClueKind.SCHEDULE), "")
    action = next((clue.value for clue in case.clues if clue.kind is ClueKind.ACTS_BY), None)
    if case.has(ClueKind.NAMED):
        name = facts.drugs[case.indication.drug].name
        if regimen and regimen.dose:
            how = f"{regimen.dose} {ADVERBS.get(regimen.route, '')} {regimen.schedule}".strip()
            return f"{name} ({' '.join(how.split())})"
        return name
    if action is not None:
        option = language.lower_first(facts.mechanisms[action].option)
        shape = rng.choice(
            ("a drug that acts by {}", "a drug whose main action is {}", "a drug that works through {}")
        )
        return shape.replace("{}", option)
    if route in HIDDEN:
        noun, verb = HIDDEN[route]
        return f"{noun} {verb} {schedule}" if schedule else noun
    return rng.choice(("a drug", "a single drug"))


def regimen_of(case: Case) -> Regimen | None:
    """Return the regimen that the route and schedule clues speak of, else the first recorded one."""
    route = next((clue.value for clue in case.clues if clue.kind is ClueKind.ROUTE), None)
    for regimen in case.indication.regimens:
        if route is None or regimen.route == route:
            return regimen
    return None


def longest_days(facts: FactBase, case: Case) -> float:
    """Return for how many days such a treatment plausibly lasts, or is still told as the current one."""
    regimen = regimen_of(case)
    longest = AFTER_ACUTE_DAYS if facts.conditions[case.indication.condition].acute else inf
    if regimen and regimen.schedule == SINGLE_DOSE:
        longest = AFTER_ACUTE_DAYS
    if regimen and regimen.route == "intravenous" and INTERVALS.get(regimen.schedule, inf) <= 1:
        longest = INPATIENT_DAYS
    return longest


def exposure_sentence(case: Case, phrase: str, since: float, rng: Random) -> str:
    """Return a sentence (with patient brackets) that dates the first dose `since` days before the visit."""
    ago = language.span(since)
    regimen = regimen_of(case)
    if regimen and regimen.schedule == SINGLE_DOSE:
        return f"[He] received {phrase} {ago} ago."
    if since < SAME_ILLNESS_DAYS:
        shapes: tuple[str, ...] = (
            f"[He] received the first dose of {phrase} {ago} ago.",
            f"The first dose of {phrase} was given {ago} ago.",
        )
    elif regimen and COURSE.search(regimen.schedule):
        shapes = (
            f"Treatment with {phrase} was started {ago} ago.",
            f"[He] began treatment with {phrase} {ago} ago.",
        )
    else:
        shapes = (
            f"Treatment with {phrase} was started {ago} ago.",
            f"[He] began treatment with {phrase} {ago} ago.",
            f"[He] has been treated with {phrase} for {ago}.",
            f"For the past {ago}, [he] has received {phrase}.",
            f"[His] treatment for the past {ago} has been {phrase}.",
        )
    return rng.choice(shapes)


def stopping_sentence(phrase: str, since: float, course: float, rng: Random) -> str:
    """Return a sentence that dates the last dose `since` days before the visit, after `course` days."""
    ago, lasted = language.span(since), language.span(course)
    shapes = (
        f"Treatment with {phrase} was stopped {ago} ago, after {lasted}.",
        f"After {lasted}, treatment with {phrase} was discontinued {ago} ago.",
        f"[He] had been treated with {phrase} for {lasted} until it was stopped {ago} ago.",
    )
    return rng.choice(shapes)


def history_days(background: str) -> float | None:
    """Return how long ago the disease began according to the background wording, in days."""
    spans = [int(count) * language.DAYS[f"{unit}s"] for count, unit in AGO.findall(background)]
    return min(spans) if spans else None
