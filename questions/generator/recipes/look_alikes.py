"""Look-alikes: of two drugs of one class, the one that fits this patient."""

from collections.abc import Iterator
from dataclasses import replace

from ..case import Asked, Case, Concept
from ..facts import FactBase
from ..recipe import Recipe
from ..truth import Truth, recommended
from . import therapy


def cases(facts: FactBase) -> Iterator[Case]:
    """Yield patients for whom one drug is right and a relative, offered beside it, is recorded as wrong."""
    for case in therapy.cases(facts):
        own = facts.drugs[case.key]
        for other in facts.drugs.values():
            related = set(own.classes) & set(other.classes) and other.id not in {own.id, *own.same_moiety}
            if related and recommended(facts, other.id, case.indication.condition) is Truth.FALSE:
                concept = Concept(own.id, "not-" + other.id, case.indication.condition)
                yield replace(case, concept=concept, rival=other.id, reasoning_steps=3, steps=(2, 3))


RECIPE = Recipe(
    slug="look-alikes",
    title="Choice between look-alikes",
    version=5,
    needs="two drugs of one class, one of which a guideline or a closed list rules out for the disease",
    variants=3,
    lead_ins={
        Asked.TREATMENT: (
            "Which of the following drugs is most appropriate for this patient?",
            "Which of the following drugs is the most appropriate choice for this patient?",
            "Which of the following is the most appropriate drug for this patient's condition?",
            "Which of the following drugs is the most appropriate treatment?",
            "Treatment with which of the following drugs is most appropriate for this patient?",
            "Which of the following drugs is most appropriate to prescribe for this patient?",
            "For this patient, which of the following drugs is most appropriate?",
            "Which of the following drugs is most appropriate to recommend at this time?",
            "Which of the following is the most appropriate drug to begin in this patient?",
            "Of the following drugs, which is most appropriate for this patient?",
            "Use of which of the following drugs is most appropriate in this patient?",
            "The most appropriate drug for this patient is which of the following?",
            "Administration of which of the following drugs is most appropriate?",
            "Which of the following drugs is the most appropriate selection for this patient?",
            "Given these findings, which of the following drugs is the most appropriate choice?",
            "Which of the following is the most appropriate drug to treat this patient's condition?",
        )
    },
    cases=cases,
)
