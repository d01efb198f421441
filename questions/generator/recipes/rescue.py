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
                asked=Asked.AGENT if after else Asked.PROTECTION,
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
    version=5,
    needs="a rescue or prophylaxis fact, and a closed list of them",
    variants=3,
    lead_ins={
        Asked.AGENT: (
            "Which of the following is the most appropriate treatment for this patient?",
            "Which of the following is the most appropriate treatment of this complication?",
            "The most appropriate treatment of this complication is which of the following?",
            "Which of the following measures is most appropriate at this time?",
            "In addition to withholding the drug, which of the following measures is most appropriate?",
            "Which of the following is the most appropriate next step in treatment?",
            "Administration of which of the following is the most appropriate treatment?",
            "Which of the following is the most appropriate measure against this adverse effect?",
            "The most appropriate treatment of this adverse effect is which of the following?",
            "Treatment with which of the following is most appropriate for this adverse effect?",
            "Which of the following measures is the most appropriate next step?",
            "Which of the following measures is most appropriate for this patient?",
            "Which of the following is the most appropriate measure in the management of this complication?",
            "For this complication, which of the following is the most appropriate treatment?",
        ),
        Asked.PROTECTION: (
            "Which of the following measures is most appropriate before treatment is started?",
            "Which of the following measures is most appropriate to prevent an adverse effect of this drug?",
            "To reduce the risk of an adverse effect, which of the following measures is most appropriate?",
            "Which of the following is the most appropriate measure to protect this patient during treatment?",
            "Together with this drug, which of the following measures is most appropriate?",
            "Addition of which of the following measures is most appropriate in this patient?",
            "Which of the following is the most appropriate preventive measure in this patient?",
            "The most appropriate preventive measure in this patient is which of the following?",
            "Which of the following measures is most appropriate to accompany this treatment?",
            "Which of the following measures most appropriately accompanies this treatment?",
            "Before the first dose, which of the following measures is most appropriate?",
            "Which of the following measures is most appropriate to make this treatment safer?",
            "In preparation for this treatment, which of the following measures is most appropriate?",
            "Which of the following is the most appropriate measure to begin together with this drug?",
        ),
    },
    cases=cases,
)
