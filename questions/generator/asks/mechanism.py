"""Asked: what the drug does."""

from .. import language
from ..case import Case
from ..facts import FactBase
from ..reason import Reason, joined
from ..truth import acts_by, disjoint, use_of
from .ask import Ask, drug_and_disease, name_of_action, used_for, users_of
from .complication import against_drug, key_reason, known_for


def _distractor_reason(facts: FactBase, case: Case, mechanism: str) -> Reason:
    disease = case.indication.condition
    link = min(
        facts.drugs_with_mechanism[mechanism],
        key=lambda each: (not each.primary, use_of(facts, each.drug, disease) is None, each.drug),
    )
    against, ids = against_drug(facts, case, link.drug, mechanism)
    harms, example_ids = known_for(facts, link.drug, case.shown_effect)
    name = facts.drugs[link.drug].name
    when = f"This action would fit a patient with {harms}, known complications of {name}."
    if not harms:
        when, example_ids = used_for(facts, link.drug, disease)
    statement = link.statement
    if not statement.startswith(language.capital(name)):
        statement = f"{language.capital(name)} is a drug that acts so. {statement}"
    return Reason(joined([statement, against]), when, (link.id, *ids, *example_ids))


def _objective(facts: FactBase, case: Case) -> str:
    drug, _ = drug_and_disease(facts, case)
    action = language.lower_first(facts.mechanisms[case.key].option)
    effect = language.lower_first(facts.effects[case.shown_effect].name)
    return f"{language.capital(drug)} acts through {action}; among its complications is {effect}."


ASK = Ask(
    options=lambda facts: sorted(facts.drugs_with_mechanism),
    text=name_of_action,
    holds=lambda facts, clues, drug, mechanism: acts_by(facts, drug, mechanism),
    drugs_of=users_of,
    slip="the action of another drug",
    key_reason=key_reason,
    distractor_reason=_distractor_reason,
    objective=_objective,
    apart=disjoint,
)
