"""Contraindication: the drug that this patient must not have."""

from collections.abc import Iterator

from ..case import Asked, Case, Clue, ClueKind, Concept, Form
from ..facts import FactBase
from ..recipe import Recipe

# True of every drug and so telling of none.
OF_ANY_DRUG = ("circumstance/hypersensitivity",)


def cases(facts: FactBase) -> Iterator[Case]:
    """Yield patients with a disease that several drugs treat, and a circumstance that forbids one of them."""
    for uses in facts.indications_of.values():
        for use in uses:
            if not use.regimens:
                continue
            for link in facts.cautions_of[use.drug]:
                if not link.absolute or link.scope or link.circumstance in OF_ANY_DRUG:
                    continue
                yield Case(
                    concept=Concept(use.drug, "contraindication", link.circumstance.partition("/")[2]),
                    asked=Asked.AVOIDED,
                    key=use.drug,
                    indication=use,
                    clues=(Clue(ClueKind.TREATS, use.condition), Clue(ClueKind.CIRCUMSTANCE, link.circumstance)),
                    tier="inference",
                    reasoning_steps=2,
                    steps=(2, 3),
                    fact_ids=(link.id, use.id),
                    form=Form.DISEASE,
                )


RECIPE = Recipe(
    slug="contraindication",
    title="Contraindication",
    version=5,
    needs="a contraindication, and other treatments of the disease with closed lists of contraindications",
    variants=3,
    lead_ins={
        Asked.AVOIDED: (
            "Which of the following drugs is most likely contraindicated in this patient?",
            "Which of the following drugs is it most appropriate to avoid in this patient?",
            "It is most appropriate to avoid which of the following drugs in this patient?",
            "Treatment with which of the following drugs is most likely contraindicated?",
            "Treatment with which of the following drugs is it most appropriate to avoid?",
            "Use of which of the following drugs is most likely contraindicated in this patient?",
            "Which of the following drugs is most likely to cause harm in this patient?",
            "Which of the following drugs is most likely to be unsafe for this patient?",
            "Administration of which of the following drugs is most likely contraindicated?",
            "Among the following, which drug is most likely to be contraindicated in this patient?",
            "This patient's history is most likely a contraindication to which of the following drugs?",
            "Because of this patient's history, which of the following drugs is it most appropriate to avoid?",
            "Which of the following drugs is most likely contraindicated because of this patient's history?",
            "In this patient, which of the following drugs is most likely contraindicated?",
            "Because of these circumstances, which of the following drugs is it most appropriate to avoid?",
            "Which of the following drugs is most likely to do this patient more harm than good?",
        )
    },
    cases=cases,
)
