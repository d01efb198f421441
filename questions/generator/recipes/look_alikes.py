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
    version=2,
    needs="two drugs of one class, one of which a guideline or a closed list rules out for the disease",
    variants=3,
    lead_ins={
        Asked.TREATMENT: (
            "Which of the following drugs is most appropriate for this patient?",
            "Which of the following drugs is the most appropriate choice for this patient?",
            "The most appropriate choice of drug for this patient is which of the following?",
            "Which of the following is the most appropriate choice among these drugs?",
            "Among these drugs, which of the following is the most appropriate treatment?",
            "Which of the following drugs most appropriately treats this patient's condition?",
            "For this patient, which of the following drugs is the most appropriate?",
            "Which of the following drugs is most likely to be effective as treatment here?",
            "A response to treatment is most likely with which of the following drugs?",
            "Which of the following drugs is most likely to help this patient?",
            "This patient's condition is most likely to respond to which of the following drugs?",
            "Improvement is most likely after treatment with which of the following drugs?",
            "Which of the following drugs is the most appropriate one to choose here?",
            "Of these drugs, which of the following is most likely to control this patient's condition?",
        )
    },
    cases=cases,
)
