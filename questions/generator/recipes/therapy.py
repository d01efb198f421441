"""Therapy: the drug for the disease that the picture shows."""

from collections.abc import Iterator

from ..case import Asked, Case, Clue, ClueKind, Concept, Form
from ..facts import FactBase
from ..recipe import Recipe
from ..truth import Truth, recommended


def cases(facts: FactBase) -> Iterator[Case]:
    """Yield undiagnosed patients for whom a guideline finds the drug appropriate."""
    for uses in facts.indications_of.values():
        for use in uses:
            if use.scope or recommended(facts, use.drug, use.condition) is not Truth.TRUE:
                continue
            placed = [link.id for link in facts.standings_of[use.drug] if link.condition == use.condition]
            yield Case(
                concept=Concept(use.drug, "therapy", use.condition),
                asked=Asked.TREATMENT,
                key=use.drug,
                indication=use,
                clues=(Clue(ClueKind.TREATS, use.condition),),
                tier="inference",
                reasoning_steps=2,
                steps=(2,),
                fact_ids=(use.id, *placed),
                form=Form.DISEASE,
            )


RECIPE = Recipe(
    slug="therapy",
    title="Therapy",
    version=6,
    needs="an indication with the standing appropriate, and drugs with closed lists of indications",
    variants=4,
    lead_ins={
        Asked.TREATMENT: (
            "Which of the following drugs is the most appropriate treatment for this patient?",
            "Which of the following is the most appropriate drug for this patient?",
            "Treatment with which of the following drugs is most appropriate?",
            "Which of the following drugs is most appropriate at this time?",
            "Which of the following is the most appropriate pharmacologic treatment?",
            "The most appropriate treatment for this patient is which of the following drugs?",
            "Which of the following drugs is the most appropriate next step in treatment?",
            "This patient is most appropriately treated with which of the following drugs?",
            "Among the following, which drug is most appropriate for this patient's condition?",
            "Which of the following drugs is most appropriate to treat this condition?",
            "For the most likely diagnosis, which of the following drugs is most appropriate?",
            "Which of the following drugs is most appropriate for the most likely diagnosis?",
            "Which of the following drugs is most appropriate to begin in this patient?",
            "Which of the following is the most appropriate drug for the most likely diagnosis?",
            "For this patient, which of the following is the most appropriate drug to prescribe?",
            "This patient's condition is most appropriately treated with which of the following drugs?",
        )
    },
    cases=cases,
)
