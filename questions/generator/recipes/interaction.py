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
    version=5,
    needs="an interaction that names the adverse effect it causes",
    variants=3,
    lead_ins={
        Asked.RAISED: (
            "This combination most likely increases the risk of which of the following adverse effects?",
            "Which of the following adverse effects is most likely to follow?",
            "This addition most likely increases the risk of which of the following adverse effects?",
            "Which of the following adverse effects is the most likely result of this combination?",
            "This patient is now most likely to develop which of the following adverse effects?",
            "The risk of which of the following adverse effects is most likely increased in this patient?",
            "Which of the following adverse effects is this patient most likely to develop as a result?",
            "This interaction is most likely to cause which of the following adverse effects?",
            "Which of the following is the most likely adverse effect of this combination?",
            "Which of the following adverse effects is most likely if treatment is continued unchanged?",
            "Without a change in treatment, which of the following adverse effects is most likely?",
            "Which of the following adverse effects is most likely to result from this interaction?",
            "Which of the following adverse effects has most likely become a greater risk?",
            "If nothing else is changed, which of the following adverse effects is most likely?",
            "Which of the following adverse effects is this patient now most likely to develop?",
            "Because of this interaction, which of the following adverse effects is most likely?",
        )
    },
    cases=cases,
)
