"""Interaction: the harm that an added substance makes likelier."""

from collections.abc import Iterator

from ..case import Asked, Case, Clue, ClueKind, Concept, Form
from ..facts import FactBase
from ..recipe import Recipe
from ..truth import in_scope
from ..uses import patients


def cases(facts: FactBase) -> Iterator[Case]:
    """Yield patients under treatment to which another substance is added."""
    for use, clues, tier, more in patients(facts):
        for link in facts.interactions_of[use.drug]:
            if link.effect is None or not in_scope(link.scope, use) or facts.words[link.agent].drug == use.drug:
                continue
            yield Case(
                concept=Concept(use.drug, "interaction", link.agent.partition("/")[2]),
                asked=Asked.RAISED,
                key=link.effect,
                indication=use,
                clues=(*clues, Clue(ClueKind.ADDED, link.agent)),
                tier=tier,
                reasoning_steps=3 if tier == "inference" else 2,
                steps=(1, 2, 3),
                fact_ids=(link.id, use.id, *more),
                form=Form.TREATED,
            )


RECIPE = Recipe(
    slug="interaction",
    title="Interaction",
    version=2,
    needs="an interaction that names the adverse effect it causes",
    variants=3,
    lead_ins={
        Asked.RAISED: (
            "This combination most likely raises the risk of which of the following adverse effects?",
            "Which of the following adverse effects is now most likely to follow?",
            "The addition most likely puts this patient at risk of which of the following adverse effects?",
            "Which of the following adverse effects is the most likely result of this combination?",
            "With both drugs together, which of the following adverse effects becomes most likely?",
            "Which of the following adverse effects has most likely become a greater risk?",
            "The new prescription most likely makes which of the following adverse effects a threat?",
            "Taken together, these drugs are most likely to cause which of the following adverse effects?",
            "The change most likely exposes this patient to which of the following adverse effects?",
            "Which of the following is the most likely adverse effect of this combination?",
            "Which of the following adverse effects is most likely if nothing else is changed?",
            "Without a change of dose, which of the following adverse effects is most likely?",
            "Which of the following adverse effects does this combination most likely promote?",
            "From now on, which of the following adverse effects is most likely in this patient?",
        )
    },
    cases=cases,
)
