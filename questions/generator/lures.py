"""Which wrong answers tempt: provably false, alike in form to the key, and near to it by a recorded fact."""

from dataclasses import dataclass
from operator import attrgetter

from . import drugsets, language
from .asks import ASKS
from .case import Asked, Case
from .drugsets import DrugSet
from .facts import FactBase
from .lengths import comparable
from .memo import remembered
from .proof import refuted

NEAR = 3  # closeness from which the drugs behind an option make it tempt: the same disease, or a relative


@dataclass(frozen=True, slots=True)
class Lure:
    """A provably false option: how near it is to the key, and the wrong step that leads to it.

    `weight` decides how often it is drawn: the nearer the oftener, and the more drugs it stands for the oftener,
    since so it is the key elsewhere, and an option that is often the key and seldom a distractor betrays itself.
    """

    id: str
    text: str
    sorts_as: str
    closeness: int
    slip: str
    weight: float


def lures(facts: FactBase, case: Case) -> tuple[Lure, ...]:
    """Return every provably false option that looks like the key and that this patient makes a reader weigh.

    The nearest come first. An option that the picture itself excludes is left out even where too few are left: it
    would be one answer less to choose from.
    """
    false = refuted(facts, case)
    found = [
        lure
        for option in _beside(facts, case.asked, case.key)
        if option in false and (lure := _tempting(facts, case, option))
    ]
    return tuple(sorted(found, key=attrgetter("closeness"), reverse=True))


@remembered
def _beside(facts: FactBase, asked: Asked, key: str) -> tuple[str, ...]:
    """Return everything that could stand beside the key, true or false, in the order of ids."""
    own, barred = ASKS[asked].text(facts, key), ASKS[asked].barred
    clashes = clashing(facts, asked, key)
    return tuple(
        option
        for option, text in universe(facts, asked)
        if option not in clashes and comparable(own, text) and not barred(facts, key, option)
    )


@remembered
def universe(facts: FactBase, asked: Asked) -> tuple[tuple[str, str], ...]:
    """Return everything of the asked class that some drug stands for, with its text, in the order of ids."""
    return tuple((option, ASKS[asked].text(facts, option)) for option in sorted(ASKS[asked].options(facts)))


@remembered
def spoken(facts: FactBase, asked: Asked) -> frozenset[str]:
    """Return the roots of the words of all options of a class."""
    return frozenset[str]().union(*(language.roots(text) for _, text in universe(facts, asked)))


@remembered
def clashing(facts: FactBase, asked: Asked, option: str) -> frozenset[str]:
    """Return the options that cannot stand beside this one: a kind, a synonym, a prodrug, an overlap, a part."""
    apart = ASKS[asked].apart
    text = ASKS[asked].text(facts, option)
    return frozenset(
        other
        for other, worded in universe(facts, asked)
        if not apart(facts, option, other) or inside(text, worded)
    )


@remembered
def crowding(facts: FactBase, asked: Asked, option: str) -> frozenset[str]:
    """Return the options that cannot stand beside this one when both are distractors."""
    alike = ASKS[asked].alike
    return clashing(facts, asked, option) | {
        other for other, _ in universe(facts, asked) if alike(facts, option, other)
    }


def inside(one: str, other: str) -> bool:
    """Tell whether one text stands in the other, or is the same."""
    return one.lower() in other.lower() or other.lower() in one.lower()


def _tempting(facts: FactBase, case: Case, option: str) -> Lure | None:
    """Return the lure, if it tempts: near by what its drugs share with the patient's, and by its likeness."""
    ask = ASKS[case.asked]
    closeness, slip = _company(facts, case.asked, option, case.indication.drug, case.indication.condition)
    if not (closeness >= NEAR if ask.rivals is None else ask.rivals(facts, case, option)):
        return None
    more, why = ask.likeness(facts, case, option)
    return _lure(facts, case.asked, option, closeness + more, why or slip)


@remembered
def _lure(facts: FactBase, asked: Asked, option: str, closeness: int, slip: str) -> Lure:
    text = ASKS[asked].text(facts, option)
    weight = (1 + closeness) ** 3 * _drugs_behind(facts, asked, option).bit_count()
    return Lure(option, text, text.lower(), closeness, slip, weight)


def _company(facts: FactBase, asked: Asked, option: str, drug: str, disease: str) -> tuple[int, str]:
    """Score the drugs behind an option by what they share with the patient's: disease 3, class 2, category 1."""
    drugs, what = _drugs_behind(facts, asked, option), ASKS[asked].slip
    closeness, slip = 0, f"{what} of the field"
    if drugs & _of_category(facts, drug):
        closeness, slip = 1, f"{what} of the same category"
    if drugs & drugsets.relatives(facts, drug):
        closeness, slip = closeness + 2, f"{what} of the same class"
    if drugs & _used_for(facts, disease):
        closeness, slip = closeness + 3, f"{what} for the same disease"
    return closeness, slip


@remembered
def _drugs_behind(facts: FactBase, asked: Asked, option: str) -> DrugSet:
    """Return the drugs that an option makes a reader think of."""
    return drugsets.some(facts, ASKS[asked].drugs_of(facts, option))


@remembered
def _of_category(facts: FactBase, drug: str) -> DrugSet:
    """Return the drugs of the category of this one."""
    own = facts.drugs[drug].category
    return drugsets.some(facts, (each.id for each in facts.drugs.values() if each.category == own))


@remembered
def _used_for(facts: FactBase, disease: str) -> DrugSet:
    """Return the drugs that are used for the disease, a broader or a narrower one."""
    line = facts.condition_line(disease)
    return drugsets.some(facts, (use.drug for use in facts.indications if use.condition in line))
