"""Rescue and prophylaxis: the substance against the harm of the drug."""

from collections.abc import Iterator

from ..case import Asked, Case, Clue, ClueKind, Concept, Form
from ..facts import FactBase
from ..recipe import Recipe
from ..truth import in_scope
from ..uses import patients

AFTERWARDS = ("rescue", "reversal")


def cases(facts: FactBase) -> Iterator[Case]:
    """Yield patients who have the harm, and patients who are about to be exposed to it."""
    for use, clues, tier, more in patients(facts):
        for link in facts.rescues_of[use.drug]:
            if link.purpose == "taper" or not in_scope(link.scope, use):
                continue
            if link.purpose in AFTERWARDS and (link.effect is None or not _pictured(facts, link.effect)):
                continue
            after = link.purpose in AFTERWARDS and link.effect
            shown = (*clues, Clue(ClueKind.CAUSED, link.effect)) if after and link.effect else clues
            yield Case(
                concept=Concept(use.drug, link.purpose, link.agent.partition("/")[2]),
                asked=Asked.AGENT,
                key=link.agent,
                indication=use,
                clues=shown,
                tier=tier,
                reasoning_steps=3 if tier == "inference" else 2,
                steps=(2, 3),
                fact_ids=(link.id, use.id, *more),
                form=Form.COMPLICATION if after else Form.PLANNED,
            )


def _pictured(facts: FactBase, effect: str) -> bool:
    picture = facts.effects[effect].picture
    return bool(picture.complaints and picture.findings and facts.effects[effect].onset)


RECIPE = Recipe(
    slug="rescue",
    title="Rescue and prophylaxis",
    version=2,
    needs="a rescue or prophylaxis fact, and a closed list of them",
    variants=3,
    lead_ins={
        Asked.AGENT: (
            "Which of the following is the most appropriate measure to limit the harm of this treatment?",
            "Which of the following measures is most appropriate against the harm of this treatment?",
            "Which of the following is the most appropriate measure to protect this patient?",
            "To protect this patient, which of the following measures is most appropriate?",
            "Which of the following measures is the most appropriate addition for this patient?",
            "The most appropriate addition to this treatment is which of the following measures?",
            "Which of the following measures most appropriately guards against the toxicity of this treatment?",
            "Against the toxicity of this drug, which of the following measures is most appropriate?",
            "Addition of which of the following measures is most appropriate in this patient?",
            "Harm from this drug is most appropriately limited by which of the following measures?",
            "Which of the following measures is most appropriate to make this treatment safer?",
            "Together with this drug, which of the following measures is most appropriate?",
            "Which of the following measures is most appropriate for this patient at this time?",
            "With this treatment, which of the following is the most appropriate protective measure?",
        )
    },
    cases=cases,
)
