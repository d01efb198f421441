"""Asked: the drug that this patient should have."""

from .. import language
from ..case import Case, ClueKind, shown
from ..facts import FactBase
from ..reason import Reason, joined
from ..records import Standing
from ..truth import Truth, recommended
from .ask import Ask, Clues, enemies, name_of_drug, one_target, other_moiety, used_for, weighed_for


def _holds(facts: FactBase, clues: Clues, _: str, drug: str) -> Truth:
    disease = shown(clues, ClueKind.TREATS)
    return Truth.UNKNOWN if disease is None else recommended(facts, drug, disease)


def _standing_of(facts: FactBase, drug: str, condition: str) -> Standing | None:
    """Return where a guideline places the drug for the condition."""
    return next((link for link in facts.standings_of[drug] if link.condition == condition), None)


def _key_reason(facts: FactBase, case: Case) -> Reason:
    disease = facts.conditions[case.indication.condition]
    standing = _standing_of(facts, case.key, disease.id)
    main = [each.statement for each in facts.mechanisms_of[case.key] if each.primary][:1]
    return Reason(joined([disease.summary, standing.reason if standing else "", *main]), "", case.fact_ids)


def _distractor_reason(facts: FactBase, case: Case, drug: str) -> Reason:
    disease = facts.conditions[case.indication.condition]
    name = language.capital(facts.drugs[drug].name)
    standing = _standing_of(facts, drug, disease.id)
    shapes = (
        f"{name} is not used for {disease.name}",
        f"It has no established role in {disease.name}",
        f"This action is not what {disease.name} calls for",
    )
    against = standing.reason if standing else language.one_of(shapes, f"{drug}/{disease.id}")
    when, used = used_for(facts, drug, disease.id)
    main = [link for link in facts.mechanisms_of[drug] if link.primary][:1]
    ids = (*((standing.id,) if standing else ()), *(link.id for link in main), *used)
    return Reason(joined([*(link.statement for link in main), against]), when, ids)


def _objective(facts: FactBase, case: Case) -> str:
    disease = facts.conditions[case.indication.condition].name
    standing = _standing_of(facts, case.key, case.indication.condition)
    verdict = "a recommended drug" if standing and standing.standing == "appropriate" else "an accepted drug"
    return f"{language.capital(facts.drugs[case.key].name)} is {verdict} for {disease}."


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
    rivals=lambda facts, case, drug: weighed_for(facts, case, {drug}),
    barred=enemies,
    apart=other_moiety,
    alike=one_target,
)
