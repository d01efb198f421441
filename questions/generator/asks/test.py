"""Asked: the test that belongs to the drug."""

from .. import language
from ..case import Case, ClueKind, shown
from ..facts import FactBase
from ..reason import Reason, joined
from ..truth import Truth, monitored_by
from .ask import Ask, Clues, drug_and_disease, name_of_word, rested_on


def _drugs(facts: FactBase, test: str) -> set[str]:
    return {link.drug for link in facts.monitoring_by[test]}


def _holds(facts: FactBase, clues: Clues, drug: str, test: str) -> Truth:
    return monitored_by(facts, drug, test, shown(clues, ClueKind.TREATS))


def _key_reason(facts: FactBase, case: Case) -> Reason:
    drug, disease = drug_and_disease(facts, case)
    link = rested_on(case, facts.monitoring_of[case.indication.drug])
    how = f": {link.frequency}" if link.frequency else ""
    asked = f"{facts.words[link.test].name} belongs {link.when} treatment of {disease} with {drug}{how}"
    main = [each.statement for each in facts.mechanisms_of[case.indication.drug] if each.primary][:1]
    reason = f"The reason: {language.lower_first(link.why)}" if link.why else ""
    return Reason(joined([language.capital(asked), reason, *main]), "", case.fact_ids)


def _distractor_reason(facts: FactBase, case: Case, test: str) -> Reason:
    drug, _ = drug_and_disease(facts, case)
    name = language.lower_first(facts.words[test].name)
    other = min(facts.monitoring_by[test], key=lambda link: (not link.why, link.id))
    owner = facts.drugs[other.drug].name
    against = f"{language.capital(name)} is not asked for in treatment with {drug}"
    reason = f": {language.lower_first(other.why)}" if other.why else ""
    when = joined([f"Right {other.when} treatment with {owner}{reason}"])
    return Reason(joined([against]), when, (other.id,))


def _objective(facts: FactBase, case: Case) -> str:
    drug, _ = drug_and_disease(facts, case)
    link = rested_on(case, facts.monitoring_of[case.indication.drug])
    verb = {"before": "Before starting", "during": "During treatment with", "after": "After stopping"}[link.when]
    return f"{verb} {drug}, obtain {language.lower_first(facts.words[link.test].name)}."


ASK = Ask(
    options=lambda facts: sorted(facts.monitoring_by),
    text=name_of_word,
    holds=_holds,
    drugs_of=_drugs,
    slip="the test of another drug",
    key_reason=_key_reason,
    distractor_reason=_distractor_reason,
    objective=_objective,
)
