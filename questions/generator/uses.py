"""How drugs are used, as recipes need it: which effects a use may show and which regimen clues tell."""

from collections.abc import Iterator

from .case import Asked, Case, Clue, ClueKind, Concept, Form
from .facts import FactBase
from .records import AdverseEffect, Indication
from .truth import INTERVALS, in_scope

# Drugs given this way act where they are put: only effects recorded for that formulation follow.
LOCAL_ROUTES = frozenset(
    {"ophthalmic", "topical", "inhaled", "nasal", "rectal", "intravesical", "intralesional", "intravitreal",
     "intraarticular", "intrathecal"}
)  # fmt: skip
TESTABLE = ("characteristic", "common", "rare-serious")


def testable_effects(facts: FactBase, use: Indication) -> Iterator[AdverseEffect]:
    """Yield the effects of the drug that hold in this use and have a picture to show.

    A use without a regimen is on record only so that the list of uses is complete: it makes no patient.
    """
    if not use.regimens:
        return
    local = all(regimen.route in LOCAL_ROUTES for regimen in use.regimens)
    line = facts.condition_line(use.condition)
    for link in facts.effects_of[use.drug]:
        effect = facts.effects[link.effect]
        known = link.strength in TESTABLE and in_scope(link.scope, use) and effect.picture.complaints
        if local and not link.scope.formulation:
            continue
        if known and not effect.confounders & line:
            yield link


def regimen_clues(use: Indication) -> Iterator[tuple[Clue, ...]]:
    """Yield ever more telling ways to say how the drug is given: nothing, route, route and schedule."""
    yield ()
    for regimen in use.regimens:
        if regimen.route in LOCAL_ROUTES:
            continue
        route = Clue(ClueKind.ROUTE, regimen.route)
        yield (route,)
        if regimen.schedule in INTERVALS:
            yield (route, Clue(ClueKind.SCHEDULE, regimen.schedule))


Patient = tuple[Indication, tuple[Clue, ...], str, tuple[str, ...]]


def patients(facts: FactBase) -> Iterator[Patient]:
    """Yield each systemic use with the clues to its drug: by its action (inference), or by name (recall).

    The last part are the facts that the clues rest on.
    """
    for uses in facts.indications_of.values():
        for use in uses:
            if not use.regimens or all(regimen.route in LOCAL_ROUTES for regimen in use.regimens):
                continue
            treats = Clue(ClueKind.TREATS, use.condition)
            for link in facts.mechanisms_of[use.drug]:
                if link.primary and not link.scope:
                    yield use, (treats, Clue(ClueKind.ACTS_BY, link.mechanism)), "inference", (link.id,)
            yield use, (Clue(ClueKind.NAMED, use.drug), treats), "recall", ()


def tests_of(facts: FactBase, when: str, relation: str, form: Form) -> Iterator[Case]:
    """Yield a case for each patient and each test that belongs to the drug before or during treatment."""
    for use, clues, tier, more in patients(facts):
        for link in facts.monitoring_of[use.drug]:
            if link.when == when and in_scope(link.scope, use):
                yield Case(
                    concept=Concept(use.drug, relation, link.test.partition("/")[2]),
                    asked=Asked.TEST,
                    key=link.test,
                    indication=use,
                    clues=clues,
                    tier=tier,
                    reasoning_steps=2 if tier == "inference" else 1,
                    steps=(2, 3),
                    fact_ids=(link.id, use.id, *more),
                    form=form,
                )
