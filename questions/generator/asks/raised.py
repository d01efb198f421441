"""Asked: the adverse effect that becomes likelier when another substance is taken with the drug."""

from .. import drugsets, language
from ..case import Case, ClueKind, shown
from ..facts import FactBase
from ..memo import remembered
from ..reason import Reason, joined
from ..records import Interaction, Word
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


def taken(added: Word) -> str:
    """Name the substance as a patient takes it: of a class, its example without the reason for it."""
    example = added.example.split(" for ")[0]
    return added.name if not example or example.startswith(("a ", "an ")) else example


def _key_reason(facts: FactBase, case: Case) -> Reason:
    drug, disease = drug_and_disease(facts, case)
    link = rested_on(case, facts.interactions_of[case.indication.drug])
    agent = taken(facts.words[link.agent])
    harm = language.lower_first(facts.effects[case.key].name)
    given = "" if case.has(ClueKind.NAMED) else f"The drug for {disease} is {drug}"
    taking, does = f"{language.capital(agent)} taken with {drug}", language.verb(agent, "raises", "raise")
    return Reason(
        joined([given, f"{taking} {does} the risk of {harm}", link.mechanism, link.action]), "", case.fact_ids
    )


@remembered
def _raising(facts: FactBase, effect: str) -> tuple[Interaction, ...]:
    """Return the interactions, of any drug, that make the effect likelier."""
    return tuple(link for link in facts.interactions if link.effect == effect)


def _pair(facts: FactBase, case: Case, effect: str) -> Interaction | None:
    """Return the interaction that a reader may think of: of the same substance, or of a drug that is near."""
    agent = case.shown(ClueKind.ADDED)
    kin = drugsets.relatives(facts, case.indication.drug)
    able = drugsets.in_use_for(facts, facts.condition_line(case.indication.condition))
    return min(
        _raising(facts, effect),
        key=lambda link: (
            link.agent != agent,
            not drugsets.one(facts, link.drug) & (kin | able),
            not link.mechanism,
            bool(link.scope),
            link.id,
        ),
        default=None,
    )


def _rivals(facts: FactBase, case: Case, effect: str) -> bool:
    """A harm rivals the key when another pair brings it: then it is one that interactions bring."""
    return _pair(facts, case, effect) is not None


def _options(facts: FactBase) -> list[str]:
    """Return the effects of drugs, and those that only an added substance brings out: these can be keys alone."""
    return sorted(facts.established.keys() | {link.effect for link in facts.interactions if link.effect})


def _barred(facts: FactBase, key: str, effect: str) -> bool:
    return effect not in facts.established or no_reading_of(facts, key, effect)


def _distractor_reason(facts: FactBase, case: Case, effect: str) -> Reason:
    drug, _ = drug_and_disease(facts, case)
    found = facts.effects[effect]
    name = language.lower_first(found.name)
    agent = taken(facts.words[case.shown(ClueKind.ADDED) or ""])
    negative = facts.negative_of(case.indication.drug, effect)
    against = f"{language.capital(drug)} is not associated with {name}, with or without {agent}"
    pair = _pair(facts, case, effect)
    when = _likelier(facts, pair) if pair else ""
    ids = (*([pair.id] if pair else []), *([negative] if negative else []))
    return Reason(joined([found.summary, against]), joined([when]), ids)


def _likelier(facts: FactBase, link: Interaction) -> str:
    """Say which pair brings the harm, and how."""
    agent, drug = taken(facts.words[link.agent]), facts.drugs[link.drug].name
    harm = language.lower_first(facts.effects[link.effect or ""].name)
    how = f": {language.lower_first(link.mechanism)}" if link.mechanism else ""
    taking = f"{language.capital(agent)} taken with {drug}"
    return f"{taking} {language.verb(agent, 'raises', 'raise')} the risk of {harm}{how}"


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
