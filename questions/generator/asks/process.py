"""Asked: what went wrong when the adverse effect arose."""

from .. import language
from ..case import Case, ClueKind, shown
from ..facts import FactBase
from ..grounds import told_here
from ..likeness import effects_alike
from ..memo import remembered
from ..reason import Reason, joined
from ..records import AdverseEffect
from ..truth import Truth, acts_by, causes, in_scope, use_of
from .ask import Ask, Clues, Likeness, drug_and_disease, rested_on
from .complication import VERBS, against_drug, picture_likeness

# Words by which two processes may be one: autoantibodies that bind cells, antibodies that destroy them.
ACTORS = {
    "autoimmunity": ("tolerance", "autoimm", "immune mediated", "immune-mediated", "self-reactive"),
    "antibodies": ("antibod", "ige "),
    "T cells": ("t-cell", "t cell", "cd8+", "lymphocyt", "th17"),
    "macrophages": ("macrophage", "phagocyt"),
    "immune complexes": ("immune complex", "foreign protein"),
    "complement": ("complement",),
    "mast cells": ("mast cell", "mediator"),
    "cytokines": ("cytokine", "interleukin", "interferon release"),
    "vessel walls": ("endothel", "nitric", "arteriol", "vasoconstr", "vascular", "capillar"),
    "viscosity": ("viscosity", "red cell mass", "platelet"),
    "idiosyncrasy": ("idiosyncratic", "hypersensitivity", "irritation", "vehicle", "excipient"),
    "anything": ("blunted", "delayed recovery", "slowed", "motility", "secretion", "impaired"),
}
OF_NO_ACTION = frozenset({"antibodies", "immune complexes", "mast cells", "idiosyncrasy", "anything"})
# How alike two pictures have to be for their processes to rival, else and of one organ: nearer than for the
# effects themselves, since a process names the organ that the picture shows.
ALIKE, ALIKE_OF_ONE_ORGAN = 0.20, 0.12


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
        return _behind_the_same(facts, drug, effect, process, shown(clues, ClueKind.TREATS))
    if _actors(process) & _actors_of(facts, effect):
        return Truth.UNKNOWN  # it may be the same process in other words
    if explained.isdisjoint(facts.readings(effect)) and all(
        causes(facts, drug, each) is Truth.FALSE for each in explained
    ):
        return Truth.FALSE
    return Truth.UNKNOWN


def _behind_the_same(facts: FactBase, drug: str, effect: str, process: str, disease: str | None) -> Truth:
    """A process by which other drugs cause the same effect is false for a drug that provably acts otherwise.

    That holds of harm that follows from the action alone: anybody may turn out to be allergic.
    """
    links = [link for link in _behind(facts, process) if link.effect == effect]
    use = use_of(facts, drug, disease)
    if any(link.drug == drug for link in links):
        held = any(link.drug == drug and in_scope(link.scope, use) for link in links)
        return Truth.TRUE if held else Truth.UNKNOWN
    mine = facts.links.get((drug, effect), ())
    own = {actor for link in mine for actor in _actors(f"{link.process} {link.why}")}
    if not own.isdisjoint(_actors(process)) or _actors(process) & OF_NO_ACTION:
        return Truth.UNKNOWN
    for link in links:
        actions = [each.mechanism for each in facts.mechanisms_of[link.drug]]
        if not actions or any(acts_by(facts, drug, action) is not Truth.FALSE for action in actions):
            return Truth.UNKNOWN
    return Truth.FALSE


def _actors(process: str) -> frozenset[str]:
    """Return who does the harm, as far as the words say."""
    lowered = process.lower()
    return frozenset(actor for actor, words in ACTORS.items() if any(word in lowered for word in words))


@remembered
def _actors_of(facts: FactBase, effect: str) -> frozenset[str]:
    """Return who does the harm in any recorded process behind what the picture could be read as."""
    readings = facts.readings(effect)
    return frozenset[str]().union(
        *(_actors(link.process) for link in facts.adverse_effects if link.effect in readings)
    )


def _likeness(facts: FactBase, case: Case, process: str) -> Likeness:
    return max(picture_likeness(facts, effect, case.shown_effect) for effect in _leads_to(facts, process))


def _rivals(facts: FactBase, case: Case, process: str) -> bool:
    """A process rivals the key when it leads to the effect that is shown, or to one that looks much like it."""
    shown_effect = case.shown_effect
    for effect in _leads_to(facts, process):
        of_one_organ = facts.effects[effect].group == facts.effects[shown_effect].group
        least = ALIKE_OF_ONE_ORGAN if of_one_organ else ALIKE
        if effect == shown_effect or effects_alike(facts, effect, shown_effect) >= least:
            return True
    return False


def _key_reason(facts: FactBase, case: Case) -> Reason:
    drug, disease = drug_and_disease(facts, case)
    effect = facts.effects[case.shown_effect]
    harm = rested_on(case, facts.effects_of[case.indication.drug])
    name = language.lower_first(effect.name)
    given = f"{language.capital(drug)}, given for {disease}, {VERBS[harm.strength]} {name}"
    main = [link.statement for link in facts.mechanisms_of[case.indication.drug] if link.id in case.fact_ids]
    return Reason(joined([effect.summary, given, *main, harm.why]), "", case.fact_ids)


def _distractor_reason(facts: FactBase, case: Case, process: str) -> Reason:
    drug, _ = drug_and_disease(facts, case)
    here = language.lower_first(facts.effects[case.shown_effect].name)
    link = min(_behind(facts, process), key=lambda each: (each.effect != case.shown_effect, not each.why, each.id))
    owner, name = facts.drugs[link.drug].name, language.lower_first(facts.effects[link.effect].name)
    statement = next((each.statement for each in facts.mechanisms_of[link.drug] if each.primary), "")
    if link.effect == case.shown_effect:
        against, ids = against_drug(facts, case, link.drug)
        when = f"It would be the process behind {here} in a patient treated with {owner}"
        return Reason(joined([statement, link.why, against]), joined([when]), (link.id, *ids))
    told = told_here(facts, case.shown_effect, link.effect, case.written)
    shapes = (
        f"This is how {owner} leads to {name}, which does not explain the findings of {here}",
        f"The result would be {name} and not {here}",
        f"{language.capital(drug)} is not associated with {name}, to which this process leads",
    )
    against = f"It leads to {name}; here, {told}" if told else language.one_of(shapes, f"{process}/{here}")
    when = f"It would be the process behind {name} in a patient treated with {owner}"
    return Reason(joined([link.why, against]), joined([when]), (link.id,))


def _objective(facts: FactBase, case: Case) -> str:
    drug, _ = drug_and_disease(facts, case)
    effect = language.lower_first(facts.effects[case.shown_effect].name)
    return f"{language.capital(drug)} causes {effect} through this process: {language.lower_first(case.key)}."


ASK = Ask(
    options=lambda facts: sorted({link.process for link in facts.adverse_effects if link.process}),
    text=lambda facts, process: language.capital(process),
    holds=_holds,
    drugs_of=lambda facts, process: {link.drug for link in _behind(facts, process)},
    slip="the process behind another complication",
    key_reason=_key_reason,
    distractor_reason=_distractor_reason,
    objective=_objective,
    judged_by=(ClueKind.CAUSED, ClueKind.TREATS),
    rivals=_rivals,
    likeness=_likeness,
)
