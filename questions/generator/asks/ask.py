"""What a class of answers has to say for itself: its options, their truth, and the reasons under them."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from .. import language
from ..case import Case, Clue
from ..facts import FactBase
from ..reason import Reason
from ..truth import Truth

Clues = tuple[Clue, ...]


@dataclass(frozen=True, slots=True)
class Ask:
    """One class of answers.

    `holds` judges an option for one drug that the clues leave possible, or (`of_patient`) for the patient alone.
    `drugs_of` are the drugs that an option makes a reader think of: they decide how near it is.
    """

    options: Callable[[FactBase], Sequence[str]]
    text: Callable[[FactBase, str], str]
    holds: Callable[[FactBase, Clues, str, str], Truth]
    drugs_of: Callable[[FactBase, str], set[str]]
    slip: str
    key_reason: Callable[[FactBase, Case], Reason]
    distractor_reason: Callable[[FactBase, Case, str], Reason]
    objective: Callable[[FactBase, Case], str]
    of_patient: bool = False
    apart: Callable[[FactBase, str, str], bool] = lambda facts, one, other: True
    dangerous: Callable[[FactBase, str], bool] = lambda facts, option: False


def name_of_word(facts: FactBase, word: str) -> str:
    """Return the name of a test, a circumstance or a substance as it stands among the options."""
    return language.capital(facts.words[word].name)


def drug_and_disease(facts: FactBase, case: Case) -> tuple[str, str]:
    """Return the names of the patient's drug and disease."""
    return facts.drugs[case.indication.drug].name, facts.conditions[case.indication.condition].name
