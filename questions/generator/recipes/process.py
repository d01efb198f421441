"""Mechanism of the adverse effect: what went wrong in this patient."""

from collections.abc import Iterator

from ..case import Asked, Case, Clue, ClueKind, Concept
from ..facts import FactBase
from ..recipe import Recipe
from ..uses import patients, testable_effects


def cases(facts: FactBase) -> Iterator[Case]:
    """Yield patients who have the effect of a drug that is told by its action or by name."""
    for use, clues, tier, more in patients(facts):
        for harm in testable_effects(facts, use):
            if not harm.process:
                continue
            yield Case(
                concept=Concept(use.drug, "process", harm.effect),
                asked=Asked.PROCESS,
                key=harm.process,
                indication=use,
                clues=(*clues, Clue(ClueKind.CAUSED, harm.effect)),
                tier=tier,
                reasoning_steps=3 if tier == "inference" else 2,
                steps=(1,),
                fact_ids=(harm.id, use.id, *more),
            )


RECIPE = Recipe(
    slug="process",
    title="Mechanism of the adverse effect",
    version=5,
    needs="an adverse effect with the process behind it",
    variants=3,
    lead_ins={
        Asked.PROCESS: (
            "Which of the following processes is the most likely cause of these findings?",
            "These findings are most likely the result of which of the following processes?",
            "Which of the following processes most likely underlies this complication?",
            "Which of the following is the most likely process behind this patient's findings?",
            "Through which of the following processes did treatment most likely cause these findings?",
            "This complication most likely arose through which of the following processes?",
            "Which of the following processes most likely explains this presentation?",
            "Which of the following is the most likely process by which the drug caused these findings?",
            "This presentation is most likely explained by which of the following processes?",
            "Which of the following processes has most likely occurred in this patient?",
            "Which of the following processes is most likely responsible for this complication?",
            "Which of the following drug-induced processes is the most likely cause of these findings?",
            "This adverse effect most likely results from which of the following processes?",
            "The findings in this patient most likely developed through which of the following processes?",
            "Which of the following processes is the most likely mechanism of this adverse effect?",
            "The mechanism of this complication is most likely which of the following processes?",
        )
    },
    cases=cases,
)
