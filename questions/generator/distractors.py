"""Which wrong answers to offer: provably false, tempting, alike in form, and at a chosen place.

The key's position is balanced by choosing the distractor set; options are always shown in alphabetical order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations
from math import log
from random import Random

from . import drugsets, language
from .asks import ASKS
from .case import Asked, Case
from .drugsets import DrugSet
from .facts import FactBase
from .memo import remembered
from .proof import refuted

OPTIONS = 5
DRAWS = 12
NEAR = 3  # closeness from which the drugs behind an option make it tempt: the same disease, or a relative
NEAREST = 9  # lures that are drawn from; farther ones stand in only where these do not fit together
# How many distractors are to share fewer words with the other options than the key does. Ties, which are many, let
# a reader who follows shared words guess among them: the higher ranks are drawn less to keep that at chance.
LIKENESS_RANKS = (0, 0, 0, 0, 1, 1, 2)
# Gate G7, in characters.
LONGEST_TO_SHORTEST = 2.0
LONGEST_TO_SHORTEST_SINGLE_WORDS = 3.0
KEY_OVER_NEXT_LONGEST = 1.25


@dataclass(frozen=True, slots=True)
class Lure:
    """A provably false option: how near it is to the key, and the wrong step that leads to it."""

    id: str
    text: str
    sorts_as: str
    closeness: int
    slip: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Five options in display order; `key_index` is the position of the key, counted from 0."""

    ids: tuple[str, ...]
    key_index: int
    closeness: float
    lures: dict[str, Lure]


def lures(facts: FactBase, case: Case) -> tuple[Lure, ...]:
    """Return every provably false option that looks like the key and that this patient makes a reader weigh.

    The nearest come first. An option that the picture itself excludes is left out even where too few are left: it
    would be one answer less to choose from.
    """
    false = refuted(facts, case)
    rivals = ASKS[case.asked].rivals
    found = []
    for option, text in _beside(facts, case.asked, case.key):
        if option in false and (rivals is None or rivals(facts, case, option)):
            lure, near = _tempting(facts, case, option, text)
            if rivals is not None or near:
                found.append(lure)
    return tuple(sorted(found, key=lambda lure: (-lure.closeness, lure.id)))


@remembered
def _beside(facts: FactBase, asked: Asked, key: str) -> tuple[tuple[str, str], ...]:
    """Return everything that could stand beside the key, true or false, with its text."""
    ask = ASKS[asked]
    own = ask.text(facts, key)
    return tuple(
        (option, text)
        for option, text in _universe(facts, asked)
        if option != key and text != own and _comparable(own, text) and not ask.barred(facts, key, option)
    )


@remembered
def _universe(facts: FactBase, asked: Asked) -> tuple[tuple[str, str], ...]:
    """Return everything of the asked class that some drug stands for, with its text."""
    return tuple((option, ASKS[asked].text(facts, option)) for option in ASKS[asked].options(facts))


def _tempting(facts: FactBase, case: Case, option: str, text: str) -> tuple[Lure, bool]:
    """Return the lure with its closeness (what its drugs share with the patient's, and its likeness), and whether
    its drugs alone make it tempt."""
    closeness, slip = _company(facts, case.asked, option, case.indication.drug, case.indication.condition)
    more, why = ASKS[case.asked].likeness(facts, case, option)
    return Lure(option, text, text.lower(), closeness + more, why or slip), closeness >= NEAR


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


def feasible_positions(key: str, found: Sequence[Lure]) -> frozenset[int]:
    """Return the positions (0-4) at which enough lures sort on both sides of the key's text."""
    before = sum(lure.sorts_as < key.lower() for lure in found)
    after = len(found) - before
    return frozenset(place for place in range(OPTIONS) if before >= place and after >= OPTIONS - 1 - place)


def choose(facts: FactBase, case: Case, found: Sequence[Lure], rng: Random, position: int | None) -> Choice | None:
    """Draw four of the lures that fit beside the key; None if none fit. `position` (0-4) is aimed at for the key.

    Near lures are drawn more often. Of the drawn sets that hold gates G6 and G7, the first that gives the key a
    sampled length rank wins, else the one of the greatest closeness.
    """
    text = ASKS[case.asked].text(facts, case.key)
    key = Lure(case.key, text, text.lower(), 0, "")
    best: Choice | None = None
    for pool in (found[:NEAREST], found):
        # Some keys have too few lures on one side of the alphabet.
        wanted = position if position in feasible_positions(text, pool) else None
        drawn = _best_set(facts, case, key, pool, rng, wanted)
        if drawn is not None and position in (None, drawn.key_index):
            return drawn
        best = best or drawn
    return best


