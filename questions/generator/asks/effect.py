"""Asked: the adverse effect that the patient has."""

from random import Random

from .. import language
from ..case import Case
from ..facts import FactBase
from ..grounds import ABSENCE, told_here
from ..likeness import rivals_picture
from ..memo import remembered
from ..reason import Reason, joined
from ..records import AdverseEffect, Effect, Indication
from ..truth import Truth, causes
from .ask import Ask, causers_of, drug_and_disease, name_of_effect, no_reading_of, other_picture
from .complication import STRENGTHS, VERBS, can_follow, key_reason, picture_likeness


def _distractor_reason(facts: FactBase, case: Case, option: str) -> Reason:
    effect = facts.effects[option]
    told = told_here(facts, case.key, option, case.written)
    negative = facts.negative_of(case.indication.drug, option)
    name, own = language.lower_first(effect.name), language.capital(facts.drugs[case.indication.drug].name)
    parts = [effect.summary]
    if told:
        parts.append(f"Here, {told.rstrip('.')}.")
    elif negative:
        parts.append(f"{own} is not associated with {name}.")
    finding = language.lower_first(_typical_finding(effect, facts.effects[case.key]))
    link = _owner(facts, option, case.indication)
    if told:
        when = f"{language.capital(name)} {language.verb(name, 'fits', 'fit')} when {finding}"
    else:
        why = f": {language.lower_first(link.why.rstrip('.'))}" if link.why else ""
        when = f"{language.capital(facts.drugs[link.drug].name)} {VERBS[link.strength]} {name}{why}."
    ids = [f"effect/{option}", link.id, *([negative] if negative else [])]
    return Reason(joined(parts), when, tuple(ids))


def _refuted_here(facts: FactBase, case: Case, effect: str) -> bool:
    """An effect that the drug may cause too is refuted only by what the stem shows."""
    innocent = causes(facts, case.indication.drug, effect) is Truth.FALSE
    return innocent or told_here(facts, case.key, effect, case.written) is not None


def _owner(facts: FactBase, effect: str, use: Indication) -> AdverseEffect:
    """Return the association by which a reader knows the effect, of a drug for the same disease before others."""
    line = facts.condition_line(use.condition)
    return min(
        facts.established[effect],
        key=lambda link: (
            STRENGTHS[link.strength],
            not link.why,
            not any(other.condition in line for other in facts.indications_of[link.drug]),
            link.drug,
        ),
    )


def _typical_finding(effect: Effect, key: Effect) -> str:
    """Word the most telling finding of an effect that says least of the key, as it stands in vignettes."""
    alike = language.roots(" ".join(text for each in key.picture.findings for text in each.phrasings))
    finding = min(
        effect.picture.findings,
        key=lambda each: (
            bool(ABSENCE.search(each.phrasings[0])),  # what is missing here is missing in many
            not each.decisive,
            len(language.roots(each.phrasings[0]) & alike) / (1 + len(language.roots(each.phrasings[0]))),
            each.part != "study",
        ),
    )
    return language.render(finding.phrasings[0], Random(effect.id), female=effect.picture.female_share == 1.0)


def _rivals(facts: FactBase, case: Case, effect: str) -> bool:
    """An effect rivals the key by its picture; harm at a needle's end needs a drug that is given so.

    What is called after the patient's own disease is no news: paradoxical psoriasis in a patient with psoriasis.
    """
    routes = {regimen.route for regimen in case.indication.regimens}
    fits = can_follow(facts, effect, routes) and rivals_picture(facts, effect, case.key)
    return fits and not _named_after(facts, effect, case.indication.condition)


@remembered
def _named_after(facts: FactBase, effect: str, disease: str) -> bool:
    """Tell whether an effect that the disease could explain is also called after it."""
    line = facts.condition_line(disease)
    names = language.roots(" ".join(facts.conditions[each].name for each in line))
    return bool(facts.effects[effect].confounders & line and language.roots(facts.effects[effect].name) & names)


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
    rivals=_rivals,
    likeness=lambda facts, case, option: picture_likeness(facts, option, case.key),
    barred=no_reading_of,
    refuted_here=_refuted_here,
    apart=other_picture,
    dangerous=lambda facts, effect: facts.effects[effect].dangerous,
)
