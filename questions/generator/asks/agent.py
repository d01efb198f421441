"""Asked: the substance that prevents or undoes the harm of the drug."""

from .. import language
from ..case import Case, ClueKind, shown
from ..facts import FactBase
from ..likeness import rivals_picture
from ..memo import remembered
from ..reason import Reason, joined
from ..records import Rescue
from ..truth import BEFOREHAND, Truth, causes, rescued_by
from .ask import Ask, Clues, drug_and_disease, name_of_word, rested_on

INFECTION = "infection"
HORMONE = "corticosteroid"  # the name of a kind among the names of its members


def _holds(facts: FactBase, clues: Clues, drug: str, agent: str) -> Truth:
    """What serves against the same harm of another drug may serve here, whatever a list leaves out."""
    effect, disease = shown(clues, ClueKind.CAUSED), shown(clues, ClueKind.TREATS)
    truth = rescued_by(facts, drug, agent, effect, disease)
    if truth is not Truth.FALSE:
        return truth
    if any(
        rescued_by(facts, drug, other, effect, disease) is not Truth.FALSE for other in _of_a_kind(facts, agent)
    ):
        return Truth.UNKNOWN
    own = _harms_met(facts, agent, effect is None)
    if not own:
        return Truth.UNKNOWN  # what is given against a harm that is there is no rival of what prevents one
    kin = {harm for other in _of_a_kind(facts, agent) for harm in _harms_met(facts, other, effect is None)} | own
    if effect is not None:
        return Truth.FALSE if kin.isdisjoint(facts.readings(effect)) else Truth.UNKNOWN
    return Truth.FALSE if all(causes(facts, drug, harm) is Truth.FALSE for harm in kin) else Truth.UNKNOWN


@remembered
def _harms_met(facts: FactBase, agent: str, beforehand: bool) -> frozenset[str]:
    """Return the adverse effects that the substance is given to prevent, or to treat."""
    return frozenset(
        link.effect
        for link in facts.rescues_by[agent]
        if link.effect and (link.purpose in BEFOREHAND) is beforehand
    )


@remembered
def _of_a_kind(facts: FactBase, agent: str) -> frozenset[str]:
    """Return the other substances that could be called the same answer: of one drug class, or of one word."""
    return frozenset(
        other for other in {link.agent for link in facts.rescues} - {agent} if _one_kind(facts, agent, other)
    )


def _one_kind(facts: FactBase, one: str, other: str) -> bool:
    """Tell whether two substances are of one kind: both corticosteroids, say, or both hydration."""
    if _hormone(facts, one) and _hormone(facts, other):
        return True
    first, second = ((facts.words[each].drug, facts.words[each].name) for each in (one, other))
    classes = [set(facts.drugs[drug].classes) if drug in facts.drugs else set() for drug, _ in (first, second)]
    return bool(classes[0] & classes[1]) or bool(language.roots(first[1]) & language.roots(second[1]))


def _hormone(facts: FactBase, agent: str) -> bool:
    word = facts.words[agent]
    return HORMONE in word.name or (
        word.drug in facts.drugs and "glucocorticoids" in facts.drugs[word.drug].classes
    )


def _rivals(facts: FactBase, case: Case, agent: str) -> bool:
    """A substance rivals the key when it serves the same purpose, or against a harm that looks like this one."""
    effect = case.shown(ClueKind.CAUSED)
    if effect is None:
        return not _purposes(facts, agent).isdisjoint(_purposes(facts, case.key))
    met = _harms_met(facts, agent, False)
    if facts.effects[effect].group == INFECTION:  # the question is then which organism
        return any(facts.effects[harm].group == INFECTION for harm in met)
    return any(rivals_picture(facts, harm, effect) for harm in met)


@remembered
def _purposes(facts: FactBase, agent: str) -> frozenset[str]:
    return frozenset(link.purpose for link in facts.rescues_by[agent]) & frozenset(BEFOREHAND)


