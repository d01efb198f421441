"""One fact corrupted at a time, and whether a bank would go on to show an item on the corrupted facts."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from questions.generator.digest import facts_digest
from questions.generator.facts import FactBase
from questions.generator.item import Item
from questions.generator.records import AdverseEffect, DrugMechanism, Scope
from questions.generator.reproof import stands
from tests.factories.facts import without
from tests.generator.naive_reader import contradictions, objection

SCOPED = ("drug_mechanisms", "indications", "adverse_effects", "monitoring", "cautions", "interactions", "rescues",
          "genotypes", "standings")  # fmt: skip


@dataclass(frozen=True)
class Corruption:
    """A change of one or two facts: the lists as they are now, by name, and the records before and after."""

    kind: str
    lists: dict[str, list[Any]]
    changes: tuple[tuple[str, Any, Any], ...]  # (list, record before or None, record after or None)

    @property
    def drugs(self) -> set[str]:
        """The drugs whose facts are changed."""
        records = (record for _, *pair in self.changes for record in pair if record is not None)
        return {getattr(record, "drug", record.id) for record in records}

    def applied(self, facts: FactBase) -> FactBase:
        """Return the facts with the change."""
        return without(facts, **self.lists)


def corruption(facts: FactBase, rng: Random) -> Corruption:
    """Draw one corruption; kinds that these facts do not allow are passed over."""
    kinds = list(KINDS)
    while kinds:
        kind = rng.choice(kinds)
        changes = KINDS[kind](facts, rng)
        if changes:
            return Corruption(kind, _changed(facts, changes), tuple(changes))
        kinds.remove(kind)
    raise LookupError("facts that allow no corruption")


Change = tuple[str, Any, Any]


def _changed(facts: FactBase, changes: Sequence[Change]) -> dict[str, list[Any]]:
    lists: dict[str, list[Any]] = {}
    for name, before, after in changes:
        value = getattr(facts, name)
        records = lists.setdefault(name, list(value.values() if isinstance(value, dict) else value))
        place = records.index(before) if before is not None else len(records)
        records[place : place + 1] = [] if after is None else [after]
    return lists


def _flip_a_negative(facts: FactBase, rng: Random) -> list[Change]:
    if not facts.not_associated:
        return []
    negative = rng.choice(facts.not_associated)
    link = AdverseEffect(
        f"{negative.drug}/corrupt/{negative.effect}",
        negative.drug,
        negative.effect,
        "characteristic",
        citations=negative.citations,
    )
    return [("not_associated", negative, None), ("adverse_effects", None, link)]


def _lose_a_negative(facts: FactBase, rng: Random) -> list[Change]:
    return [("not_associated", rng.choice(facts.not_associated), None)] if facts.not_associated else []


def _add_a_target(facts: FactBase, rng: Random) -> list[Change]:
    link = rng.choice(facts.drug_mechanisms)
    own = {each.mechanism for each in facts.mechanisms_of[link.drug]}
    other = rng.choice(sorted(facts.drugs_with_mechanism.keys() - own))
    added = DrugMechanism(
        f"{link.drug}/corrupt/{other}", link.drug, other, True, "It also acts so.", citations=link.citations
    )
    return [("drug_mechanisms", None, added)]


def _swap(name: str, field: str) -> Callable[[FactBase, Random], list[Change]]:
    """Return a corruption that exchanges what two facts of different drugs name."""

    def swap(facts: FactBase, rng: Random) -> list[Change]:
        records = getattr(facts, name)
        if not records:
            return []
        one = rng.choice(records)
        value = getattr(one, field)
        others = [each for each in records if each.drug != one.drug and getattr(each, field) not in (value, None)]
        if not others or value is None:
            return []
        other = rng.choice(others)
        return [
            (name, one, replace(one, **{field: getattr(other, field)})),
            (name, other, replace(other, **{field: value})),
        ]

    return swap


def _drop_a_scope(facts: FactBase, rng: Random) -> list[Change]:
    scoped = [(name, record) for name in SCOPED for record in getattr(facts, name) if record.scope]
    if not scoped:
        return []
    name, record = rng.choice(scoped)
    return [(name, record, replace(record, scope=Scope()))]


def _move_a_box(facts: FactBase, rng: Random) -> list[Change]:
    boxed = [link for link in facts.adverse_effects if link.boxed]
    if not boxed:
        return []
    link = rng.choice(boxed)
    others = [each for each in facts.effects_of[link.drug] if not each.boxed]
    if not others:
        return []
    other = rng.choice(others)
    return [
        ("adverse_effects", link, replace(link, boxed=False)),
        ("adverse_effects", other, replace(other, boxed=True)),
    ]


def _flip_a_caution(facts: FactBase, rng: Random) -> list[Change]:
    if not facts.cautions:
        return []
    caution = rng.choice(facts.cautions)
    return [("cautions", caution, replace(caution, absolute=not caution.absolute))]


def _flip_a_standing(facts: FactBase, rng: Random) -> list[Change]:
    if not facts.standings:
        return []
    standing = rng.choice(facts.standings)
    flipped = "contraindicated" if standing.standing in ("appropriate", "acceptable") else "appropriate"
    return [("standings", standing, replace(standing, standing=flipped))]


def _open_a_list(facts: FactBase, rng: Random) -> list[Change]:
    closed = [drug for drug in facts.drugs.values() if drug.closed]
    if not closed:
        return []
    drug = rng.choice(closed)
    return [("drugs", drug, replace(drug, closed=drug.closed - {rng.choice(sorted(drug.closed))}))]


KINDS: dict[str, Callable[[FactBase, Random], list[Change]]] = {
    "flip a negative": _flip_a_negative,
    "lose a negative": _lose_a_negative,
    "add a second target": _add_a_target,
    "swap two effects": _swap("adverse_effects", "effect"),
    "swap two actions": _swap("drug_mechanisms", "mechanism"),
    "swap the conditions of two uses": _swap("indications", "condition"),
    "swap two tests": _swap("monitoring", "test"),
    "swap two circumstances": _swap("cautions", "circumstance"),
    "swap two rescues": _swap("rescues", "agent"),
    "swap two added substances": _swap("interactions", "agent"),
    "swap two genes": _swap("genotypes", "gene"),
    "drop a scope": _drop_a_scope,
    "move a box": _move_a_box,
    "flip a caution": _flip_a_caution,
    "flip a standing": _flip_a_standing,
    "open a closed list": _open_a_list,
}


@dataclass(frozen=True)
class Verdict:
    """What a corruption does to stored items and to fresh ones."""

    unproved: list[Item]  # a gate refuses them now
    changed: list[Item]  # they quote a fact that says something else now, or is gone
    unnoticed: list[str]  # still shown, or newly made, although a naive reader objects
    objected: int  # stored items, shown or not, to which the reader objects

    @property
    def outcome(self) -> str:
        """Name the first thing that notices the corruption."""
        if self.unnoticed:
            return "UNNOTICED"
        if self.unproved:
            return "a gate refuses items"
        return "items change" if self.changed else "no item rests on it"


def verdict(corrupted: FactBase, stored: Iterable[Item], fresh: Iterable[Item]) -> Verdict:
    """Judge items stored on the facts as they were, and items made of the corrupted ones."""
    unproved, changed, shown, objected = [], [], [], 0
    for item in stored:
        objects = item.proof["indication"] in corrupted.by_id and bool(objection(corrupted, item.proof))
        objected += objects
        if not stands(corrupted, item.concept, item.proof):
            unproved.append(item)
        elif any(fact not in corrupted.by_id for fact in item.fact_ids) or (
            facts_digest(corrupted, item.fact_ids) != item.facts_digest
        ):
            changed.append(item)
        elif objects:
            shown.append(item)
    return Verdict(unproved, changed, contradictions(corrupted, [*shown, *fresh]), objected)