def _best_set(
    facts: FactBase, case: Case, key: Lure, pool: Sequence[Lure], rng: Random, position: int | None
) -> Choice | None:
    """Return the drawn set of the greatest merit from the pool."""
    wanted_length, wanted_likeness = rng.randrange(OPTIONS), rng.choice(LIKENESS_RANKS)
    best: tuple[tuple[int, float], list[Lure]] | None = None
    for _ in range(DRAWS):
        drawn = _draw(facts, case, pool, rng, key, position)
        if drawn is None or (case.rival and all(lure.id != case.rival for lure in drawn)):
            continue
        if not lengths_hold([key.text, *(lure.text for lure in drawn)], key.text):
            continue
        shorter = sum(len(lure.text) < len(key.text) for lure in drawn)
        held = (shorter == wanted_length) + (less_alike(key.text, drawn) == wanted_likeness)
        merit = held, sum(lure.closeness for lure in drawn) / (OPTIONS - 1)
        if best is None or merit > best[0]:
            best = merit, drawn
        if held == 2:
            break
    if best is None:
        return None
    shown = sorted([key, *best[1]], key=lambda lure: lure.sorts_as)
    return Choice(
        ids=tuple(lure.id for lure in shown),
        key_index=shown.index(key),
        closeness=best[0][1],
        lures={lure.id: lure for lure in best[1]},
    )


def less_alike(key: str, drawn: Sequence[Lure]) -> int:
    """Count the distractors that share fewer words with the other options than the key does."""
    roots = [language.roots(key), *(language.roots(lure.text) for lure in drawn)]
    shared = [0] * len(roots)
    for (one, own), (two, other) in combinations(enumerate(roots), 2):
        if both := len(own & other):
            shared[one] += both
            shared[two] += both
    return sum(other < shared[0] for other in shared[1:])


def _draw(
    facts: FactBase, case: Case, pool: Sequence[Lure], rng: Random, key: Lure, position: int | None
) -> list[Lure] | None:
    """Draw four lures that fit together; with a `position`, as many before the key in the alphabet.

    The order is a weighted random one (Efraimidis and Spirakis 2006): nearer lures tend to come first.
    """
    luck = rng.random
    places = [1.0 if lure.id == case.rival else log(1 - luck()) / (1 + lure.closeness) ** 2 for lure in pool]
    before, after = (OPTIONS, OPTIONS) if position is None else (position, OPTIONS - 1 - position)
    limit = LONGEST_TO_SHORTEST if " " in key.text else LONGEST_TO_SHORTEST_SINGLE_WORDS
    shortest = longest = len(key.text)
    drawn: list[Lure] = []
    taken: set[str] = set()
    for place in sorted(range(len(pool)), key=places.__getitem__, reverse=True):
        lure = pool[place]
        sorts_before = lure.sorts_as < key.sorts_as
        length = len(lure.text)
        low, high = min(shortest, length), max(longest, length)
        if (before if sorts_before else after) <= 0 or high > limit * low:
            continue
        if not taken.isdisjoint(_clashing(facts, case.asked, lure.id)):
            continue  # gate G6: a kind, a synonym, a prodrug or an overlap of another option
        before, after = before - sorts_before, after - (not sorts_before)
        shortest, longest = low, high
        drawn.append(lure)
        taken.add(lure.id)
        if len(drawn) == OPTIONS - 1:
            return drawn
    return None


@remembered
def _clashing(facts: FactBase, asked: Asked, option: str) -> frozenset[str]:
    """Return the options that cannot stand beside this one."""
    apart = ASKS[asked].apart
    return frozenset(other for other, _ in _universe(facts, asked) if not apart(facts, option, other))


def _comparable(key: str, other: str) -> bool:
    longer, shorter = max(len(key), len(other)), min(len(key), len(other))
    single = " " not in key and " " not in other
    return longer <= shorter * (LONGEST_TO_SHORTEST_SINGLE_WORDS if single else LONGEST_TO_SHORTEST)


def lengths_hold(texts: Sequence[str], key: str) -> bool:
    """Gate G7: longest to shortest at most 2 (3 for single words); the key not longest by over 25 %."""
    sizes = sorted(len(text) for text in texts)
    limit = LONGEST_TO_SHORTEST if any(" " in text for text in texts) else LONGEST_TO_SHORTEST_SINGLE_WORDS
    if sizes[-1] > limit * sizes[0]:
        return False
    return len(key) <= KEY_OVER_NEXT_LONGEST * max(len(text) for text in texts if text != key)