def _key_reason(facts: FactBase, case: Case) -> Reason:
    drug, disease = drug_and_disease(facts, case)
    link = rested_on(case, facts.rescues_of[case.indication.drug])
    if link.effect is None:
        return Reason(joined([f"The drug is {drug}, for {disease}", link.statement]), "", case.fact_ids)
    effect = facts.effects[link.effect]
    harm = language.lower_first(effect.name)
    if case.has(ClueKind.CAUSED):
        told = f"{effect.summary.rstrip('.')}: here the patient, treated with {drug}, has {harm}"
        return Reason(joined([told, link.statement]), "", case.fact_ids)
    why = next((each.why for each in facts.effects_of[link.drug] if each.effect == link.effect), "")
    told = f"{language.capital(drug)}, planned for {disease}, can bring {harm}"
    return Reason(joined([told, why, link.statement]), "", case.fact_ids)


def _owner(facts: FactBase, case: Case, agent: str) -> Rescue:
    """Return the fact by which a reader knows the substance: of a drug for the same disease, before others."""
    beforehand = not case.has(ClueKind.CAUSED)
    rivals = facts.condition_line(case.indication.condition)
    own = [link for link in facts.rescues_by[agent] if link.effect and (link.purpose in BEFOREHAND) is beforehand]
    return min(
        own,
        key=lambda link: (
            bool(link.scope.population),
            all(use.condition not in rivals for use in facts.indications_of[link.drug]),
            link.id,
        ),
    )


def _distractor_reason(facts: FactBase, case: Case, agent: str) -> Reason:
    drug, _ = drug_and_disease(facts, case)
    link = _owner(facts, case, agent)
    name, owner = facts.words[agent].name, facts.drugs[link.drug].name
    harm = language.lower_first(facts.effects[link.effect or ""].name)
    effect = case.shown(ClueKind.CAUSED)
    if effect:
        here = language.lower_first(facts.effects[effect].name)
        shapes = (
            f"{_given(name)} against {harm}, whereas this patient has the findings of {here}",
            f"The findings are those of {here}, against which {language.lower_first(name)} {_does(name)} not help",
            f"{language.capital(name)} would treat {harm}, which does not look like this",
        )
        when = f"It would fit {harm} caused by {owner}. {link.statement}"
    else:
        shapes = (
            f"{_given(name)} to prevent {harm}, which is not a known harm of {drug}",
            f"{language.capital(drug)} is not associated with {harm}, the harm that this would prevent",
            f"With {drug} there is no known risk of {harm}, the reason to give {language.lower_first(name)}",
        )
        when = f"It would fit treatment with {owner}. {link.statement}"
    against = language.one_of(shapes, f"{agent}/{drug}/{effect}")
    negative = facts.negative_of(case.indication.drug, link.effect or "")
    return Reason(joined([against]), joined([when]), (link.id, *([negative] if negative and not effect else [])))


def _does(name: str) -> str:
    return language.verb(name, "does", "do")


def _given(name: str) -> str:
    return f"{language.capital(name)} {language.verb(name, 'is', 'are')} given"


def _objective(facts: FactBase, case: Case) -> str:
    drug, _ = drug_and_disease(facts, case)
    link = rested_on(case, facts.rescues_of[case.indication.drug])
    name = language.lower_first(facts.words[link.agent].name)
    if link.effect is None:
        return f"Patients who receive {drug} also need {name}."
    harm = language.lower_first(facts.effects[link.effect].name)
    if link.purpose in BEFOREHAND:
        return f"Give {name} with {drug} to prevent {harm}."
    return f"Treat {harm} caused by {drug} with {name}."


ASK = Ask(
    options=lambda facts: sorted(facts.rescues_by),
    text=name_of_word,
    holds=_holds,
    drugs_of=lambda facts, agent: {link.drug for link in facts.rescues_by[agent]},
    slip="the rescue of another drug",
    key_reason=_key_reason,
    distractor_reason=_distractor_reason,
    objective=_objective,
    rivals=_rivals,
    apart=lambda facts, one, other: not _one_kind(facts, one, other),
)
