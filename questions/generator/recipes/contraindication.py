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
    version=2,
    needs="a contraindication, and other treatments of the disease with closed lists of contraindications",
    variants=3,
    lead_ins={
        Asked.AVOIDED: (
            "Which of the following drugs is most likely contraindicated in this patient?",
            "Which of the following drugs is it most appropriate to avoid in this patient?",
            "It is most appropriate to avoid which of the following drugs in this patient?",
            "Treatment with which of the following drugs is most likely contraindicated?",
            "Which of the following drugs would most likely be contraindicated as treatment here?",
            "Which of the following drugs is it most appropriate to withhold from this patient?",
            "For this patient, it is most appropriate to withhold which of the following drugs?",
            "Among the following, which drug is most likely to be contraindicated in this patient?",
            "This patient's history most likely contraindicates which of the following drugs?",
            "The circumstances of this patient most likely rule out which of the following drugs?",
            "Which of the following drugs is most likely ruled out by this patient's circumstances?",
            "Harm from treatment is most likely if this patient is given which of the following drugs?",
            "Which of the following drugs would most likely endanger this patient?",
            "This patient is most likely to be endangered by which of the following drugs?",
        )
    },
    cases=cases,
)
