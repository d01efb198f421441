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
    version=5,
    needs="a test during treatment, and a closed monitoring list",
    variants=3,
    lead_ins={
        Asked.TEST: (
            "Which of the following tests is most appropriate to monitor this treatment?",
            "Which of the following is the most appropriate test at this visit?",
            "At this visit, which of the following tests is most appropriate?",
            "Which of the following tests is most appropriate during this treatment?",
            "Which of the following tests is most appropriate for the safe continuation of this treatment?",
            "Which of the following is the most appropriate test to repeat during treatment?",
            "Which of the following tests is the most appropriate part of this patient's follow-up?",
            "Follow-up of this patient most appropriately includes which of the following tests?",
            "Which of the following is the most appropriate test to follow in this patient?",
            "While this drug is continued, which of the following tests is most appropriate?",
            "Which of the following tests is most appropriate to detect an adverse effect of this drug early?",
            "Which of the following is the most appropriate test to order during treatment with this drug?",
            "Which of the following tests is most appropriate for surveillance during treatment?",
            "As treatment is continued, which of the following tests is most appropriate?",
            "Which of the following tests is most appropriate to keep this treatment safe?",
            "Continued treatment most appropriately includes which of the following tests?",
        )
    },
    cases=cases,
)
