"""What a class of answers says for itself: options, their truth, how they tempt, and the reasons under them."""

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol, TypeVar

from .. import drugsets, language
from ..case import Case, Clue, ClueKind, shown
from ..facts import FactBase
from ..likeness import diseases_like
from ..reason import Reason
from ..records import Indication
from ..truth import Truth, disjoint

Clues = tuple[Clue, ...]
Likeness = tuple[int, str]

NEEDS_MORE = re.compile(
    r"\b(?:only|tumors with|with high|instability|mismatch|mutation|after|together)\b", re.IGNORECASE
)


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
    `rivals` tells whether this patient makes a reader weigh the option at all.
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
    rivals: Callable[[FactBase, Case, str], bool] | None = None  # else an option tempts by its drugs
    likeness: Callable[[FactBase, Case, str], Likeness] = lambda facts, case, option: (0, "")
    barred: Callable[[FactBase, str, str], bool] = lambda facts, key, option: False  # never beside this key
    # Distractors of which one item holds one at most: two alike are refuted by each other.
    alike: Callable[[FactBase, str, str], bool] = lambda facts, one, other: False
    # Whether the written stem refutes the option, where the facts alone do not.
    refuted_here: Callable[[FactBase, Case, str], bool] = lambda facts, case, option: True
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
    """Return the drugs of which the mechanism is the main action."""
    return {link.drug for link in facts.drugs_with_mechanism[mechanism] if link.primary}


def causers_of(facts: FactBase, effect: str) -> set[str]:
    """Return the drugs that are established to cause the effect."""
    return {link.drug for link in facts.established[effect]}


def no_reading_of(facts: FactBase, key: str, effect: str) -> bool:
    """Tell whether an effect cannot stand beside the key: harm to a fetus or to fertility is not the patient's own
    illness, and what has no picture cannot be told apart."""
    groups = {facts.effects[effect].group, facts.effects[key].group}
    return ("reproductive" in groups and len(groups) > 1) or not facts.effects[effect].picture.findings


def plain_uses(facts: FactBase, drug: str, disease: str) -> list[Indication]:
    """Return up to two uses by which a reader knows the drug, those nearest to the disease first.

    A use that needs a marker, a line of treatment or a partner is left out: its name alone would not be true.
    """
    like, system = diseases_like(facts, disease), facts.conditions[disease].system
    uses = [
        use
        for use in facts.indications_of[drug]
        if use.status == "approved" and use.condition != disease and not NEEDS_MORE.search(use.line)
    ]
    uses.sort(
        key=lambda use: (
            not use.regimens,
            use.condition not in like,
            facts.conditions[use.condition].system != system,
            use.condition,
        )
    )
    return list({use.condition: use for use in reversed(uses)}.values())[::-1][:2]


def used_for(facts: FactBase, drug: str, disease: str) -> tuple[str, tuple[str, ...]]:
    """Say what the drug is used for, with what a use needs to be true where it has no plainer one."""
    name, uses = language.capital(facts.drugs[drug].name), plain_uses(facts, drug, disease)
    if uses:
        named = language.listed([facts.conditions[use.condition].name for use in uses])
        return f"{name} is used for {named}.", tuple(use.id for use in uses)
    for use in facts.indications_of[drug]:
        if use.status == "approved" and use.condition != disease:
            needs = use.line.split(";")[0].split("(")[0].strip()
            return f"{name} is used for {facts.conditions[use.condition].name} ({needs}).", (use.id,)
    return "", ()


def given_for(facts: FactBase, case: Case, drug: str) -> bool:
    """Tell whether the drug is in use for this very disease, in the way that the stem says."""
    line = facts.condition_line(case.indication.condition)
    dosed = any(use.condition in line and use.regimens for use in facts.indications_of[drug])
    placed = any(link.condition in line and link.standing in drugsets.IN_USE for link in facts.standings_of[drug])
    if not dosed and not placed:
        return False
    told = (shown(case.clues, ClueKind.ROUTE), shown(case.clues, ClueKind.SCHEDULE))
    regimens = [each for use in facts.indications_of[drug] if use.condition in line for each in use.regimens]
    return told[0] is None or any(
        regimen.route == told[0] and told[1] in (None, regimen.schedule) for regimen in regimens
    )


def weighed_for(facts: FactBase, case: Case, drugs: Iterable[str]) -> bool:
    """Tell whether one of the drugs is of the key's kind, or in use for this disease or one that looks like it."""
    able = drugsets.in_use_for(facts, facts.condition_line(case.indication.condition))
    able |= drugsets.established_in(facts, diseases_like(facts, case.indication.condition))
    return bool(drugsets.some(facts, drugs) & (able | drugsets.relatives(facts, case.indication.drug)))


def enemies(facts: FactBase, one: str, other: str) -> bool:
    """Tell whether an editor keeps two drugs out of one item."""
    return frozenset({one, other}) in facts.enemies


def other_moiety(facts: FactBase, one: str, other: str) -> bool:
    """Tell whether two drugs are not prodrug, metabolite or twin of each other."""
    return one not in facts.drugs[other].same_moiety


def one_target(facts: FactBase, one: str, other: str) -> bool:
    """Tell whether the main actions of two drugs overlap, so that nobody could choose between them."""
    actions = [[link.mechanism for link in facts.mechanisms_of[drug] if link.primary] for drug in (one, other)]
    return any(not disjoint(facts, first, second) for first in actions[0] for second in actions[1])


def other_picture(facts: FactBase, one: str, other: str) -> bool:
    """Tell whether two effects cannot be read as each other."""
    return one not in facts.readings(other)
