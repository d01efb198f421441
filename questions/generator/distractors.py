"""Which wrong answers to offer: provably false, tempting, alike in form, and at a chosen place.

The key's position is balanced by choosing the distractor set; options are always shown in alphabetical order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from math import log
from random import Random
from typing import cast

from . import language
from .asks import ASKS
from .case import Asked, Case
from .facts import FactBase
from .proof import also_shown_by, refuter
from .truth import disjoint

OPTIONS = 5
DRAWS = 12
NEAR = 3  # closeness from which a lure tempts: the same disease or organ, or a look-alike of the picture
FEWEST_NEAR = {Asked.EFFECT: 3}
FEWEST_NEAR_OTHERWISE = 2
NEAREST = 9  # lures that are drawn from; farther ones stand in only where these do not fit together
COMMON_ROOTS = frozenset({"since", "worse", "right", "under", "after", "pain", "sever", "sudde", "both", "upper"})
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


def option_text(facts: FactBase, asked: Asked, option: str) -> str:
    """Return an entity as it stands among the options."""
    match asked:
        case Asked.MECHANISM:
            return language.capital(facts.mechanisms[option].option)
        case Asked.EFFECT:
            return language.capital(facts.effects[option].name)
        case Asked.DRUG:
            return language.capital(facts.drugs[option].name)
        case _:
            return ASKS[asked].text(facts, option)


def lures(facts: FactBase, case: Case) -> tuple[Lure, ...]:
    """Return every provably false option that looks like the key and that a recorded fact makes tempting.

    The nearest come first.
    """
    refuted = refuter(facts, case)
    found = [
        _tempting(facts, case, option, text)
        for option, text in _beside(facts, case.asked, case.key)
        if refuted(option)
    ]
    return tuple(sorted(found, key=lambda lure: (-lure.closeness, lure.id)))


def _beside(facts: FactBase, asked: Asked, key: str) -> tuple[tuple[str, str], ...]:
    """Return everything that could stand beside the key, true or false, with its text."""
    memo = ("beside", asked, key)
    if memo not in facts.proofs:
        own = option_text(facts, asked, key)
        facts.proofs[memo] = tuple(
            (option, text)
            for option, text in _universe(facts, asked)
            if option != key and text != own and _comparable(own, text) and not _barred(facts, asked, key, option)
        )
    return facts.proofs[memo]  # type: ignore[return-value]


def _universe(facts: FactBase, asked: Asked) -> tuple[tuple[str, str], ...]:
    """Return everything of the asked class that some drug stands for, with its text."""
    memo = ("universe", asked)
    if memo not in facts.proofs:
        options: Sequence[str]
        match asked:
            case Asked.MECHANISM:
                options = sorted(facts.drugs_with_mechanism)
            case Asked.EFFECT:
                options = sorted(facts.established)
            case Asked.DRUG:
                options = sorted(facts.drugs)
            case _:
                options = ASKS[asked].options(facts)
        facts.proofs[memo] = tuple((option, option_text(facts, asked, option)) for option in options)
    return facts.proofs[memo]  # type: ignore[return-value]


def _tempting(facts: FactBase, case: Case, option: str, text: str) -> Lure:
    """Return the lure with its closeness; without what the key adds, it is the same for drug and disease."""
    memo = (case.asked, option, case.indication.drug, case.indication.condition)
    if memo not in facts.proofs:
        facts.proofs[memo] = _company(facts, case, option)
    closeness, slip = cast(tuple[int, str], facts.proofs[memo])
    if case.asked in (Asked.EFFECT, Asked.PROCESS):
        closeness //= 2  # a reader weighs the picture before the drug
    more, why = _likeness(facts, case, option)
    return Lure(option, text, text.lower(), closeness + more, why or slip)


def _barred(facts: FactBase, asked: Asked, key: str, option: str) -> bool:
    if asked in (Asked.EFFECT, Asked.RAISED):
        groups = {facts.effects[option].group, facts.effects[key].group}
        if "reproductive" in groups and len(groups) > 1:
            return True  # harm to a fetus or to fertility is no reading of the patient's own illness
        return not facts.effects[option].picture.findings  # nothing to tell it apart by
    if asked in (Asked.DRUG, Asked.TREATMENT):
        return frozenset({option, key}) in facts.enemies
    return False


def _likeness(facts: FactBase, case: Case, option: str) -> tuple[int, str]:
    """Return what the option gains by being like the key or like what the picture shows."""
    match case.asked:
        case Asked.MECHANISM:
            return 0, ""
        case Asked.DRUG:
            group = facts.effects[case.shown_effect].group
            return int(any(facts.effects[link.effect].group == group for link in facts.effects_of[option])), ""
        case Asked.EFFECT:
            return _picture_likeness(facts, option, case.key)
        case Asked.PROCESS:
            behind = facts.effects_by_process[option]
            return max(_picture_likeness(facts, effect, case.shown_effect)[0] for effect in behind), ""
        case _:
            return 0, ""


def _picture_likeness(facts: FactBase, effect: str, key: str) -> tuple[int, str]:
    """Score how like the key another effect looks: a recorded look-alike, the same organ, the same complaints."""
    if effect in facts.effects[key].told_apart:
        return 6, "a look-alike of this picture"
    shared = len(_presents_with(facts, effect) & _presents_with(facts, key))
    same_organ = facts.effects[effect].group == facts.effects[key].group
    return 3 * same_organ + min(shared, 3), "the complication of the same organ" if same_organ else ""


def _presents_with(facts: FactBase, effect: str) -> frozenset[str]:
    """Return the roots of the words with which patients who have the effect come."""
    memo = ("presents with", effect)
    if memo not in facts.proofs:
        facts.proofs[memo] = language.roots(" ".join(facts.effects[effect].picture.complaints)) - COMMON_ROOTS
    return facts.proofs[memo]  # type: ignore[return-value]


def _company(facts: FactBase, case: Case, option: str) -> tuple[int, str]:
    """Score the drugs behind an option by what they share with the patient's: disease 3, class 2, category 1."""
    match case.asked:
        case Asked.MECHANISM:
            drugs, what = {link.drug for link in facts.drugs_with_mechanism[option]}, "the action of another drug"
        case Asked.DRUG:
            drugs, what = {option}, "another drug"
        case Asked.EFFECT:
            drugs, what = {link.drug for link in facts.established[option]}, "the complication of another drug"
        case _:
            drugs, what = ASKS[case.asked].drugs_of(facts, option), ASKS[case.asked].slip
    own = facts.drugs[case.indication.drug]
    line = facts.condition_line(case.indication.condition)
    closeness, slip = 0, f"{what} of the field"
    if any(facts.drugs[drug].category == own.category for drug in drugs):
        closeness, slip = 1, f"{what} of the same category"
    if any(set(facts.drugs[drug].classes) & set(own.classes) for drug in drugs):
        closeness, slip = closeness + 2, f"{what} of the same class"
    if any(use.condition in line for drug in drugs for use in facts.indications_of[drug]):
        closeness, slip = closeness + 3, f"{what} for the same disease"
    return closeness, slip


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
    if sum(lure.closeness >= NEAR for lure in found) < _fewest_near(case):
        return None
    text = option_text(facts, case.asked, case.key)
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


