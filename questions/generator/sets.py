"""Sequential sets: a further question on the patient of an item, proved and linted like any other.

The patient of an adverse effect is also the patient of the process behind it and of its rescue: the same clues,
and another thing asked; whether these clues suffice for that is proved anew. The stem goes on with one sentence
that names nothing; still, the options of the later question can tell the answer to the earlier one, which is why a
block locks that first.
"""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random
from typing import Any

from .build import ask
from .case import Case, Clue, ClueKind, shown
from .facts import FactBase
from .item import Item
from .memo import remembered
from .proving import Report, follows, offered
from .recipe import Recipe, registry

# The recipe whose items open a set, and those that go on with it, in their order.
OPENS = "adverse-effect"
GOES_ON = ("process", "rescue")
BRIDGES: Mapping[str, Sequence[str]] = {
    "process": (
        "The patient asks how the treatment could have led to this.",
        "The patient wants to know why this has happened.",
        "The team discusses how the treatment could have led to this.",
    ),
    "rescue": (
        "Repeat evaluation confirms the findings.",
        "The findings are confirmed by a second physician.",
        "Further evaluation shows no other cause of the findings.",
    ),
}
ATTEMPTS = 6
SETS_VERSION = 1  # raised when the same facts give other sets


@dataclass(frozen=True, slots=True)
class Longer:
    """A stem that went on, and those of its sentences that decide."""

    text: str
    clues: tuple[str, ...]


def continuations(facts: FactBase, drug: str, tier: str, proof: Mapping[str, Any]) -> list[tuple[Recipe, Case]]:
    """Return what else can be asked of the patient of an item, in the order of a set and not proved yet.

    `proof` is the recorded one of an item on an adverse effect of `drug`: the patient keeps the clues it names.
    """
    clues = tuple(Clue(ClueKind[kind], value) for kind, value in proof["clues"])
    acts = shown(clues, ClueKind.ACTS_BY)
    told = tuple(link.id for link in facts.mechanisms_of[drug] if link.mechanism == acts and link.primary)
    return [
        (recipe, _with_clues(case, clues, tier, told))
        for recipe, case in _named(facts).get((proof["indication"], proof["key"]), ())
    ]


@remembered
def _named(facts: FactBase) -> Mapping[tuple[str, str], Sequence[tuple[Recipe, Case]]]:
    """Return the cases that show an effect and name the drug, by indication and effect."""
    found: defaultdict[tuple[str, str], list[tuple[Recipe, Case]]] = defaultdict(list)
    for slug in GOES_ON:
        recipe = registry()[slug]
        for case in recipe.cases(facts):
            if case.has(ClueKind.NAMED) and case.has(ClueKind.CAUSED):
                found[case.indication.id, case.shown_effect].append((recipe, case))
    return found


def _with_clues(case: Case, clues: tuple[Clue, ...], tier: str, told: tuple[str, ...]) -> Case:
    """Return the same question of a patient who is told by other clues, which rest on `told`."""
    steps = case.reasoning_steps + (tier == "inference")
    return replace(case, clues=clues, tier=tier, reasoning_steps=steps, fact_ids=(*case.fact_ids, *told))


def go_on(
    facts: FactBase, stem: str, clues: Sequence[str], recipe: Recipe, case: Case, seed: int, report: Report
) -> Item | None:
    """Return the item that asks `case` of the patient whom `stem` tells of; None where it cannot be asked.

    `stem` and its deciding sentences, `clues`, are those of the item that it continues.
    """
    if not follows(facts, case, report):
        return None
    proved = offered(facts, case, report)
    if proved is None:
        return None
    rng = Random(f"{seed}/{recipe.slug}/{case.concept.id}/{stem}")
    for _ in range(ATTEMPTS):
        text = f"{stem} {rng.choice(BRIDGES[recipe.slug])}"
        lead_in = rng.choice(recipe.lead_ins[case.asked])
        position = rng.choice(sorted(proved.positions) or [0])
        item = ask(facts, recipe, proved, Longer(text, tuple(clues)), lead_in, seed, position, rng, report)
        if item is not None:
            return item
    return None
