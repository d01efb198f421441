"""Three-valued truth over the facts: what is so, what is provably not so, and what nobody recorded.

Unknown is never false. A statement is false only by an explicit negative, a closed list, or a regimen that
cannot be reconciled. Prodrugs, metabolites and interchangeable drugs share what is true of them; broader,
narrower and overlapping entities keep a statement from being called false.
"""

from enum import Enum

from .facts import FactBase
from .memo import remembered
from .records import Indication, Scope

# Days between doses; schedules that are not listed are never used as a clue.
INTERVALS = {
    "four times daily": 0.25,
    "three times daily": 1 / 3,
    "twice daily": 0.5,
    "once daily": 1.0,
    "daily": 1.0,
    "every other day": 2.0,
    "three times weekly": 7 / 3,
    "once weekly": 7.0,
    "every other week": 14.0,
    "every 2 weeks": 14.0,
    "every 3 weeks": 21.0,
    "every 4 weeks": 28.0,
    "every 8 weeks": 56.0,
    "every 12 weeks": 84.0,
    "every 6 months": 182.0,
}
# Doses are spaced and escalated in practice; only a ratio beyond this tells two schedules apart.
TELLING_RATIO = 1.9
BEFOREHAND = ("prophylaxis", "premedication")  # purposes of what is given before any harm is seen


class Truth(Enum):
    """True, false, or not recorded."""

    TRUE = "true"
    FALSE = "false"
    UNKNOWN = "unknown"


def in_scope(scope: Scope, indication: Indication | None) -> bool:
    """Tell whether a scoped fact is known to hold in a patient treated for `indication`."""
    if not scope:
        return True
    if indication is None or scope.population:
        return False
    own = indication.scope
    return (
        scope.indication in ("", indication.condition, own.indication)
        and scope.dose in ("", own.dose)
        and scope.formulation in ("", own.formulation)
        and scope.product in ("", own.product)
    )


@remembered
def use_of(facts: FactBase, drug: str, condition: str | None) -> Indication | None:
    """Return how the drug is used for the condition, if it is recorded."""
    return next((use for use in facts.indications_of[drug] if use.condition == condition), None)


@remembered
def causes(facts: FactBase, drug: str, effect: str, indication: Indication | None = None) -> Truth:
    """Does the drug, as used for `indication`, cause the effect?"""
    narrower = facts.effect_line(effect) - facts.broader_effects(effect)
    doubtful = (facts.effect_line(effect) | facts.overlapping_effects(effect)) - {effect}
    moiety = {drug} | facts.drugs[drug].same_moiety
    for kind in narrower:
        if any(in_scope(link.scope, indication) for link in facts.links.get((drug, kind), ())):
            return Truth.TRUE
    if any((member, kind) in facts.links for member in moiety for kind in doubtful | {effect}):
        return Truth.UNKNOWN
    if any((drug, kind) in facts.negatives for kind in {effect} | facts.broader_effects(effect)):
        return Truth.FALSE
    return Truth.UNKNOWN


@remembered
def treats(facts: FactBase, drug: str, condition: str) -> Truth:
    """Is the drug recorded as a treatment of the condition?"""
    recorded = {indication.condition for indication in facts.indications_of[drug]}
    if condition in recorded:
        return Truth.TRUE
    shared = facts.drugs[drug].same_moiety
    recorded |= {indication.condition for other in shared for indication in facts.indications_of[other]}
    recorded |= facts.drafted.get(("indications", drug), frozenset())
    if recorded & facts.condition_line(condition) or "indications" not in facts.drugs[drug].closed:
        return Truth.UNKNOWN
    return Truth.FALSE


@remembered
def acts_by(facts: FactBase, drug: str, mechanism: str) -> Truth:
    """Does the drug act by the mechanism?"""
    own = {link.mechanism for link in facts.mechanisms_of[drug] if not link.scope}
    if mechanism in own:
        return Truth.TRUE
    recorded = {
        link.mechanism
        for member in {drug} | facts.drugs[drug].same_moiety
        if member in facts.drugs
        for link in facts.mechanisms_of[member]
    } | facts.drafted.get(("mechanisms", drug), frozenset())
    if "mechanisms" not in facts.drugs[drug].closed:
        return Truth.UNKNOWN
    if any(mechanism == other or not disjoint(facts, mechanism, other) for other in recorded):
        return Truth.UNKNOWN
    return Truth.FALSE


@remembered
def _disjoint(facts: FactBase, one: str, other: str) -> Truth:
    first, second = facts.mechanisms[one], facts.mechanisms[other]
    if other in first.overlaps or one in second.overlaps:
        return Truth.FALSE
    spans = [{entry.target, *facts.targets[entry.target].includes} for entry in (first, second)]
    return Truth.FALSE if spans[0] & spans[1] else Truth.TRUE


def disjoint(facts: FactBase, one: str, other: str) -> bool:
    """Tell whether two mechanisms cannot both be right: no recorded overlap and no shared target."""
    return _disjoint(facts, one, other) is Truth.TRUE


