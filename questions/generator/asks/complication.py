"""What asks about a complication have in common: the walk to the key, and what a picture is like."""

import re

from .. import language
from ..case import Case, ClueKind
from ..facts import FactBase
from ..likeness import effects_alike
from ..reason import Reason, joined
from ..truth import Truth, causes, treats
from .ask import Likeness, rested_on

STRENGTHS = {"characteristic": 0, "common": 1, "rare-serious": 2}
VERBS = {
    "characteristic": "characteristically causes",
    "common": "commonly causes",
    "rare-serious": "rarely but seriously causes",
}
# Names of targets that stand for a kind of molecule and not for one: "the interleukin-6 receptor", but "CD20".
TAKES_ARTICLE = re.compile(
    r"^(?!many\b|cereblon|C5a)[^,]*\b(?:receptor|subunit|chain|integrin|fusion protein|antigen)\b"
)


def can_follow(facts: FactBase, effect: str, routes: set[str]) -> bool:
    """Tell whether the effect can follow a drug that is given by these routes: not every drug comes by needle."""
    needed = facts.effects[effect].routes
    return not needed or not needed.isdisjoint(routes)


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


def against_drug(facts: FactBase, case: Case, drug: str, mechanism: str = "") -> tuple[str, tuple[str, ...]]:
    """Return the sentence that refutes the drug (or its action) in this patient, and its facts."""
    name, own = (language.capital(facts.drugs[each].name) for each in (drug, case.indication.drug))
    shown = case.shown_effect
    if causes(facts, drug, shown) is Truth.FALSE:
        negative = facts.negative_of(drug, shown)
        effect = language.lower_first(facts.effects[shown].name)
        return f"{name} is not associated with {effect}.", (negative,) if negative else ()
    condition = facts.conditions[case.indication.condition]
    if not case.has(ClueKind.NAMED) and treats(facts, drug, condition.id) is Truth.FALSE:
        return f"{name} is not used for {condition.name}.", ()
    own_target = _target(facts, main_action(facts, case.indication.drug))
    other_target = _target(facts, mechanism or main_action(facts, drug))
    shapes = (
        f"{own}, the drug of this patient, acts on {own_target} and not on {other_target}.",
        f"The target of {facts.drugs[case.indication.drug].name} is {own_target}, not {other_target}.",
        f"{own} leaves {other_target} alone and acts on {own_target}.",
    )
    return language.one_of(shapes, f"{drug}/{case.indication.drug}"), ()


def main_action(facts: FactBase, drug: str) -> str:
    """Return the mechanism by which a drug is known."""
    return min(facts.mechanisms_of[drug], key=lambda each: (not each.primary, each.id)).mechanism


def _target(facts: FactBase, mechanism: str) -> str:
    name = facts.targets[facts.mechanisms[mechanism].target].name.split(", ")[0]
    return f"the {name}" if TAKES_ARTICLE.search(name) else name


def known_for(facts: FactBase, drug: str, beside: str) -> tuple[str, tuple[str, ...]]:
    """Name up to two complications that tell the drug from others, none of which looks like `beside`."""
    links = [link for link in facts.effects_of[drug] if link.strength in STRENGTHS and not link.scope.population]
    links.sort(key=lambda each: (STRENGTHS[each.strength], len(facts.established[each.effect]), each.effect))
    known = {link.effect: link for link in links if link.effect not in facts.readings(beside)}
    chosen = list(known.values())[:2]
    names = [language.lower_first(facts.effects[link.effect].name) for link in chosen]
    return language.listed(names, "or"), tuple(link.id for link in chosen)


def picture_likeness(facts: FactBase, effect: str, key: str) -> Likeness:
    """Score how like the key another effect looks: a tenth of likeness one point, the same organ two more."""
    same_organ = facts.effects[effect].group == facts.effects[key].group
    points = round(10 * effects_alike(facts, effect, key)) + 2 * same_organ
    if effect in facts.effects[key].told_apart:
        return points + 2, "a look-alike of this picture"
    return points, "the complication of the same organ" if same_organ else "a complication that looks alike"
