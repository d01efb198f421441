"""Asked: the drug that this patient must not have."""

from collections import Counter

from .. import language
from ..case import Case, ClueKind, shown
from ..facts import FactBase
from ..memo import remembered
from ..reason import Reason, joined
from ..truth import Truth, avoided_in, treats, use_of
from .ask import Ask, Clues, given_for, name_of_drug, one_target, other_moiety, rested_on

HYPERSENSITIVITY = "circumstance/hypersensitivity"
# Roots of words that many circumstances share and that tell none of them.
COMMON = frozenset(
    "disea years sever hyper treat recei activ chron takes earli after cause month durin sched class withi recen "
    "witho since weeks signi stron syste impai disor blood posit count prote known".split()
)


def _holds(facts: FactBase, clues: Clues, _: str, drug: str) -> Truth:
    circumstance, disease = shown(clues, ClueKind.CIRCUMSTANCE), shown(clues, ClueKind.TREATS)
    if circumstance is None or disease is None:
        return Truth.UNKNOWN
    # Only drugs that could be meant for this patient are worth avoiding.
    if treats(facts, drug, disease) is not Truth.TRUE:
        return Truth.UNKNOWN
    avoided = avoided_in(facts, drug, circumstance)
    return Truth.UNKNOWN if avoided is Truth.FALSE and _touches(facts, drug, circumstance) else avoided


@remembered
def _touches(facts: FactBase, drug: str, circumstance: str) -> bool:
    """Tell whether the drug asks for care in, or does harm of, a kind that the circumstance speaks of.

    A list of contraindications that leaves it out does not make such a drug a safe choice.
    """
    said = _telling_roots(facts, circumstance)
    cautions = {link.circumstance for link in facts.cautions_of[drug]} - {circumstance}
    harms = " ".join(facts.effects[link.effect].name for link in facts.effects_of[drug])
    return any(said & _telling_roots(facts, each) for each in cautions) or bool(said & language.roots(harms))


@remembered
def _drugs_that_heed(facts: FactBase) -> Counter[str]:
    """Return how many cautions name each circumstance."""
    return Counter(link.circumstance for link in facts.cautions)


@remembered
def _telling_roots(facts: FactBase, circumstance: str) -> frozenset[str]:
    """Return the roots by which a circumstance can be told."""
    word = facts.words[circumstance]
    return language.roots(f"{word.name} {word.clause}") - COMMON


def _key_reason(facts: FactBase, case: Case) -> Reason:
    main = [each.statement for each in facts.mechanisms_of[case.key] if each.primary][:1]
    statement = rested_on(case, facts.cautions_of[case.key]).statement
    if statement.startswith("Contraindicated"):
        statement = f"{language.capital(facts.drugs[case.key].name)} is {language.lower_first(statement)}"
    return Reason(joined([statement, *main]), "", case.fact_ids)


def _distractor_reason(facts: FactBase, case: Case, drug: str) -> Reason:
    circumstance = language.lower_first(facts.words[case.shown(ClueKind.CIRCUMSTANCE) or ""].name)
    name = facts.drugs[drug].name
    main = [link for link in facts.mechanisms_of[drug] if link.primary][:1]
    shapes = (
        f"The contraindications of {name} do not include {circumstance}",
        f"Unlike {facts.drugs[case.key].name}, {name} is not ruled out by {circumstance}",
        f"{language.capital(circumstance)} {language.verb(circumstance, 'does', 'do')} not rule out {name}",
    )
    against = language.one_of(shapes, f"{drug}/{case.key}")
    use = use_of(facts, drug, case.indication.condition)
    when, own = _avoided_when(facts, drug)
    ids = (*((use.id,) if use else ()), *(link.id for link in main), *own)
    return Reason(joined([*(link.statement for link in main), against]), when, ids)


def _avoided_when(facts: FactBase, drug: str) -> tuple[str, tuple[str, ...]]:
    """Say from whom the drug would have to be kept, or who would take it with care.

    What few drugs share tells most. What holds of one form or one use of the drug only would be false of the
    drug as it is named here.
    """
    shared = _drugs_that_heed(facts)
    own = sorted(
        (link for link in facts.cautions_of[drug] if not link.scope),
        key=lambda link: (not link.absolute, shared[link.circumstance], link.id),
    )
    for link in own:
        clause = facts.words[link.circumstance].clause.rstrip(".")
        if link.circumstance != HYPERSENSITIVITY and clause and "[" not in clause:
            verdict = "It would be the drug to avoid" if link.absolute else "It would call for care"
            return f"{verdict} in a patient who {clause}.", (link.id,)
    allergy = [link.id for link in own if link.circumstance == HYPERSENSITIVITY]
    name = language.capital(facts.drugs[drug].name)
    return (f"{name} is contraindicated after a serious reaction to it." if allergy else ""), tuple(allergy[:1])


def _objective(facts: FactBase, case: Case) -> str:
    name = facts.words[case.shown(ClueKind.CIRCUMSTANCE) or ""].name
    drug = facts.drugs[case.key].name
    return f"{language.capital(name)} {language.verb(name, 'rules', 'rule')} out treatment with {drug}."


ASK = Ask(
    options=lambda facts: sorted(facts.drugs),
    text=name_of_drug,
    holds=_holds,
    drugs_of=lambda facts, drug: {drug},
    slip="another drug",
    key_reason=_key_reason,
    distractor_reason=_distractor_reason,
    objective=_objective,
    of_patient=True,
    rivals=given_for,
    apart=other_moiety,
    alike=one_target,
)
