"""Monitoring: the test that goes with the treatment."""

from collections.abc import Iterator

from ..case import Asked, Case, Form
from ..facts import FactBase
from ..recipe import Recipe
from ..uses import tests_of


def cases(facts: FactBase) -> Iterator[Case]:
    """Yield patients who do well under treatment, with the drug hidden behind its action or named."""
    return tests_of(facts, "during", "monitoring", Form.TREATED)


RECIPE = Recipe(
    slug="monitoring",
    title="Monitoring",
    version=2,
    needs="a test during treatment, and a closed monitoring list",
    variants=3,
    lead_ins={
        Asked.TEST: (
            "Which of the following tests is most appropriate to monitor this treatment?",
            "Which of the following is the most appropriate test at this visit?",
            "At this visit, which of the following tests is most appropriate?",
            "Which of the following tests is most appropriate during this treatment?",
            "Safe continuation of this drug most appropriately rests on which of the following tests?",
            "Which of the following is the most appropriate test to repeat during treatment?",
            "Which of the following tests is the most appropriate part of follow-up under this drug?",
            "Follow-up of this patient most appropriately includes which of the following tests?",
            "Which of the following is the most appropriate test to follow in this patient?",
            "While this drug is continued, which of the following tests is most appropriate?",
            "Which of the following tests is most appropriate to detect harm from this drug early?",
            "The most appropriate test to follow during this treatment is which of the following?",
            "Surveillance under this drug most appropriately includes which of the following tests?",
            "As treatment goes on, which of the following tests is most appropriate?",
        )
    },
    cases=cases,
)
