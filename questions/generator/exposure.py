"""How a stem speaks of the drug: named, described by its action, or only by how it is given."""

import re
from math import inf
from random import Random

from . import language
from .case import Case, ClueKind
from .facts import FactBase
from .records import Regimen
from .truth import INTERVALS
from .vignette import CannotWrite

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


def drug_phrase(facts: FactBase, case: Case, since: float, rng: Random) -> str:
    """Return a noun phrase for the drug `since` days after its start: what the clues say, and no more."""
    regimen = regimen_of(case, since)
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


def regimen_of(case: Case, since: float) -> Regimen | None:
    """Return the regimen that the clues speak of as it is `since` days after the start, if one is recorded.

    A clue that does not hold yet, or no longer, makes no patient: the maintenance of a drug that is still being
    loaded, the high dose of a disease that has long been controlled.
    """
    told = [regimen for regimen in case.indication.regimens if _told(case, regimen)]
    holding = [regimen for regimen in told if regimen.holds(since) and since <= _lasts(regimen)]
    if not holding and case.shown(ClueKind.ROUTE) is not None:
        raise CannotWrite("the drug is not given like this at that time")
    return holding[0] if holding else None


def _told(case: Case, regimen: Regimen) -> bool:
    route, schedule = case.shown(ClueKind.ROUTE), case.shown(ClueKind.SCHEDULE)
    return route in (None, regimen.route) and schedule in (None, regimen.schedule)


def longest_days(facts: FactBase, case: Case) -> float:
    """Return for how many days such a treatment plausibly lasts, or is still told as the current one."""
    longest = AFTER_ACUTE_DAYS if facts.conditions[case.indication.condition].acute else inf
    told = [regimen for regimen in case.indication.regimens if _told(case, regimen)]
    if not told:
        return longest
    return min(longest, max(_lasts(regimen) for regimen in told))


def _lasts(regimen: Regimen) -> float:
    if regimen.schedule == SINGLE_DOSE:
        return AFTER_ACUTE_DAYS
    if regimen.route == "intravenous" and INTERVALS.get(regimen.schedule, inf) <= 1:
        return INPATIENT_DAYS
    return inf if regimen.to_week is None else regimen.to_week * 7.0


def exposure_sentence(case: Case, phrase: str, since: float, rng: Random) -> str:
    """Return a sentence (with patient brackets) that dates the first dose `since` days before the visit."""
    ago = language.span(since)
    regimen = regimen_of(case, since)
    if regimen and regimen.schedule == SINGLE_DOSE:
        return f"[He] received {phrase} {ago} ago."
    first_only = regimen is not None and since < INTERVALS.get(regimen.schedule, 0.0)
    if first_only or since < SAME_ILLNESS_DAYS:
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


def past_sentence(case: Case, phrase: str, since: float, course: float, rng: Random) -> str:
    """Return a sentence that dates a treatment begun `since` days ago and over after `course` days."""
    if any(_told(case, regimen) and regimen.schedule == SINGLE_DOSE for regimen in case.indication.regimens):
        return f"[He] received {phrase} {language.span(since)} ago."
    return stopping_sentence(phrase, since - course, course, rng)


def history_days(background: str) -> float | None:
    """Return how long ago the disease began according to the background wording, in days."""
    spans = [int(count) * language.DAYS[f"{unit}s"] for count, unit in AGO.findall(background)]
    return min(spans) if spans else None
