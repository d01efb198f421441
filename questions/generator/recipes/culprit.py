"""Culprit: which drug explains the finding."""

from collections.abc import Iterator

from ..case import Asked, Case, Clue, ClueKind, Concept
from ..facts import FactBase
from ..recipe import Recipe
from ..uses import regimen_clues, testable_effects


def cases(facts: FactBase) -> Iterator[Case]:
    """Yield patients whose disease and complication together leave one drug possible."""
    for uses in facts.indications_of.values():
        for use in uses:
            for harm in testable_effects(facts, use):
                shown = (Clue(ClueKind.TREATS, use.condition), Clue(ClueKind.CAUSED, harm.effect))
                for given in regimen_clues(use):
                    yield Case(
                        concept=Concept(use.drug, "culprit", harm.effect),
                        asked=Asked.DRUG,
                        key=use.drug,
                        indication=use,
                        clues=(*shown, *given),
                        tier="inference",
                        reasoning_steps=2,
                        steps=(1, 2),
                        fact_ids=(harm.id, use.id),
                    )


RECIPE = Recipe(
    slug="culprit",
    title="Causative drug",
    version=3,
    needs="an adverse effect with a clinical picture that only one treatment of the disease explains",
    variants=4,
    lead_ins={
        Asked.DRUG: (
            "Which of the following drugs is the most likely cause of these findings?",
            "Which of the following drugs is most likely responsible for this patient's condition?",
            "Treatment with which of the following drugs is the most likely cause of this presentation?",
            "Which of the following drugs most likely accounts for these findings?",
            "This patient was most likely treated with which of the following drugs?",
            "Exposure to which of the following drugs most likely explains these findings?",
            "This presentation is most likely caused by which of the following drugs?",
            "Which of the following is the most likely causal drug in this patient?",
            "Which of the following drugs did this patient most likely receive?",
            "Which of the following drugs was most likely prescribed to this patient?",
            "These findings are most likely the result of treatment with which of the following drugs?",
            "Which of the following drugs is the most likely explanation for this patient's findings?",
            "The drug most likely responsible for this presentation is which of the following?",
            "Which of the following is the drug that most likely led to this presentation?",
        )
    },
    cases=cases,
)
