"""Whether a stored item still stands on today's facts, without building it again."""

from collections.abc import Iterable
from typing import Any

from .asks import ASKS
from .case import Asked, Case, Clue, ClueKind, Concept
from .facts import FactBase
from .memo import remembered
from .proof import decisive_clue, refuted, unique


def record(case: Case, options: Iterable[str]) -> dict[str, Any]:
    """Return the part of a case that a later proof needs, as plain JSON."""
    return {
        "asked": case.asked.name,
        "key": case.key,
        "indication": case.indication.id,
        "clues": [[clue.kind.name, clue.value] for clue in case.clues],
        "options": list(options),
    }


def stands(facts: FactBase, concept: str, proof: dict[str, Any]) -> bool:
    """Tell whether gates G1, G3 and G4 hold for a recorded item; False also when an entity is gone."""
    use = facts.by_id.get(proof["indication"])
    clues = tuple(Clue(ClueKind[kind], value) for kind, value in proof["clues"])
    if use is None or any(not _known(facts, clue) for clue in clues):
        return False
    asked = Asked[proof["asked"]]
    if not _known_options(facts, asked).issuperset(proof["options"]):
        return False
    case = Case(
        concept=Concept(*concept.split("/", 2)),
        asked=asked,
        key=proof["key"],
        indication=use,  # type: ignore[arg-type]  # an indication's id names an indication
        clues=clues,
        tier="",
        reasoning_steps=0,
        steps=(),
        fact_ids=(),
    )
    if not unique(facts, case) or decisive_clue(facts, case) is None:
        return False
    return refuted(facts, case).issuperset(set(proof["options"]) - {case.key})


@remembered
def _known_options(facts: FactBase, asked: Asked) -> frozenset[str]:
    return frozenset(ASKS[asked].options(facts))


def _known(facts: FactBase, clue: Clue) -> bool:
    """Tell whether the entity a clue names still exists."""
    if clue.kind is ClueKind.TREATS:
        return clue.value in facts.conditions
    if clue.kind is ClueKind.CAUSED:
        return clue.value in facts.effects
    if clue.kind is ClueKind.ACTS_BY:
        return clue.value in facts.mechanisms
    if clue.kind is ClueKind.NAMED:
        return clue.value in facts.drugs
    if clue.kind in (ClueKind.CIRCUMSTANCE, ClueKind.ADDED):
        return clue.value in facts.words
    return True
