"""Target of therapy: from the disease to the action that treats it."""

from collections.abc import Iterator

from ..case import Asked, Case, Clue, ClueKind, Concept, Form
from ..facts import FactBase
from ..recipe import Recipe


def cases(facts: FactBase) -> Iterator[Case]:
    """Yield undiagnosed patients whose disease is treated by the main action of an approved drug."""
    for link in facts.drug_mechanisms:
        if not link.primary or link.scope:
            continue
        for use in facts.indications_of[link.drug]:
            if use.status != "approved" or use.scope or not use.regimens:
                continue
            yield Case(
                concept=Concept(link.drug, "target", use.condition),
                asked=Asked.TARGET,
                key=link.mechanism,
                indication=use,
                clues=(Clue(ClueKind.TREATS, use.condition),),
                tier="inference",
                reasoning_steps=3,
                steps=(1, 2),
                fact_ids=(link.id, use.id),
                form=Form.DISEASE,
            )


RECIPE = Recipe(
    slug="target-of-therapy",
    title="Target of therapy",
    version=5,
    needs="an approved drug with a main mechanism, and drugs with closed lists of indications",
    variants=2,
    lead_ins={
        Asked.TARGET: (
            "A drug with which of the following mechanisms of action is most appropriate for this patient?",
            "The most appropriate drug for this patient has which of the following mechanisms of action?",
            "Treatment with a drug that has which of the following mechanisms of action is most appropriate?",
            "The most appropriate treatment works through which of the following mechanisms of action?",
            "A drug with which of the following mechanisms of action is the most appropriate treatment?",
            "Which of the following is the mechanism of action of the most appropriate treatment?",
            "Which of the following is the mechanism of action of the most appropriate drug for this patient?",
            "Of drugs with the following mechanisms of action, which is most appropriate for this patient?",
            "A drug for the most likely diagnosis has which of the following mechanisms of action?",
            "A drug used to treat the most likely diagnosis has which of the following mechanisms of action?",
            "Which of the following is the mechanism of action of a drug for the most likely diagnosis?",
            "Use of a drug with which of the following mechanisms of action is most appropriate?",
            "The most appropriate pharmacotherapy has which of the following mechanisms of action?",
            "Administration of a drug with which of the following mechanisms of action is most appropriate?",
        )
    },
    cases=cases,
)
