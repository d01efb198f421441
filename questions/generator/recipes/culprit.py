"""Culprit: which of the patient's drugs explains the finding."""

from collections.abc import Iterator

from .. import language
from ..case import Asked, Case, Clue, ClueKind, Concept
from ..facts import FactBase
from ..recipe import Recipe
from ..records import AdverseEffect, Indication
from ..uses import LOCAL_ROUTES, regimen_clues, testable_effects

SLOW_DAYS = 5.0  # an effect that arises sooner points to the drug given last


def cases(facts: FactBase) -> Iterator[Case]:
    """Yield patients whose disease and complication leave one drug possible, and patients of several drugs."""
    for uses in facts.indications_of.values():
        for use in uses:
            for harm in testable_effects(facts, use):
                shown = (Clue(ClueKind.TREATS, use.condition), Clue(ClueKind.CAUSED, harm.effect))
                for given in regimen_clues(use):
                    yield _case(harm, use, (*shown, *given), "inference")
                if _slow(facts, harm, use):
                    yield _case(harm, use, (*shown, Clue(ClueKind.AMONG, "")), "recall")


def _slow(facts: FactBase, harm: AdverseEffect, use: Indication) -> bool:
    """Tell whether the effect builds up under treatment of a lasting disease, so that any drug may bring it."""
    effect = facts.effects[harm.effect]
    onset = harm.onset or effect.onset
    local = all(regimen.route in LOCAL_ROUTES for regimen in use.regimens)
    if onset is None or effect.after_stopping or facts.conditions[use.condition].acute or local:
        return False
    return onset.low * language.DAYS[onset.unit] >= SLOW_DAYS


def _case(harm: AdverseEffect, use: Indication, clues: tuple[Clue, ...], tier: str) -> Case:
    return Case(
        concept=Concept(use.drug, "culprit", harm.effect),
        asked=Asked.DRUG,
        key=use.drug,
        indication=use,
        clues=clues,
        tier=tier,
        reasoning_steps=2,
        steps=(1, 2),
        fact_ids=(harm.id, use.id),
    )


RECIPE = Recipe(
    slug="culprit",
    title="Causative drug",
    version=5,
    needs="an adverse effect with a clinical picture that only one treatment of the disease explains",
    variants=4,
    lead_ins={
        Asked.DRUG: (
            "Which of the following drugs is the most likely cause of these findings?",
            "Which of the following drugs is most likely responsible for this patient's condition?",
            "Treatment with which of the following drugs is the most likely cause of this presentation?",
            "Which of the following drugs most likely accounts for these findings?",
            "Exposure to which of the following drugs most likely explains these findings?",
            "This presentation is most likely caused by which of the following drugs?",
            "Which of the following drugs most likely caused these findings?",
            "Which of the following drugs is the most likely cause of this complication?",
            "These findings are most likely the result of treatment with which of the following drugs?",
            "Which of the following drugs is the most likely explanation for this patient's findings?",
            "The drug most likely responsible for this presentation is which of the following?",
            "Which of the following is the drug that most likely led to this presentation?",
            "An adverse effect of which of the following drugs is most likely in this patient?",
            "This patient's findings are most likely an adverse effect of which of the following drugs?",
        )
    },
    cases=cases,
)
