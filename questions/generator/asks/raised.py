"""Asked: the adverse effect that becomes likelier when another substance is taken with the drug."""

from .. import language
from ..case import Case, ClueKind, shown
from ..facts import FactBase
from ..reason import Reason, joined
from ..truth import Truth, causes, in_scope, use_of
from .ask import Ask, Clues, causers_of, drug_and_disease, name_of_effect, no_reading_of, other_picture, rested_on


def _holds(facts: FactBase, clues: Clues, drug: str, effect: str) -> Truth:
    agent = shown(clues, ClueKind.ADDED)
    use = use_of(facts, drug, shown(clues, ClueKind.TREATS))
    own = [link for link in facts.interactions_of[drug] if link.agent == agent and link.effect == effect]
    if any(in_scope(link.scope, use) for link in own):
        return Truth.TRUE
    # A harm of the added drug would be likelier too.
    added = facts.words[agent].drug if agent else None
    innocent = [causes(facts, each, effect) is Truth.FALSE for each in (drug, added) if each in facts.drugs]
    return Truth.FALSE if all(innocent) else Truth.UNKNOWN


def _key_reason(facts: FactBase, case: Case) -> Reason:
    drug, _ = drug_and_disease(facts, case)
    link = rested_on(case, facts.interactions_of[case.indication.drug])
    pair = f"{language.capital(facts.words[link.agent].name)} with {drug}"
    return Reason(
        joined([f"{pair}: {language.lower_first(link.consequence)}", link.mechanism, link.action]),
        "",
        case.fact_ids,
    )


def _options(facts: FactBase) -> list[str]:
    """Return the effects of drugs, and those that only an added substance brings out: these can be keys alone."""
    return sorted(facts.established.keys() | {link.effect for link in facts.interactions if link.effect})


def _barred(facts: FactBase, key: str, effect: str) -> bool:
    return effect not in facts.established or no_reading_of(facts, key, effect)


def _distractor_reason(facts: FactBase, case: Case, effect: str) -> Reason:
    drug, _ = drug_and_disease(facts, case)
    found = facts.effects[effect]
    known = min(facts.established[effect], key=lambda link: (link.strength != "characteristic", link.id))
    negative = facts.negative_of(case.indication.drug, effect)
    against = f"{language.capital(drug)} is not associated with {language.lower_first(found.name)}"
    when = f"In a patient treated with {facts.drugs[known.drug].name}."
    return Reason(joined([found.summary, against]), when, (known.id, *([negative] if negative else [])))


def _objective(facts: FactBase, case: Case) -> str:
    drug, _ = drug_and_disease(facts, case)
    link = rested_on(case, facts.interactions_of[case.indication.drug])
    harm = language.lower_first(facts.effects[case.key].name)
    return f"{language.capital(facts.words[link.agent].name)} taken with {drug} makes {harm} likelier."


ASK = Ask(
    options=_options,
    text=name_of_effect,
    holds=_holds,
    drugs_of=causers_of,
    slip="the complication of another drug",
    key_reason=_key_reason,
    distractor_reason=_distractor_reason,
    objective=_objective,
    barred=_barred,
    apart=other_picture,
    dangerous=lambda facts, effect: facts.effects[effect].dangerous,
)