def _fewest_near(case: Case) -> int:
    return FEWEST_NEAR.get(case.asked, FEWEST_NEAR_OTHERWISE)


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
        if sum(lure.closeness >= NEAR for lure in drawn) < _fewest_near(case):
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
    shared = [sum(len(own & other) for m, other in enumerate(roots) if m != n) for n, own in enumerate(roots)]
    return sum(other < shared[0] for other in shared[1:])


def _draw(
    facts: FactBase, case: Case, pool: Sequence[Lure], rng: Random, key: Lure, position: int | None
) -> list[Lure] | None:
    """Draw four lures that fit together; with a `position`, as many before the key in the alphabet.

    The order is a weighted random one (Efraimidis and Spirakis 2006): nearer lures tend to come first.
    """
    luck = rng.random
    ordered = sorted(
        (1.0 if lure.id == case.rival else log(1 - luck()) / (1 + lure.closeness) ** 2, place)
        for place, lure in enumerate(pool)
    )
    before, after = (OPTIONS, OPTIONS) if position is None else (position, OPTIONS - 1 - position)
    limit = LONGEST_TO_SHORTEST if " " in key.text else LONGEST_TO_SHORTEST_SINGLE_WORDS
    shortest = longest = len(key.text)
    drawn: list[Lure] = []
    for _, place in reversed(ordered):
        lure = pool[place]
        sorts_before = lure.sorts_as < key.sorts_as
        low, high = min(shortest, len(lure.text)), max(longest, len(lure.text))
        if (before if sorts_before else after) <= 0 or high > limit * low:
            continue
        if not all(_apart(facts, case, lure, one) for one in drawn):
            continue
        before, after = before - sorts_before, after - (not sorts_before)
        shortest, longest = low, high
        drawn.append(lure)
        if len(drawn) == OPTIONS - 1:
            return drawn
    return None


def _apart(facts: FactBase, case: Case, one: Lure, other: Lure) -> bool:
    """Gate G6: no option is a kind, a synonym, a prodrug or an overlap of another."""
    match case.asked:
        case Asked.MECHANISM:
            return disjoint(facts, one.id, other.id)
        case Asked.EFFECT:
            return one.id not in also_shown_by(facts, other.id)
        case Asked.DRUG:
            return not _one_answer(facts, one.id, other.id)
        case _:
            return ASKS[case.asked].apart(facts, one.id, other.id)


def _one_answer(facts: FactBase, one: str, other: str) -> bool:
    """Tell whether two drugs are one moiety or recorded as enemies."""
    return one in facts.drugs[other].same_moiety or frozenset({one, other}) in facts.enemies


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
