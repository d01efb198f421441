"""Asked: the adverse effect that becomes likelier when another substance is taken with the drug."""

from .. import drugsets, language
from ..case import Case, ClueKind, shown
from ..facts import FactBase
from ..reason import Reason, joined
from ..records import Word
from ..truth import Truth, causes, in_scope, use_of
from .ask import Ask, Clues, causers_of, drug_and_disease, name_of_effect, no_reading_of, other_picture, rested_on
from .complication import STRENGTHS, VERBS


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


def taken(added: Word) -> str:
    """Name the substance as a patient takes it: of a class, its example."""
    return added.example or added.name


def _key_reason(facts: FactBase, case: Case) -> Reason:
    drug, disease = drug_and_disease(facts, case)
    link = rested_on(case, facts.interactions_of[case.indication.drug])
    agent = taken(facts.words[link.agent])
    harm = language.lower_first(facts.effects[case.key].name)
    given = "" if case.has(ClueKind.NAMED) else f"The drug for {disease} is {drug}"
    pair = (
        f"{language.capital(agent)} taken with {drug} {language.verb(agent, 'raises', 'raise')} the risk of {harm}"
    )
    return Reason(joined([given, pair, link.mechanism, link.action]), "", case.fact_ids)


def _rivals(facts: FactBase, case: Case, effect: str) -> bool:
    """A harm rivals the key when a drug for this disease, or a relative, brings it, and it is as grave or near."""
    found, key = facts.effects[effect], facts.effects[case.key]
    line = facts.condition_line(case.indication.condition)
    able = drugsets.in_use_for(facts, line) | drugsets.relatives(facts, case.indication.drug)
    return bool(drugsets.some(facts, causers_of(facts, effect)) & able) and (
        found.dangerous or found.group == key.group
    )


def _options(facts: FactBase) -> list[str]:
    """Return the effects of drugs, and those that only an added substance brings out: these can be keys alone."""
    return sorted(facts.established.keys() | {link.effect for link in facts.interactions if link.effect})


def _barred(facts: FactBase, key: str, effect: str) -> bool:
    return effect not in facts.established or no_reading_of(facts, key, effect)


def _distractor_reason(facts: FactBase, case: Case, effect: str) -> Reason:
    drug, _ = drug_and_disease(facts, case)
    found = facts.effects[effect]
    line = facts.condition_line(case.indication.condition)
    known = min(
        facts.established[effect],
        key=lambda link: (
            not any(use.condition in line and use.regimens for use in facts.indications_of[link.drug]),
            STRENGTHS[link.strength],
            not link.why,
            link.id,
        ),
    )
    name = language.lower_first(found.name)
    agent = taken(facts.words[case.shown(ClueKind.ADDED) or ""])
    negative = facts.negative_of(case.indication.drug, effect)
    against = f"{language.capital(drug)} is not associated with {name}, with or without {agent}"
    why = f": {language.lower_first(known.why)}" if known.why else ""
    when = f"{language.capital(facts.drugs[known.drug].name)} {VERBS[known.strength]} {name}{why}"
    ids = (known.id, *([negative] if negative else []))
    return Reason(joined([found.summary, against]), joined([when]), ids)


def _objective(facts: FactBase, case: Case) -> str:
    drug, _ = drug_and_disease(facts, case)
    link = rested_on(case, facts.interactions_of[case.indication.drug])
    agent, harm = taken(facts.words[link.agent]), language.lower_first(facts.effects[case.key].name)
    return f"{language.capital(agent)} taken with {drug} {language.verb(agent, 'makes', 'make')} {harm} likelier."


ASK = Ask(
    options=_options,
    text=name_of_effect,
    holds=_holds,
    drugs_of=causers_of,
    slip="the complication of another drug",
    key_reason=_key_reason,
    distractor_reason=_distractor_reason,
    objective=_objective,
    rivals=_rivals,
    barred=_barred,
    apart=other_picture,
    dangerous=lambda facts, effect: facts.effects[effect].dangerous,
)
