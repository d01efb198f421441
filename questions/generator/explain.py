"""Explanations: why the key is right for this patient, why each distractor is wrong, and when it would be right.

Every sentence is built from facts of the drugs, effects and conditions at hand, so none could stand under
another item.
"""

from random import Random

from . import language
from .asks import ASKS
from .case import Asked, Case, ClueKind
from .facts import FactBase
from .reason import Reason, joined
from .records import AdverseEffect, Effect
from .truth import Truth, causes, treats

STRENGTHS = {"characteristic": 0, "common": 1, "rare-serious": 2}
VERBS = {
    "characteristic": "characteristically causes",
    "common": "commonly causes",
    "rare-serious": "rarely but seriously causes",
}


def key_reason(facts: FactBase, case: Case) -> Reason:
    """Walk from the clue to the answer in two to four sentences."""
    if case.asked in ASKS:
        return ASKS[case.asked].key_reason(facts, case)
    use = case.indication
    drug = language.capital(facts.drugs[use.drug].name)
    condition = facts.conditions[use.condition].name
    harm = harm_of(facts, case)
    effect = facts.effects[harm.effect]
    parts = [
        effect.summary,
        f"{drug}, given for {condition}, {VERBS[harm.strength]} {_lower(effect.name)}.",
        harm.why,
    ]
    for link in facts.mechanisms_of[use.drug]:
        if link.id in case.fact_ids:
            parts += [link.statement, facts.mechanisms[link.mechanism].downstream]
    return Reason(joined(parts), "", case.fact_ids)


def harm_of(facts: FactBase, case: Case) -> AdverseEffect:
    """Return the association that the case's picture rests on."""
    return next(link for link in facts.effects_of[case.indication.drug] if link.id in case.fact_ids)


def objective(facts: FactBase, case: Case) -> str:
    """State the one thing to remember."""
    if case.asked in ASKS:
        return ASKS[case.asked].objective(facts, case)
    drug = facts.drugs[case.indication.drug].name
    condition = facts.conditions[case.indication.condition].name
    effect = _lower(facts.effects[case.shown_effect].name)
    match case.asked:
        case Asked.MECHANISM:
            action = language.lower_first(facts.mechanisms[case.key].option)
            return f"{language.capital(drug)} acts through {action}; among its complications is {effect}."
        case Asked.EFFECT:
            return f"Recognize {effect} as a complication of {drug} given for {condition}."
        case Asked.DRUG:
            return f"When {effect} follows a drug given for {condition}, suspect {drug}."
        case _:
            raise LookupError(case.asked)


def distractor_reason(facts: FactBase, case: Case, option: str) -> Reason:
    """Say what speaks against the option in this patient, and for whom it would be right."""
    match case.asked:
        case Asked.MECHANISM:
            return _mechanism_reason(facts, case, option)
        case Asked.EFFECT:
            return _effect_reason(facts, case, option)
        case Asked.DRUG:
            return _drug_reason(facts, case, option)
        case _:
            return ASKS[case.asked].distractor_reason(facts, case, option)


def _mechanism_reason(facts: FactBase, case: Case, option: str) -> Reason:
    links = facts.drugs_with_mechanism[option]
    link = min(links, key=lambda each: (not _shares_disease(facts, each.drug, case), not each.primary, each.drug))
    against, ids = _against_drug(facts, case, link.drug)
    when, example_ids = _when_drug(facts, link.drug)
    return Reason(joined([link.statement, against]), when, (link.id, *ids, *example_ids))


def _effect_reason(facts: FactBase, case: Case, option: str) -> Reason:
    effect = facts.effects[option]
    own = facts.drugs[case.indication.drug].name
    told = facts.effects[case.key].told_apart.get(option)
    negative = negative_of(facts, case.indication.drug, option)
    link = min(facts.established[option], key=lambda each: (STRENGTHS[each.strength], not each.why, each.drug))
    parts = [effect.summary]
    if told:
        parts.append(f"Here, {told.rstrip('.')}.")
        when = f"With findings such as these instead: {_typical_finding(effect)}"
    else:
        if negative:
            parts.append(f"{language.capital(own)} is not associated with {_lower(effect.name)}.")
        why = f": {language.lower_first(link.why.rstrip('.'))}" if link.why else ""
        when = f"In a patient treated with {facts.drugs[link.drug].name}{why}."
    ids = [f"effect/{option}", link.id, *([negative] if negative else [])]
    return Reason(joined(parts), when, tuple(ids))


def _typical_finding(effect: Effect) -> str:
    """Word the most telling finding of an effect as it stands in vignettes."""
    finding = max(effect.picture.findings, key=lambda each: (each.decisive, each.part == "study"))
    return language.render(finding.phrasings[0], Random(effect.id), female=effect.picture.female_share == 1.0)


def _drug_reason(facts: FactBase, case: Case, option: str) -> Reason:
    drug = facts.drugs[option]
    main = next((link for link in facts.mechanisms_of[option] if link.primary), None)
    against, ids = _against_drug(facts, case, option)
    when, example_ids = _when_drug(facts, option)
    text = joined([main.statement if main else drug.pearl, against])
    return Reason(text, when, (*((main.id,) if main else ()), *ids, *example_ids))


def _against_drug(facts: FactBase, case: Case, drug: str) -> tuple[str, tuple[str, ...]]:
    """Return the sentence that refutes the drug (or its action) in this patient, and its facts."""
    name, own = (language.capital(facts.drugs[each].name) for each in (drug, case.indication.drug))
    if case.has(ClueKind.NAMED):
        return f"{own} has no such action.", ()
    shown = case.shown_effect
    if causes(facts, drug, shown) is Truth.FALSE:
        negative = negative_of(facts, drug, shown)
        effect = _lower(facts.effects[shown].name)
        return f"{name} is not associated with {effect}.", (negative,) if negative else ()
    condition = facts.conditions[case.indication.condition]
    if treats(facts, drug, condition.id) is Truth.FALSE:
        return f"{name} is not used for {condition.name}.", ()
    return f"{own}, to which the findings point, has no such action.", ()


def _when_drug(facts: FactBase, drug: str) -> tuple[str, tuple[str, ...]]:
    """Say when the drug would be the answer: by up to two of the complications it is best known for."""
    known = [link for link in facts.effects_of[drug] if link.strength in STRENGTHS]
    known.sort(key=lambda each: (STRENGTHS[each.strength], len(facts.established[each.effect]), each.effect))
    if not known:
        return f"If the drug were {facts.drugs[drug].name}.", ()
    effects = language.listed([_lower(facts.effects[link.effect].name) for link in known[:2]])
    when = f"If the drug were {facts.drugs[drug].name}, which is known for {effects}."
    return when, tuple(link.id for link in known[:2])


def negative_of(facts: FactBase, drug: str, effect: str) -> str | None:
    """Return the id of the recorded negative that makes the effect false for the drug."""
    for entry in (effect, *sorted(facts.broader_effects(effect))):
        if (drug, entry) in facts.negatives:
            return facts.negatives[drug, entry].id
    return None


def _shares_disease(facts: FactBase, drug: str, case: Case) -> bool:
    return any(use.condition == case.indication.condition for use in facts.indications_of[drug])


def _lower(name: str) -> str:
    return language.lower_first(name)
