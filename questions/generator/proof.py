"""The independent solver: what follows from a stem's clues alone. It never sees the options.

A drug stays a candidate unless a clue excludes it provably, so an unrecorded fact can only make an item harder
to prove, never wrongly provable.
"""

from collections.abc import Iterable

from . import drugsets
from .asks import ASKS
from .case import Asked, Case, Clue, ClueKind, shown
from .drugsets import DrugSet
from .facts import FactBase
from .memo import remembered
from .truth import Truth, causes

# Which clue a reader would call the decisive one, when several are necessary.
TELLING_ORDER = (
    ClueKind.CAUSED,
    ClueKind.CIRCUMSTANCE,
    ClueKind.ADDED,
    ClueKind.NAMED,
    ClueKind.ACTS_BY,
    ClueKind.TREATS,
    ClueKind.SCHEDULE,
    ClueKind.ROUTE,
    ClueKind.AMONG,
)
# Clues that say nothing of the hidden drug.
OF_THE_PATIENT = (ClueKind.CIRCUMSTANCE, ClueKind.ADDED, ClueKind.AMONG)
# What a drug does or does not do; a clue of another kind says only how it is used.
REFUTING = (ClueKind.CAUSED, ClueKind.ACTS_BY)


def candidates(facts: FactBase, clues: tuple[Clue, ...]) -> DrugSet:
    """Return the drugs that no clue excludes."""
    return _all(facts, (fitting(facts, clue, clues) for clue in clues))


def fitting(facts: FactBase, clue: Clue, clues: tuple[Clue, ...]) -> DrugSet:
    """Return the drugs that the clue leaves possible, read together with the other clues."""
    match clue.kind:
        case ClueKind.NAMED:
            return drugsets.one(facts, clue.value)
        case ClueKind.TREATS:
            return drugsets.may_treat(facts, clue.value)
        case ClueKind.ACTS_BY:
            return drugsets.may_act_by(facts, clue.value)
        case ClueKind.CAUSED:
            return may_show(facts, clue.value)
    condition, route = shown(clues, ClueKind.TREATS), shown(clues, ClueKind.ROUTE)
    if clue.kind in OF_THE_PATIENT or condition is None or route is None:
        return drugsets.everyone(facts)
    schedule = clue.value if clue.kind is ClueKind.SCHEDULE else ""
    return drugsets.may_be_given(facts, condition, route, schedule)


@remembered
def may_show(facts: FactBase, effect: str) -> DrugSet:
    """Return the drugs that may cause what the picture of the effect could be read as."""
    found = 0
    for each in facts.readings(effect):
        found |= drugsets.may_cause(facts, each)
    return found


def unique(facts: FactBase, case: Case) -> bool:
    """Gate G3: the clues alone lead to exactly the key."""
    return _leads_to_the_key(facts, case, case.clues)


def decisive_clue(facts: FactBase, case: Case) -> Clue | None:
    """Gate G4: return a clue without which the answer is ambiguous; None when the stem is redundant."""
    for clue in sorted(case.clues, key=lambda clue: TELLING_ORDER.index(clue.kind)):
        rest = tuple(other for other in case.clues if other != clue)
        if not _leads_to_the_key(facts, case, rest):
            return clue
    return None


def _leads_to_the_key(facts: FactBase, case: Case, clues: tuple[Clue, ...]) -> bool:
    """Tell whether every drug that the clues leave possible gives the key as the only answer."""
    possible = candidates(facts, clues)
    if not possible:
        return False
    match case.asked:
        case Asked.DRUG if shown(clues, ClueKind.AMONG) is not None:
            # The patient had every option, and gate G1 clears the others: the key has to be guilty, no more.
            effect = shown(clues, ClueKind.CAUSED)
            return effect is not None and causes(facts, case.key, effect, case.indication) is Truth.TRUE
        case Asked.DRUG:
            return not possible & ~_moiety(facts, case.key)
        case Asked.MECHANISM:
            return not possible & ~drugsets.acting_only_by(facts, case.key)
        case Asked.EFFECT:
            if not possible & drugsets.may_cause(facts, case.key):
                return False
            others = _readings(facts, shown(clues, ClueKind.CAUSED)) - {case.key}
            return not any(possible & drugsets.may_cause(facts, effect) for effect in others)
        case _:
            ask = ASKS[case.asked]
            drugs = [""] if ask.of_patient else drugsets.members(facts, possible)
            return all(ask.holds(facts, clues, drug, case.key) is Truth.TRUE for drug in drugs)


def _readings(facts: FactBase, picture: str | None) -> frozenset[str]:
    """Return the effects that could be the answer to a picture; all of them when none is shown."""
    if picture is None:
        return frozenset(facts.effects)
    # Broader and overlapping effects name the same picture less exactly; `refuted` keeps them off the options.
    return facts.effect_line(picture) - facts.broader_effects(picture)


def refuted(facts: FactBase, case: Case) -> frozenset[str]:
    """Return gate G1 for distractors: the options that are false for every drug that the stem leaves possible."""
    possible = candidates(facts, case.clues)
    match case.asked:
        case Asked.EFFECT:
            told = facts.effects[case.key].told_apart.keys()
            return (_false_throughout(facts, case.asked, (), possible) | told) - facts.readings(case.key)
        case Asked.DRUG:
            # A drug is refuted by what it does not do, never by how or for what it is usually given.
            fit = [fitting(facts, clue, ()) for clue in case.clues if clue.kind in REFUTING]
            innocent = drugsets.everyone(facts) & ~(possible | _moiety(facts, case.key))
            return frozenset(drugsets.members(facts, innocent & ~_all(facts, fit)))
        case asked:
            said = tuple(clue for clue in case.clues if clue.kind in ASKS[asked].judged_by)
            return _false_throughout(facts, asked, said, possible)


@remembered
def _false_throughout(facts: FactBase, asked: Asked, said: tuple[Clue, ...], possible: DrugSet) -> frozenset[str]:
    drugs = [""] if ASKS[asked].of_patient else drugsets.members(facts, possible)
    return frozenset.intersection(*(_false_for(facts, asked, said, drug) for drug in drugs))


@remembered
def _false_for(facts: FactBase, asked: Asked, said: tuple[Clue, ...], drug: str) -> frozenset[str]:
    """Return the options that are provably false for one drug, or for the patient alone."""
    holds = ASKS[asked].holds
    return frozenset(each for each in ASKS[asked].options(facts) if holds(facts, said, drug, each) is Truth.FALSE)


def _moiety(facts: FactBase, drug: str) -> DrugSet:
    """Return the drug and what counts as the same answer."""
    return drugsets.some(facts, {drug} | facts.drugs[drug].same_moiety)


def _all(facts: FactBase, sets: Iterable[DrugSet]) -> DrugSet:
    found = drugsets.everyone(facts)
    for each in sets:
        found &= each
    return found
