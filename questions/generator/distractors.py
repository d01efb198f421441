"""Which wrong answers to offer: provably false, tempting, alike in form, and at a chosen place.

The key's position is balanced by choosing the distractor set; options are always shown in alphabetical order.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from . import language
from .case import Asked, Case
from .facts import FactBase
from .proof import also_shown_by, refuted
from .truth import disjoint

OPTIONS = 5
DRAWS = 40
NEAR = 3  # closeness from which a lure tempts: the same disease, or a look-alike of the picture
FEWEST_NEAR = 2
NEAREST = 9  # lures that are drawn from; farther ones stand in only where these do not fit together
# Gate G7, in characters.
LONGEST_TO_SHORTEST = 2.0
LONGEST_TO_SHORTEST_SINGLE_WORDS = 3.0
KEY_OVER_NEXT_LONGEST = 1.25


@dataclass(frozen=True, slots=True)
class Lure:
    """A provably false option: how near it is to the key, and the wrong step that leads to it."""

    id: str
    text: str
    closeness: int
    slip: str


@dataclass(frozen=True, slots=True)
class Choice:
    """Five options in display order; `key_index` is the position of the key, counted from 0."""

    ids: tuple[str, ...]
    key_index: int
    closeness: float
    lures: dict[str, Lure]


def option_text(facts: FactBase, case: Case, option: str) -> str:
    """Return an entity as it stands among the options."""
    match case.asked:
        case Asked.MECHANISM:
            return language.capital(facts.mechanisms[option].option)
        case Asked.EFFECT:
            return language.capital(facts.effects[option].name)
        case Asked.DRUG:
            return language.capital(facts.drugs[option].name)


def lures(facts: FactBase, case: Case) -> tuple[Lure, ...]:
    """Return every provably false option of the asked class that some recorded fact makes tempting."""
    memo = ("lures", case)
    if memo not in facts.proofs:
        universe: Sequence[str] = {
            Asked.MECHANISM: sorted(facts.drugs_with_mechanism),
            Asked.EFFECT: sorted(facts.established),
            Asked.DRUG: sorted(facts.drugs),
        }[case.asked]
        judge = {Asked.MECHANISM: _as_mechanism, Asked.EFFECT: _as_effect, Asked.DRUG: _as_drug}[case.asked]
        facts.proofs[memo] = tuple(
            Lure(option, option_text(facts, case, option), *judge(facts, case, option))
            for option in universe
            if option != case.key and not _barred(facts, case, option) and refuted(facts, case, option)
        )
    found: tuple[Lure, ...] = facts.proofs[memo]  # type: ignore[assignment]
    return found


def _barred(facts: FactBase, case: Case, option: str) -> bool:
    if case.asked is Asked.EFFECT:
        effect, key = facts.effects[option], facts.effects[case.key]
        if (effect.group == "reproductive") != (key.group == "reproductive"):
            return True  # harm to a fetus or to fertility is no reading of the patient's own illness
        return not effect.picture.findings  # nothing to tell it apart by
    if case.asked is Asked.DRUG:
        return frozenset({option, case.key}) in facts.enemies
    return False


def _as_mechanism(facts: FactBase, case: Case, option: str) -> tuple[int, str]:
    users = {link.drug for link in facts.drugs_with_mechanism[option]}
    return _company(facts, case, users, "the action of another drug")


def _as_drug(facts: FactBase, case: Case, option: str) -> tuple[int, str]:
    closeness, slip = _company(facts, case, {option}, "another drug")
    group = facts.effects[case.shown_effect].group
    if any(facts.effects[link.effect].group == group for link in facts.effects_of[option]):
        closeness += 1
    return closeness, slip


def _as_effect(facts: FactBase, case: Case, option: str) -> tuple[int, str]:
    users = {link.drug for link in facts.established[option]}
    closeness, slip = _company(facts, case, users, "the complication of another drug")
    if option in facts.effects[case.key].told_apart:
        return closeness + 3, "a look-alike of this picture"
    if facts.effects[option].group == facts.effects[case.key].group:
        return closeness + 2, slip
    return closeness, slip


def _company(facts: FactBase, case: Case, drugs: set[str], what: str) -> tuple[int, str]:
    """Score drugs by what they share with the patient's drug: disease 3, class 2, category 1."""
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


