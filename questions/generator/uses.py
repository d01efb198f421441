"""How drugs are used, as recipes need it: which effects a use may show and which regimen clues tell."""

from collections.abc import Iterator

from .case import Clue, ClueKind
from .facts import AdverseEffect, FactBase, Indication
from .truth import INTERVALS, in_scope

TESTABLE = ("characteristic", "common", "rare-serious")


def testable_effects(facts: FactBase, use: Indication) -> Iterator[AdverseEffect]:
    """Yield the effects of the drug that hold in this use and have a picture to show."""
    line = facts.condition_line(use.condition)
    for link in facts.effects_of[use.drug]:
        effect = facts.effects[link.effect]
        known = link.strength in TESTABLE and in_scope(link.scope, use) and effect.picture.complaints
        if known and not effect.confounders & line:
            yield link


def regimen_clues(use: Indication) -> Iterator[tuple[Clue, ...]]:
    """Yield ever more telling ways to say how the drug is given: nothing, route, route and schedule."""
    yield ()
    for regimen in use.regimens:
        route = Clue(ClueKind.ROUTE, regimen.route)
        yield (route,)
        if regimen.schedule in INTERVALS:
            yield (route, Clue(ClueKind.SCHEDULE, regimen.schedule))
