"""What a class of answers says for itself: options, their truth, how they tempt, and the reasons under them."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from .. import language
from ..case import Case, Clue, ClueKind
from ..facts import FactBase
from ..reason import Reason
from ..truth import Truth

Clues = tuple[Clue, ...]
Likeness = tuple[int, str]


class Identified(Protocol):
    """A fact with its id."""

    @property
    def id(self) -> str: ...


I = TypeVar("I", bound=Identified)  # noqa: E741


@dataclass(frozen=True, slots=True)
class Ask:
    """One class of answers.

    `holds` judges an option for one drug that the clues leave possible, or (`of_patient`) for the patient alone.
    `drugs_of` are the drugs that an option makes a reader think of: they decide how near it is, together with
    `likeness`, the points that it gains by looking like the key, with the wrong step that this stands for.
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
    # The clues by which options are judged false, beside the drug that they leave possible.
    judged_by: tuple[ClueKind, ...] = (ClueKind.CAUSED, ClueKind.TREATS, ClueKind.CIRCUMSTANCE, ClueKind.ADDED)
    by_picture: bool = False  # a reader weighs the picture before the drug
    fewest_near: int = 2  # distractors of a set that have to tempt
    likeness: Callable[[FactBase, Case, str], Likeness] = lambda facts, case, option: (0, "")
    barred: Callable[[FactBase, str, str], bool] = lambda facts, key, option: False  # never beside this key
    apart: Callable[[FactBase, str, str], bool] = lambda facts, one, other: True
    dangerous: Callable[[FactBase, str], bool] = lambda facts, option: False


def name_of_drug(facts: FactBase, drug: str) -> str:
    """Return the name of a drug as it stands among the options."""
    return language.capital(facts.drugs[drug].name)


def name_of_effect(facts: FactBase, effect: str) -> str:
    """Return the name of an adverse effect as it stands among the options."""
    return language.capital(facts.effects[effect].name)


def name_of_action(facts: FactBase, mechanism: str) -> str:
    """Return a mechanism as it stands among the options."""
    return language.capital(facts.mechanisms[mechanism].option)


def name_of_word(facts: FactBase, word: str) -> str:
    """Return the name of a test, a circumstance or a substance as it stands among the options."""
    return language.capital(facts.words[word].name)


def drug_and_disease(facts: FactBase, case: Case) -> tuple[str, str]:
    """Return the names of the patient's drug and disease."""
    return facts.drugs[case.indication.drug].name, facts.conditions[case.indication.condition].name


def rested_on(case: Case, facts: Iterable[I]) -> I:
    """Return the one of the facts that the key of the case rests on."""
    return next(fact for fact in facts if fact.id in case.fact_ids)


def users_of(facts: FactBase, mechanism: str) -> set[str]:
    """Return the drugs that act by the mechanism."""
    return {link.drug for link in facts.drugs_with_mechanism[mechanism]}


def causers_of(facts: FactBase, effect: str) -> set[str]:
    """Return the drugs that are established to cause the effect."""
    return {link.drug for link in facts.established[effect]}


def no_reading_of(facts: FactBase, key: str, effect: str) -> bool:
    """Tell whether an effect cannot stand beside the key: harm to a fetus or to fertility is not the patient's own
    illness, and what has no picture cannot be told apart."""
    groups = {facts.effects[effect].group, facts.effects[key].group}
    return ("reproductive" in groups and len(groups) > 1) or not facts.effects[effect].picture.findings


def enemies(facts: FactBase, one: str, other: str) -> bool:
    """Tell whether an editor keeps two drugs out of one item."""
    return frozenset({one, other}) in facts.enemies


def other_moiety(facts: FactBase, one: str, other: str) -> bool:
    """Tell whether two drugs are not prodrug, metabolite or twin of each other."""
    return one not in facts.drugs[other].same_moiety


def other_picture(facts: FactBase, one: str, other: str) -> bool:
    """Tell whether two effects cannot be read as each other."""
    return one not in facts.readings(other)
