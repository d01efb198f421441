"""What asks about a complication have in common: the walk to the key, and what a picture is like."""

from .. import language
from ..case import Case, ClueKind
from ..facts import FactBase
from ..memo import remembered
from ..reason import Reason, joined
from ..truth import Truth, causes, treats
from .ask import Likeness, rested_on

STRENGTHS = {"characteristic": 0, "common": 1, "rare-serious": 2}
VERBS = {
    "characteristic": "characteristically causes",
    "common": "commonly causes",
    "rare-serious": "rarely but seriously causes",
}
# Roots that stand in the complaints of many pictures and make none alike.
COMMON_ROOTS = frozenset({"since", "worse", "right", "under", "after", "sever", "sudde", "upper"})


def key_reason(facts: FactBase, case: Case) -> Reason:
    """Walk from the clue to the answer in two to four sentences."""
    use = case.indication
    drug = language.capital(facts.drugs[use.drug].name)
    condition = facts.conditions[use.condition].name
    harm = rested_on(case, facts.effects_of[use.drug])
    effect = facts.effects[harm.effect]
    parts = [
        effect.summary,
        f"{drug}, given for {condition}, {VERBS[harm.strength]} {language.lower_first(effect.name)}.",
        harm.why,
    ]
    for link in facts.mechanisms_of[use.drug]:
        if link.id in case.fact_ids:
            parts += [link.statement, facts.mechanisms[link.mechanism].downstream]
    return Reason(joined(parts), "", case.fact_ids)


def against_drug(facts: FactBase, case: Case, drug: str) -> tuple[str, tuple[str, ...]]:
    """Return the sentence that refutes the drug (or its action) in this patient, and its facts."""
    name, own = (language.capital(facts.drugs[each].name) for each in (drug, case.indication.drug))
    if case.has(ClueKind.NAMED):
        return f"{own} has no such action.", ()
    shown = case.shown_effect
    if causes(facts, drug, shown) is Truth.FALSE:
        negative = facts.negative_of(drug, shown)
        effect = language.lower_first(facts.effects[shown].name)
        return f"{name} is not associated with {effect}.", (negative,) if negative else ()
    condition = facts.conditions[case.indication.condition]
    if treats(facts, drug, condition.id) is Truth.FALSE:
        return f"{name} is not used for {condition.name}.", ()
    return f"{own}, to which the findings point, has no such action.", ()


def when_drug(facts: FactBase, drug: str) -> tuple[str, tuple[str, ...]]:
    """Say when the drug would be the answer: by up to two of the complications it is best known for."""
    known = [link for link in facts.effects_of[drug] if link.strength in STRENGTHS]
    known.sort(key=lambda each: (STRENGTHS[each.strength], len(facts.established[each.effect]), each.effect))
    if not known:
        return f"If the drug were {facts.drugs[drug].name}.", ()
    effects = language.listed([language.lower_first(facts.effects[link.effect].name) for link in known[:2]])
    when = f"If the drug were {facts.drugs[drug].name}, which is known for {effects}."
    return when, tuple(link.id for link in known[:2])


@remembered
def picture_likeness(facts: FactBase, effect: str, key: str) -> Likeness:
    """Score how like the key another effect looks: a recorded look-alike, the same organ, the same complaints."""
    if effect in facts.effects[key].told_apart:
        return 6, "a look-alike of this picture"
    shared = len(_presents_with(facts, effect) & _presents_with(facts, key))
    same_organ = facts.effects[effect].group == facts.effects[key].group
    return 3 * same_organ + min(shared, 3), "the complication of the same organ" if same_organ else ""


@remembered
def _presents_with(facts: FactBase, effect: str) -> frozenset[str]:
    """Return the roots of the words with which patients who have the effect come."""
    return language.roots(" ".join(facts.effects[effect].picture.complaints)) - COMMON_ROOTS
