"""Asked: the action that treats the disease."""

from .. import language
from ..case import Case, ClueKind, shown
from ..facts import FactBase
from ..reason import Reason, joined
from ..truth import Truth, action_treats, disjoint
from .ask import Ask, Clues, name_of_action, rested_on, users_of


def _holds(facts: FactBase, clues: Clues, _: str, mechanism: str) -> Truth:
    disease = shown(clues, ClueKind.TREATS)
    return Truth.UNKNOWN if disease is None else action_treats(facts, mechanism, disease)


def _key_reason(facts: FactBase, case: Case) -> Reason:
    disease = facts.conditions[case.indication.condition]
    link = rested_on(case, facts.mechanisms_of[case.indication.drug])
    drug = language.capital(facts.drugs[case.indication.drug].name)
    parts = [disease.summary, f"{drug} is used for {disease.name}", link.statement]
    return Reason(joined([*parts, facts.mechanisms[case.key].downstream]), "", case.fact_ids)


def _distractor_reason(facts: FactBase, case: Case, mechanism: str) -> Reason:
    disease = facts.conditions[case.indication.condition]
    link = min(facts.drugs_with_mechanism[mechanism], key=lambda each: (not each.primary, each.drug))
    name = facts.drugs[link.drug].name
    uses = [use for use in facts.indications_of[link.drug] if use.status == "approved"][:2]
    names = language.listed([facts.conditions[use.condition].name for use in uses])
    against = f"No drug that acts so is used for {disease.name}"
    when = f"This is the action of {name}, used for {names}." if names else f"This is the action of {name}."
    return Reason(
        joined([facts.mechanisms[mechanism].downstream, against]), when, (link.id, *(u.id for u in uses))
    )


def _objective(facts: FactBase, case: Case) -> str:
    disease = facts.conditions[case.indication.condition].name
    action = language.lower_first(facts.mechanisms[case.key].option)
    return f"{language.capital(disease)} is treated through {action}."


ASK = Ask(
    options=lambda facts: sorted(facts.drugs_with_mechanism),
    text=name_of_action,
    holds=_holds,
    drugs_of=users_of,
    slip="the action of another drug",
    key_reason=_key_reason,
    distractor_reason=_distractor_reason,
    objective=_objective,
    of_patient=True,
    apart=disjoint,
)