@remembered
def given_as(facts: FactBase, drug: str, condition: str, route: str, schedule: str = "") -> Truth:
    """Is the drug given by this route (and on this schedule) for the condition?"""
    if route not in facts.drugs[drug].routes:
        return Truth.FALSE
    regimens = [
        regimen
        for indication in facts.indications_of[drug]
        if indication.condition == condition
        for regimen in indication.regimens
        if regimen.route == route
    ]
    if not schedule:
        return Truth.TRUE if regimens else Truth.UNKNOWN
    if any(regimen.schedule == schedule for regimen in regimens):
        return Truth.TRUE
    known = [INTERVALS[regimen.schedule] for regimen in regimens if regimen.schedule in INTERVALS]
    if known and len(known) == len(regimens) and schedule in INTERVALS:
        asked = INTERVALS[schedule]
        if all(max(asked, own) / min(asked, own) >= TELLING_RATIO for own in known):
            return Truth.FALSE
    return Truth.UNKNOWN


@remembered
def monitored_by(facts: FactBase, drug: str, test: str, condition: str | None = None) -> Truth:
    """Does the test belong to treatment with the drug (of this condition), before, during or after it?"""
    own = [(link.test == test, link.scope) for link in facts.monitoring_of[drug]]
    known = _listed(facts, drug, "monitoring", own, condition, named=test)
    alike = facts.overlapping_tests.get(test, frozenset())
    if known is Truth.FALSE and any(link.test in alike for link in facts.monitoring_of[drug]):
        return Truth.UNKNOWN  # a part of what is asked for is asked for too
    return known


@remembered
def avoided_in(facts: FactBase, drug: str, circumstance: str) -> Truth:
    """Is the drug contraindicated in the circumstance? One that merely asks for care is neither true nor false."""
    own = [link for link in facts.cautions_of[drug] if link.circumstance == circumstance]
    if own and not all(link.absolute for link in own):
        return Truth.UNKNOWN
    return _listed(facts, drug, "contraindications", [(True, link.scope) for link in own], named=circumstance)


@remembered
def rescued_by(
    facts: FactBase, drug: str, agent: str, effect: str | None = None, condition: str | None = None
) -> Truth:
    """Does the substance undo this effect of the drug or, when none is given, belong to it from the start?"""
    own = [link for link in facts.rescues_of[drug] if link.agent == agent]
    fitting = [(link.effect == effect if effect else link.purpose in BEFOREHAND, link.scope) for link in own]
    if own and not any(fits for fits, _ in fitting):
        return Truth.UNKNOWN
    return _listed(facts, drug, "rescue", fitting, condition, named=agent)


@remembered
def depends_on(facts: FactBase, drug: str, gene: str, condition: str | None = None) -> Truth:
    """Does the gene decide how the drug is borne (in this condition)?"""
    own = [(link.gene == gene, link.scope) for link in facts.genotypes_of[drug]]
    return _listed(facts, drug, "genotypes", own, condition, named=gene)


@remembered
def recommended(facts: FactBase, drug: str, condition: str) -> Truth:
    """Is the drug a treatment of choice of the condition? Acceptable and unplaced treatments are unknown."""
    standings = {link.standing for link in facts.standings_of[drug] if link.condition == condition}
    if standings & {"inferior", "contraindicated"}:
        return Truth.FALSE if not standings & {"appropriate", "acceptable"} else Truth.UNKNOWN
    treated = treats(facts, drug, condition)
    if treated is Truth.TRUE:
        return Truth.TRUE if "appropriate" in standings else Truth.UNKNOWN
    return Truth.UNKNOWN if _relative_treats(facts, drug, condition) else treated


@remembered
def _relative_treats(facts: FactBase, drug: str, condition: str) -> bool:
    """Tell whether a drug with the same target treats the condition: silence about this one refutes nothing.

    A guideline may still place it below: etanercept in Crohn disease.
    """
    line = facts.condition_line(condition)
    treating = {use.drug for use in facts.indications if use.condition in line} - {drug}
    own = _main_actions(facts, drug)
    theirs = {action for other in treating for action in _main_actions(facts, other)}
    return any(not disjoint(facts, action, other) for action in own for other in theirs)


@remembered
def _main_actions(facts: FactBase, drug: str) -> tuple[str, ...]:
    return tuple(link.mechanism for link in facts.mechanisms_of[drug] if link.primary)


@remembered
def action_treats(facts: FactBase, mechanism: str, condition: str) -> Truth:
    """Does an action like this treat the condition? False only when it is so of every drug that may act so."""
    able = [drug for drug in facts.drugs if acts_by(facts, drug, mechanism) is not Truth.FALSE]
    if any(
        treats(facts, link.drug, condition) is Truth.TRUE
        for link in facts.drugs_with_mechanism[mechanism]
        if link.primary
    ):
        return Truth.TRUE
    innocent = all(treats(facts, drug, condition) is Truth.FALSE for drug in able)
    akin = any(_relative_treats(facts, link.drug, condition) for link in facts.drugs_with_mechanism[mechanism])
    return Truth.FALSE if innocent and not akin else Truth.UNKNOWN


def _listed(
    facts: FactBase,
    drug: str,
    what: str,
    found: list[tuple[bool, Scope]],
    condition: str | None = None,
    *,
    named: str,
) -> Truth:
    """Read facts of one kind: true when one fits in this use, false when the list is closed and none fits at all.

    A fact that fits only in another use, form or population leaves it open, and so does a draft.
    """
    use = use_of(facts, drug, condition)
    if any(fits and in_scope(scope, use) for fits, scope in found):
        return Truth.TRUE
    drafted = named in facts.drafted.get((what, drug), frozenset())
    if drafted or any(fits for fits, _ in found) or what not in facts.drugs[drug].closed:
        return Truth.UNKNOWN
    return Truth.FALSE
