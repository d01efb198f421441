"""Asked: the drug that this patient must not have."""

from .. import language
from ..case import Case, ClueKind, shown
from ..facts import FactBase
from ..reason import Reason, joined
from ..truth import Truth, avoided_in, treats, use_of
from .ask import Ask, Clues, name_of_drug, other_moiety, rested_on


def _holds(facts: FactBase, clues: Clues, _: str, drug: str) -> Truth:
    circumstance, disease = shown(clues, ClueKind.CIRCUMSTANCE), shown(clues, ClueKind.TREATS)
    if circumstance is None or disease is None:
        return Truth.UNKNOWN
    # Only drugs that could be meant for this patient are worth avoiding.
    return avoided_in(facts, drug, circumstance) if treats(facts, drug, disease) is Truth.TRUE else Truth.UNKNOWN


def _key_reason(facts: FactBase, case: Case) -> Reason:
    main = [each.statement for each in facts.mechanisms_of[case.key] if each.primary][:1]
    return Reason(joined([rested_on(case, facts.cautions_of[case.key]).statement, *main]), "", case.fact_ids)


def _distractor_reason(facts: FactBase, case: Case, drug: str) -> Reason:
    circumstance = facts.words[case.shown(ClueKind.CIRCUMSTANCE) or ""].name
    name = language.capital(facts.drugs[drug].name)
    against = f"{name} is not contraindicated by this: {language.lower_first(circumstance)}"
    own = [link for link in facts.cautions_of[drug] if link.absolute][:1]
    when = joined([link.statement for link in own])
    use = use_of(facts, drug, case.indication.condition)
    ids = (*((use.id,) if use else ()), *(link.id for link in own))
    return Reason(joined([against]), when, ids)


def _objective(facts: FactBase, case: Case) -> str:
    circumstance = facts.words[case.shown(ClueKind.CIRCUMSTANCE) or ""].name
    return (
        f"{language.capital(facts.drugs[case.key].name)} is contraindicated: {language.lower_first(circumstance)}."
    )


ASK = Ask(
    options=lambda facts: sorted(facts.drugs),
    text=name_of_drug,
    holds=_holds,
    drugs_of=lambda facts, drug: {drug},
    slip="another drug",
    key_reason=_key_reason,
    distractor_reason=_distractor_reason,
    objective=_objective,
    of_patient=True,
    apart=other_moiety,
)
