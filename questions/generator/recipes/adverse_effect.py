"""Adverse effect: what has happened to this patient under treatment."""

from collections.abc import Iterator

from ..case import Asked, Case, Clue, ClueKind, Concept
from ..facts import FactBase
from ..recipe import Recipe
from ..records import AdverseEffect, Indication
from ..uses import regimen_clues, testable_effects


def cases(facts: FactBase) -> Iterator[Case]:
    """Yield patients who have the effect of a hidden or a named drug."""
    for uses in facts.indications_of.values():
        for use in uses:
            treats = Clue(ClueKind.TREATS, use.condition)
            for harm in testable_effects(facts, use):
                caused = Clue(ClueKind.CAUSED, harm.effect)
                for link in facts.mechanisms_of[use.drug]:
                    if link.primary and not link.scope:
                        acts = Clue(ClueKind.ACTS_BY, link.mechanism)
                        yield _case(harm, use, (treats, acts, caused), "inference", (link.id,))
                for given in regimen_clues(use):
                    yield _case(harm, use, (treats, caused, *given), "inference", ())
                named = Clue(ClueKind.NAMED, use.drug)
                yield _case(harm, use, (named, treats, caused), "recall", ())


def _case(harm: AdverseEffect, use: Indication, clues: tuple[Clue, ...], tier: str, more: tuple[str, ...]) -> Case:
    return Case(
        concept=Concept(harm.drug, "adverse-effect", harm.effect),
        asked=Asked.EFFECT,
        key=harm.effect,
        indication=use,
        clues=clues,
        tier=tier,
        reasoning_steps=2 if tier == "inference" else 1,
        steps=(1, 2),
        fact_ids=(harm.id, use.id, *more),
    )


RECIPE = Recipe(
    slug="adverse-effect",
    title="Adverse effect",
    version=6,
    needs="an indication and an adverse effect with a clinical picture and an onset",
    variants=3,
    lead_ins={
        Asked.EFFECT: (
            "Which of the following adverse effects is the most likely explanation for these findings?",
            "Which of the following adverse effects of treatment is most likely in this patient?",
            "This patient's findings are most likely caused by which of the following adverse effects?",
            "Which of the following is the most likely adverse effect responsible for this presentation?",
            "Which of the following adverse effects has most likely developed in this patient?",
            "Which of the following treatment-related adverse effects most likely accounts for this presentation?",
            "The findings in this patient most likely represent which of the following adverse effects?",
            "Which of the following drug-related adverse effects is the most likely diagnosis?",
            "Which of the following adverse effects of this patient's drug is the most likely diagnosis?",
            "This presentation is most likely the result of which of the following adverse effects?",
            "Which of the following is the most likely adverse effect of the drug in this patient?",
            "Which of the following adverse effects most likely underlies this patient's condition?",
            "This patient has most likely developed which of the following adverse effects of treatment?",
            "Which of the following adverse effects is the most likely diagnosis in this patient?",
        )
    },
    cases=cases,
)
