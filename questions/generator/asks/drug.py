"""Asked: the drug behind the complication."""

from .. import language
from ..case import Case, ClueKind, shown
from ..facts import FactBase
from ..reason import Reason, joined
from ..truth import Truth, causes
from .ask import Ask, Clues, Likeness, drug_and_disease, enemies, given_for, name_of_drug, other_moiety
from .complication import against_drug, can_follow, key_reason, known_for


def _holds(facts: FactBase, clues: Clues, _: str, drug: str) -> Truth:
    effect = shown(clues, ClueKind.CAUSED)
    return Truth.UNKNOWN if effect is None else causes(facts, drug, effect)


def _apart(facts: FactBase, one: str, other: str) -> bool:
    """Two drugs of one class share their harms, whatever is on record; nobody takes both."""
    akin = set(facts.drugs[one].classes) & set(facts.drugs[other].classes)
    return not akin and other_moiety(facts, one, other) and not enemies(facts, one, other)


def _rivals(facts: FactBase, case: Case, drug: str) -> bool:
    """A drug rivals the key when this patient may have had it, by a route that allows what is seen."""
    return given_for(facts, case, drug) and can_follow(facts, case.shown_effect, set(facts.drugs[drug].routes))


def _likeness(facts: FactBase, case: Case, option: str) -> Likeness:
    group = facts.effects[case.shown_effect].group
    return int(any(facts.effects[link.effect].group == group for link in facts.effects_of[option])), ""


def _distractor_reason(facts: FactBase, case: Case, option: str) -> Reason:
    drug = facts.drugs[option]
    main = next((link for link in facts.mechanisms_of[option] if link.primary), None)
    against, ids = against_drug(facts, case, option)
    harms, example_ids = known_for(facts, option, case.shown_effect)
    when = f"{language.capital(drug.name)} would be the likelier cause of {harms}." if harms else ""
    text = joined([main.statement if main else drug.pearl, against])
    return Reason(text, when, (*((main.id,) if main else ()), *ids, *example_ids))


def _objective(facts: FactBase, case: Case) -> str:
    drug, disease = drug_and_disease(facts, case)
    effect = language.lower_first(facts.effects[case.shown_effect].name)
    return f"When {effect} follows a drug given for {disease}, suspect {drug}."


ASK = Ask(
    options=lambda facts: sorted(facts.drugs),
    text=name_of_drug,
    holds=_holds,
    drugs_of=lambda facts, drug: {drug},
    slip="another drug",
    key_reason=key_reason,
    distractor_reason=_distractor_reason,
    objective=_objective,
    rivals=_rivals,
    likeness=_likeness,
    barred=lambda facts, key, option: not _apart(facts, key, option),
    apart=_apart,
)
