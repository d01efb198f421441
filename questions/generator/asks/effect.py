"""Asked: the adverse effect that the patient has."""

from random import Random

from .. import language
from ..case import Case
from ..facts import FactBase
from ..reason import Reason, joined
from ..records import Effect
from ..truth import causes
from .ask import Ask, causers_of, drug_and_disease, name_of_effect, no_reading_of, other_picture
from .complication import STRENGTHS, key_reason, picture_likeness


def _distractor_reason(facts: FactBase, case: Case, option: str) -> Reason:
    effect = facts.effects[option]
    own = facts.drugs[case.indication.drug].name
    told = facts.effects[case.key].told_apart.get(option)
    negative = facts.negative_of(case.indication.drug, option)
    link = min(facts.established[option], key=lambda each: (STRENGTHS[each.strength], not each.why, each.drug))
    parts = [effect.summary]
    if told:
        parts.append(f"Here, {told.rstrip('.')}.")
        when = f"With findings such as these instead: {_typical_finding(effect)}"
    else:
        if negative:
            name = language.lower_first(effect.name)
            parts.append(f"{language.capital(own)} is not associated with {name}.")
        why = f": {language.lower_first(link.why.rstrip('.'))}" if link.why else ""
        when = f"In a patient treated with {facts.drugs[link.drug].name}{why}."
    ids = [f"effect/{option}", link.id, *([negative] if negative else [])]
    return Reason(joined(parts), when, tuple(ids))


def _typical_finding(effect: Effect) -> str:
    """Word the most telling finding of an effect as it stands in vignettes."""
    finding = max(effect.picture.findings, key=lambda each: (each.decisive, each.part == "study"))
    return language.render(finding.phrasings[0], Random(effect.id), female=effect.picture.female_share == 1.0)


def _objective(facts: FactBase, case: Case) -> str:
    drug, disease = drug_and_disease(facts, case)
    effect = language.lower_first(facts.effects[case.shown_effect].name)
    return f"Recognize {effect} as a complication of {drug} given for {disease}."


ASK = Ask(
    options=lambda facts: sorted(facts.established),
    text=name_of_effect,
    holds=lambda facts, clues, drug, effect: causes(facts, drug, effect),
    drugs_of=causers_of,
    slip="the complication of another drug",
    key_reason=key_reason,
    distractor_reason=_distractor_reason,
    objective=_objective,
    by_picture=True,
    fewest_near=3,
    likeness=lambda facts, case, option: picture_likeness(facts, option, case.key),
    barred=no_reading_of,
    apart=other_picture,
    dangerous=lambda facts, effect: facts.effects[effect].dangerous,
)
