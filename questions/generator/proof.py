"""The independent solver: what follows from a stem's clues alone. It never sees the options.

A drug stays a candidate unless a clue excludes it provably, so an unrecorded fact can only make an item harder
to prove, never wrongly provable.
"""

from .case import Asked, Case, Clue, ClueKind
from .facts import FactBase
from .records import Indication
from .truth import Truth, acts_by, causes, given_as, treats

# Which clue a reader would call the decisive one, when several are necessary.
TELLING_ORDER = (
    ClueKind.CAUSED,
    ClueKind.NAMED,
    ClueKind.ACTS_BY,
    ClueKind.TREATS,
    ClueKind.SCHEDULE,
    ClueKind.ROUTE,
)
NOTHING_KNOWN = "?"  # stands in an answer set for a candidate whose answer nobody recorded


def candidates(facts: FactBase, clues: tuple[Clue, ...]) -> frozenset[str]:
    """Return the drugs that no clue excludes."""
    key = ("candidates", clues)
    if key not in facts.proofs:
        facts.proofs[key] = frozenset(
            drug for drug in facts.drugs if all(fits(facts, drug, clue, clues) for clue in clues)
        )
    found: frozenset[str] = facts.proofs[key]  # type: ignore[assignment]
    return found


def fits(facts: FactBase, drug: str, clue: Clue, clues: tuple[Clue, ...]) -> bool:
    """Tell whether the clue leaves the drug possible, read together with the other clues."""
    condition = next((other.value for other in clues if other.kind is ClueKind.TREATS), None)
    match clue.kind:
        case ClueKind.NAMED:
            return drug == clue.value
        case ClueKind.TREATS:
            return treats(facts, drug, clue.value) is not Truth.FALSE
        case ClueKind.ACTS_BY:
            return acts_by(facts, drug, clue.value) is not Truth.FALSE
        case ClueKind.CAUSED:
            use = use_of(facts, drug, condition)
            return any(
                causes(facts, drug, effect, use) is not Truth.FALSE for effect in also_shown_by(facts, clue.value)
            )
        case ClueKind.ROUTE:
            return condition is None or given_as(facts, drug, condition, clue.value) is not Truth.FALSE
        case ClueKind.SCHEDULE:
            route = next((other.value for other in clues if other.kind is ClueKind.ROUTE), None)
            if condition is None or route is None:
                return True
            return given_as(facts, drug, condition, route, clue.value) is not Truth.FALSE


def use_of(facts: FactBase, drug: str, condition: str | None) -> Indication | None:
    """Return how the drug is used for the condition, if it is recorded."""
    return next((use for use in facts.indications_of[drug] if use.condition == condition), None)


def also_shown_by(facts: FactBase, effect: str) -> frozenset[str]:
    """Return the effects that the picture of `effect` could be read as."""
    return facts.effect_line(effect) | facts.overlapping_effects(effect)


def answers(facts: FactBase, case: Case, clues: tuple[Clue, ...]) -> frozenset[str]:
    """Return every answer of the asked class that the clues leave possible.

    Drugs of one moiety count as one answer. An unanswerable candidate adds `NOTHING_KNOWN`.
    """
    possible = candidates(facts, clues)
    match case.asked:
        case Asked.DRUG:
            return frozenset(_representative(facts, drug, case.key) for drug in possible)
        case Asked.MECHANISM:
            return frozenset(answer for drug in possible for answer in _main_actions(facts, drug, case))
        case Asked.EFFECT:
            return _effects(facts, case, possible, clues)


def _representative(facts: FactBase, drug: str, key: str) -> str:
    return key if key in facts.drugs[drug].same_moiety else drug


def _main_actions(facts: FactBase, drug: str, case: Case) -> set[str]:
    links = facts.mechanisms_of[drug]
    main = {link.mechanism for link in links if link.primary}
    if case.key in {link.mechanism for link in links}:
        return {case.key} if main <= {case.key} else main | {case.key}
    return main or {NOTHING_KNOWN}


def _effects(facts: FactBase, case: Case, possible: frozenset[str], clues: tuple[Clue, ...]) -> frozenset[str]:
    shown = next((clue.value for clue in clues if clue.kind is ClueKind.CAUSED), None)
    if shown is not None:
        # Broader and overlapping effects name the same picture less exactly; `refuted` keeps them off the options.
        readings = facts.effect_line(shown) - facts.broader_effects(shown)
    else:
        readings = frozenset(facts.effects)
    condition = next((clue.value for clue in clues if clue.kind is ClueKind.TREATS), None)
    return frozenset(
        effect
        for effect in readings
        if any(causes(facts, drug, effect, use_of(facts, drug, condition)) is not Truth.FALSE for drug in possible)
    )


def unique(facts: FactBase, case: Case) -> bool:
    """Gate G3: the clues alone lead to exactly the key."""
    return answers(facts, case, case.clues) == {case.key}


def decisive_clue(facts: FactBase, case: Case) -> Clue | None:
    """Gate G4: return a clue without which the answer is ambiguous; None when the stem is redundant."""
    for clue in sorted(case.clues, key=lambda clue: TELLING_ORDER.index(clue.kind)):
        rest = tuple(other for other in case.clues if other != clue)
        if answers(facts, case, rest) != {case.key}:
            return clue
    return None


def refuted(facts: FactBase, case: Case, option: str) -> bool:
    """Gate G1 for a distractor: false for every drug that the stem leaves possible."""
    possible = candidates(facts, case.clues)
    use = case.indication
    match case.asked:
        case Asked.MECHANISM:
            return all(acts_by(facts, drug, option) is Truth.FALSE for drug in possible)
        case Asked.EFFECT:
            if option in also_shown_by(facts, case.key):
                return False
            if option in facts.effects[case.key].told_apart:
                return True
            return all(causes(facts, drug, option, use) is Truth.FALSE for drug in possible)
        case Asked.DRUG:
            if option in possible or case.key in facts.drugs[option].same_moiety:
                return False
            return any(_contradicts(facts, option, clue) for clue in case.clues)


def _contradicts(facts: FactBase, drug: str, clue: Clue) -> bool:
    """A drug option is refuted by what it does not do, never by how or for what it is usually given."""
    match clue.kind:
        case ClueKind.CAUSED:
            return causes(facts, drug, clue.value) is Truth.FALSE
        case ClueKind.ACTS_BY:
            return acts_by(facts, drug, clue.value) is Truth.FALSE
        case _:
            return False