def feasible_positions(facts: FactBase, case: Case) -> set[int]:
    """Return the positions (0-4) at which enough lures sort on both sides of the key."""
    key = option_text(facts, case, case.key)
    texts = [lure.text for lure in lures(facts, case) if _comparable(key, lure.text)]
    before = sum(text.lower() < key.lower() for text in texts)
    return {p for p in range(OPTIONS) if before >= p and len(texts) - before >= OPTIONS - 1 - p}


def choose(facts: FactBase, case: Case, rng: Random, position: int) -> Choice | None:
    """Draw four distractors that fit beside the key, aiming at `position` (0-4) for it; None if none fit.

    Near lures are drawn more often. Of the drawn sets that hold gates G6 and G7, the one with the key at
    `position`, a sampled length rank and the greatest closeness wins.
    """
    key = Lure(case.key, option_text(facts, case, case.key), 0, "")
    fitting = [lure for lure in lures(facts, case) if _comparable(key.text, lure.text)]
    if len(fitting) < OPTIONS - 1:
        return None
    fitting.sort(key=lambda lure: (-lure.closeness, lure.id))
    if sum(lure.closeness >= NEAR for lure in fitting) < FEWEST_NEAR:
        return None
    near = fitting[:NEAREST]
    best = _best_set(facts, case, key, near, rng, position)
    if best is not None and best.key_index == position:
        return best
    wider = _best_set(facts, case, key, fitting, rng, position)
    if wider is not None and wider.key_index == position:
        return wider
    return best or wider


def _best_set(
    facts: FactBase, case: Case, key: Lure, pool: list[Lure], rng: Random, position: int
) -> Choice | None:
    """Return the drawn set of the greatest merit from the pool."""
    wanted_rank = rng.randrange(OPTIONS)
    best: tuple[tuple[bool, bool, float], list[Lure]] | None = None
    for turn in range(DRAWS):
        # The last draws are free: some keys have too few lures on one side of the alphabet.
        wanted = position if turn < DRAWS * 3 // 4 else None
        drawn = _draw(facts, case, pool, rng, key.text, wanted)
        if drawn is None:
            continue
        shown = sorted([key, *drawn], key=lambda lure: lure.text.lower())
        if sum(lure.closeness >= NEAR for lure in drawn) < FEWEST_NEAR:
            continue
        if not lengths_hold([lure.text for lure in shown], key.text):
            continue
        by_length = sorted(shown, key=lambda lure: len(lure.text))
        merit = (
            shown.index(key) == position,
            by_length.index(key) == wanted_rank,
            sum(lure.closeness for lure in drawn) / (OPTIONS - 1),
        )
        if best is None or merit > best[0]:
            best = merit, shown
    if best is None:
        return None
    shown = best[1]
    return Choice(
        ids=tuple(lure.id for lure in shown),
        key_index=shown.index(key),
        closeness=best[0][2],
        lures={lure.id: lure for lure in shown if lure is not key},
    )


def _draw(
    facts: FactBase, case: Case, pool: list[Lure], rng: Random, key: str, position: int | None
) -> list[Lure] | None:
    """Draw four lures that fit together; with a `position`, as many before the key in the alphabet."""
    places = {True: OPTIONS, False: OPTIONS}
    if position is not None:
        places = {True: position, False: OPTIONS - 1 - position}
    drawn: list[Lure] = []
    rest = pool
    while len(drawn) < OPTIONS - 1:
        rest = [
            lure
            for lure in rest
            if lure not in drawn
            and places[lure.text.lower() < key.lower()] > 0
            and (not drawn or _apart(facts, case, lure, drawn[-1]))
        ]
        if not rest:
            return None
        lure = rng.choices(rest, weights=[(1 + lure.closeness) ** 2 for lure in rest])[0]
        places[lure.text.lower() < key.lower()] -= 1
        drawn.append(lure)
    return drawn


def _apart(facts: FactBase, case: Case, one: Lure, other: Lure) -> bool:
    """Gate G6: no option is a kind, a synonym, a prodrug or an overlap of another."""
    match case.asked:
        case Asked.MECHANISM:
            return disjoint(facts, one.id, other.id)
        case Asked.EFFECT:
            return one.id not in also_shown_by(facts, other.id)
        case Asked.DRUG:
            pair = frozenset({one.id, other.id})
            return one.id not in facts.drugs[other.id].same_moiety and pair not in facts.enemies


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
