"""Sets of drugs as the bits of an integer: for which drugs a statement is not provably false.

Proofs ask these questions many thousand times over; as bits, "all of these clues" is one `&`.
"""

from collections.abc import Callable, Iterable, Iterator

from .facts import FactBase
from .memo import remembered
from .truth import Truth, acts_by, causes, given_as, treats

DrugSet = int
IN_USE = frozenset({"appropriate", "acceptable"})  # where a guideline places what is given in practice


def one(facts: FactBase, drug: str) -> DrugSet:
    """Return the set of this drug alone; empty when it is unknown."""
    return _bits(facts).get(drug, 0)


def some(facts: FactBase, drugs: Iterable[str]) -> DrugSet:
    """Return the set of these drugs."""
    found = 0
    for drug in drugs:
        found |= one(facts, drug)
    return found


def everyone(facts: FactBase) -> DrugSet:
    """Return the set of all drugs."""
    return (1 << len(facts.drugs)) - 1


def members(facts: FactBase, drugs: DrugSet) -> Iterator[str]:
    """Yield the names of a set, in the order of the fact base."""
    names = _names(facts)
    while drugs:
        lowest = drugs & -drugs
        yield names[lowest.bit_length() - 1]
        drugs ^= lowest


@remembered
def may_treat(facts: FactBase, condition: str) -> DrugSet:
    """Return the drugs that are not provably no treatment of the condition."""
    return _not_false(facts, lambda drug: treats(facts, drug, condition))


@remembered
def may_act_by(facts: FactBase, mechanism: str) -> DrugSet:
    """Return the drugs that do not provably act otherwise."""
    return _not_false(facts, lambda drug: acts_by(facts, drug, mechanism))


@remembered
def may_cause(facts: FactBase, effect: str) -> DrugSet:
    """Return the drugs that are not provably innocent of the effect, in whatever use."""
    return _not_false(facts, lambda drug: causes(facts, drug, effect))


@remembered
def may_be_given(facts: FactBase, condition: str, route: str, schedule: str = "") -> DrugSet:
    """Return the drugs that may be given so for the condition."""
    return _not_false(facts, lambda drug: given_as(facts, drug, condition, route, schedule))


@remembered
def relatives(facts: FactBase, drug: str) -> DrugSet:
    """Return the drug and those that share a class with it."""
    own = set(facts.drugs[drug].classes)
    return one(facts, drug) | some(facts, (each.id for each in facts.drugs.values() if own & set(each.classes)))


@remembered
def in_use_for(facts: FactBase, conditions: frozenset[str]) -> DrugSet:
    """Return the drugs that are given in practice for one of the diseases: a regimen or a guideline says how."""
    placed = (
        link.drug
        for link in facts.standings
        if link.condition in conditions and link.standing != "contraindicated"
    )
    dosed = (use.drug for use in facts.indications if use.condition in conditions and use.regimens)
    return some(facts, placed) | some(facts, dosed)


@remembered
def established_in(facts: FactBase, conditions: frozenset[str]) -> DrugSet:
    """Return the drugs that are approved for one of the diseases, or at least acceptable to a guideline."""
    good = (link.drug for link in facts.standings if link.condition in conditions and link.standing in IN_USE)
    approved = (use.drug for use in facts.indications if use.condition in conditions and use.status == "approved")
    return some(facts, good) | some(facts, approved)


@remembered
def acting_only_by(facts: FactBase, mechanism: str) -> DrugSet:
    """Return the drugs whose main action, as far as recorded, is this mechanism and no other."""
    return some(facts, (drug for drug in facts.drugs if _acts_only_by(facts, drug, mechanism)))


def _acts_only_by(facts: FactBase, drug: str, mechanism: str) -> bool:
    links = facts.mechanisms_of[drug]
    main = {link.mechanism for link in links if link.primary}
    return main <= {mechanism} and mechanism in {link.mechanism for link in links}


def _not_false(facts: FactBase, statement: Callable[[str], Truth]) -> DrugSet:
    return some(facts, (drug for drug in facts.drugs if statement(drug) is not Truth.FALSE))


@remembered
def _bits(facts: FactBase) -> dict[str, DrugSet]:
    return {drug: 1 << place for place, drug in enumerate(facts.drugs)}


@remembered
def _names(facts: FactBase) -> tuple[str, ...]:
    return tuple(facts.drugs)
