"""Asked: the substance that prevents or undoes the harm of the drug."""

from .. import language
from ..case import Case, ClueKind, shown
from ..facts import FactBase
from ..reason import Reason, joined
from ..truth import BEFOREHAND, Truth, rescued_by
from .ask import Ask, Clues, drug_and_disease, name_of_word, rested_on


def _holds(facts: FactBase, clues: Clues, drug: str, agent: str) -> Truth:
    effect = shown(clues, ClueKind.CAUSED)
    truth = rescued_by(facts, drug, agent, effect, shown(clues, ClueKind.TREATS))
    if truth is Truth.FALSE and not any(
        (link.purpose in BEFOREHAND) is (effect is None) for link in facts.rescues_by[agent]
    ):
        return Truth.UNKNOWN  # what is given against a harm that is there is no rival of what prevents one
    return truth


def _key_reason(facts: FactBase, case: Case) -> Reason:
    effect = case.shown(ClueKind.CAUSED)
    summary = facts.effects[effect].summary if effect else ""
    return Reason(
        joined([summary, rested_on(case, facts.rescues_of[case.indication.drug]).statement]), "", case.fact_ids
    )


def _distractor_reason(facts: FactBase, case: Case, agent: str) -> Reason:
    drug, _ = drug_and_disease(facts, case)
    other = min(facts.rescues_by[agent], key=lambda link: link.id)
    name = language.capital(facts.words[agent].name)
    return Reason(
        joined([f"{name} is not what this patient's treatment with {drug} calls for"]),
        other.statement,
        (other.id,),
    )


def _objective(facts: FactBase, case: Case) -> str:
    drug, _ = drug_and_disease(facts, case)
    link = rested_on(case, facts.rescues_of[case.indication.drug])
    against = f" against {language.lower_first(facts.effects[link.effect].name)}" if link.effect else ""
    return f"With {drug}, {language.lower_first(facts.words[link.agent].name)} serves{against} as {link.purpose}."


ASK = Ask(
    options=lambda facts: sorted(facts.rescues_by),
    text=name_of_word,
    holds=_holds,
    drugs_of=lambda facts, agent: {link.drug for link in facts.rescues_by[agent]},
    slip="the rescue of another drug",
    key_reason=_key_reason,
    distractor_reason=_distractor_reason,
    objective=_objective,
)
