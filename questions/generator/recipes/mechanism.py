"""Mechanism: what the drug that the reader infers (or is told) does."""

from collections.abc import Iterator

from ..case import Asked, Case, Clue, ClueKind, Concept
from ..facts import FactBase
from ..recipe import Recipe
from ..records import DrugMechanism, Indication
from ..uses import regimen_clues, testable_effects


def cases(facts: FactBase) -> Iterator[Case]:
    """Yield, for every main action and use of a drug, patients whose complication betrays the drug."""
    for link in facts.drug_mechanisms:
        if not link.primary or link.scope:
            continue
        for use in facts.indications_of[link.drug]:
            treats = Clue(ClueKind.TREATS, use.condition)
            for harm in testable_effects(facts, use):
                caused = Clue(ClueKind.CAUSED, harm.effect)
                for given in regimen_clues(use):
                    yield _case(link, use, (treats, caused, *given), "inference", harm.id)
                named = Clue(ClueKind.NAMED, link.drug)
                yield _case(link, use, (named, treats, caused), "recall", harm.id)


def _case(link: DrugMechanism, use: Indication, clues: tuple[Clue, ...], tier: str, harm: str) -> Case:
    return Case(
        concept=Concept(link.drug, "mechanism", link.mechanism),
        asked=Asked.MECHANISM,
        key=link.mechanism,
        indication=use,
        clues=clues,
        tier=tier,
        reasoning_steps=3 if tier == "inference" else 1,
        steps=(1,),
        fact_ids=(link.id, use.id, harm),
    )


RECIPE = Recipe(
    slug="mechanism",
    title="Mechanism of action",
    version=6,
    needs="a main mechanism, an indication, and an adverse effect with a clinical picture",
    variants=8,
    lead_ins={
        Asked.MECHANISM: (
            "Which of the following is the most likely mechanism of action of this patient's drug?",
            "This patient's drug most likely works through which of the following mechanisms of action?",
            "Which of the following mechanisms of action is most likely that of the drug causing these findings?",
            "The drug causing these findings most likely has which of the following mechanisms of action?",
            "Which of the following is the most likely mechanism of action of the drug causing this complication?",
            "Which of the following mechanisms of action most likely underlies the effect of this drug?",
            "The benefit of this drug is most likely due to which of the following mechanisms of action?",
            "The drug responsible for these findings most likely has which of the following mechanisms of action?",
            "Through which of the following mechanisms of action does this patient's drug most likely work?",
            "Which of the following is most likely the mechanism of action of the responsible drug?",
            "This patient's treatment most likely works by which of the following mechanisms of action?",
            "Treatment of this patient most likely works through which of the following mechanisms of action?",
            "Which of the following mechanisms of action is most likely characteristic of this patient's drug?",
            "The drug that led to this complication most likely has which of the following mechanisms of action?",
        )
    },
    cases=cases,
)
