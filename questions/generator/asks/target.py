"""Asked: the action that treats the disease."""

from .. import language
from ..case import Case, ClueKind, shown
from ..facts import FactBase
from ..reason import Reason, joined
from ..truth import Truth, action_treats, disjoint
from .ask import Ask, Clues, name_of_action, plain_uses, rested_on, used_for, users_of, weighed_for


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
    links = facts.drugs_with_mechanism[mechanism]
    link = min(links, key=lambda each: (not each.primary, not plain_uses(facts, each.drug, disease.id), each.drug))
    name = facts.drugs[link.drug].name
    used, ids = used_for(facts, link.drug, disease.id)
    shapes = (
        f"No drug that acts so is used for {disease.name}",
        f"This does not treat {disease.name}",
        f"{language.capital(name)}, which acts so, is not a treatment of {disease.name}",
    )
    against = language.one_of(shapes, f"{mechanism}/{disease.id}")
    when = f"This is the action of {name}{used.replace(language.capital(name), ', which', 1)}" if used else ""
    downstream = facts.mechanisms[mechanism].downstream
    return Reason(joined([downstream, against]), when, (link.id, *ids))


def _objective(facts: FactBase, case: Case) -> str:
    disease = facts.conditions[case.indication.condition].name
    action = language.lower_first(facts.mechanisms[case.key].option)
    drug = facts.drugs[case.indication.drug].name
    return f"{language.capital(drug)} treats {disease} through {action}."


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
    rivals=lambda facts, case, mechanism: weighed_for(facts, case, users_of(facts, mechanism)),
    apart=disjoint,
)
