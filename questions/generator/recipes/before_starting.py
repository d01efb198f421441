"""Before starting: the test that has to come first."""

from collections.abc import Iterator

from ..case import Asked, Case, Form
from ..facts import FactBase
from ..recipe import Recipe
from ..uses import tests_of


def cases(facts: FactBase) -> Iterator[Case]:
    """Yield patients who are about to be treated, with the drug hidden behind its action or named."""
    return tests_of(facts, "before", "before-starting", Form.PLANNED)


RECIPE = Recipe(
    slug="before-starting",
    title="Before starting treatment",
    version=4,
    needs="a test before treatment, and a closed monitoring list",
    variants=3,
    lead_ins={
        Asked.TEST: (
            "Which of the following tests is most appropriate before treatment is started?",
            "Which of the following is the most appropriate test before the first dose?",
            "Before the first dose, which of the following tests is most appropriate?",
            "Which of the following tests is the most appropriate next step before treatment begins?",
            "Which of the following is the most appropriate test to obtain prior to treatment?",
            "Prior to treatment, which of the following tests is most appropriate for this patient?",
            "Which of the following tests is most appropriate at this time, before treatment?",
            "Which of the following tests is most appropriate to order before this drug is given?",
            "Which of the following tests is most appropriate to complete before this treatment?",
            "Which of the following is the most appropriate baseline test for this patient?",
            "Which of the following baseline tests is most appropriate before this drug is given?",
            "Before this drug is given, which of the following is the most appropriate test?",
            "Before this drug is prescribed, which of the following tests is most appropriate?",
            "Which of the following tests is most appropriate in preparation for this treatment?",
        )
    },
    cases=cases,
)
