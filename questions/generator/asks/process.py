"""Asked: what went wrong when the adverse effect arose."""

from .. import language
from ..case import Case, ClueKind, shown
from ..facts import FactBase
from ..memo import remembered
from ..reason import Reason, joined
from ..records import AdverseEffect
from ..truth import Truth, causes, in_scope, use_of
from .ask import Ask, Clues, Likeness, drug_and_disease, rested_on
from .complication import picture_likeness


@remembered
def _behind(facts: FactBase, process: str) -> tuple[AdverseEffect, ...]:
    """Return the associations that a process explains."""
    return tuple(link for link in facts.adverse_effects if link.process == process)


@remembered
def _leads_to(facts: FactBase, process: str) -> frozenset[str]:
    """Return the adverse effects that a process explains."""
    return frozenset(link.effect for link in _behind(facts, process))


def _holds(facts: FactBase, clues: Clues, drug: str, process: str) -> Truth:
    """A process is false when everything it explains is another picture, which this drug does not cause."""
    effect = shown(clues, ClueKind.CAUSED)
    if effect is None:
        return Truth.UNKNOWN
    explained = _leads_to(facts, process)
    if effect in explained:
        use = use_of(facts, drug, shown(clues, ClueKind.TREATS))
        own = (link for link in _behind(facts, process) if link.drug == drug and link.effect == effect)
        return Truth.TRUE if any(in_scope(link.scope, use) for link in own) else Truth.UNKNOWN
    if explained.isdisjoint(facts.readings(effect)) and all(
        causes(facts, drug, each) is Truth.FALSE for each in explained
    ):
        return Truth.FALSE
    return Truth.UNKNOWN


def _likeness(facts: FactBase, case: Case, process: str) -> Likeness:
    pictures = (picture_likeness(facts, effect, case.shown_effect) for effect in _leads_to(facts, process))
    return max(pictures)[0], ""


def _key_reason(facts: FactBase, case: Case) -> Reason:
    drug, disease = drug_and_disease(facts, case)
    effect = facts.effects[case.shown_effect]
    harm = rested_on(case, facts.effects_of[case.indication.drug])
    given = f"{language.capital(drug)}, given for {disease}, can cause {language.lower_first(effect.name)}"
    return Reason(joined([effect.summary, given, harm.why]), "", case.fact_ids)


def _distractor_reason(facts: FactBase, case: Case, process: str) -> Reason:
    link = min(_behind(facts, process), key=lambda each: (not each.why, each.id))
    name = language.lower_first(facts.effects[link.effect].name)
    shown_name = language.lower_first(facts.effects[case.shown_effect].name)
    against = f"This leads to {name}, not to {shown_name}"
    when = joined([f"In a patient treated with {facts.drugs[link.drug].name} who has {name}", link.why])
    return Reason(joined([against]), when, (link.id,))


def _objective(facts: FactBase, case: Case) -> str:
    drug, _ = drug_and_disease(facts, case)
    effect = language.lower_first(facts.effects[case.shown_effect].name)
    return f"{language.capital(effect)} under {drug} comes from {language.lower_first(case.key)}."


ASK = Ask(
    options=lambda facts: sorted({link.process for link in facts.adverse_effects if link.process}),
    text=lambda facts, process: language.capital(process),
    holds=_holds,
    drugs_of=lambda facts, process: {link.drug for link in _behind(facts, process)},
    slip="the process behind another complication",
    key_reason=_key_reason,
    distractor_reason=_distractor_reason,
    objective=_objective,
    judged_by=(ClueKind.CAUSED,),
    by_picture=True,
    likeness=_likeness,
)
