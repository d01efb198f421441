"""Which concepts can be asked: every case of every recipe through the proof, and the false options for each."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from .asks import ASKS
from .case import Case
from .distractors import OPTIONS, CannotChoose, feasible_positions, fits
from .facts import FactBase
from .lures import Lure, lures
from .proof import decisive_clue, unique
from .recipe import Recipe, registry

CASES = 12  # of each tier that a concept is built from


@dataclass(slots=True)
class Report:
    """How many cases and drafts were refused, by reason."""

    refused: Counter[str] = field(default_factory=Counter)

    def refuse(self, reason: str) -> None:
        """Count one refusal; details after a colon are left out of the reason."""
        self.refused[reason.split(":")[0]] += 1


@dataclass(frozen=True, slots=True)
class Proved:
    """A case that stands, with its provably false options, the nearest first.

    `positions` (0-4) are those at which the alphabet lets its key stand.
    """

    case: Case
    lures: tuple[Lure, ...]
    positions: frozenset[int]

    @property
    def tier(self) -> str:
        return self.case.tier


@dataclass(frozen=True, slots=True)
class Provable:
    """A concept of one recipe with every case that stands as proved."""

    recipe: Recipe
    concept: str
    cases: tuple[Proved, ...]

    def place(self, used: Mapping[int, int]) -> int:
        """Return the position (0-4) that is used least among those at which the key of some case can stand."""
        feasible = frozenset[int]().union(*(proved.positions for proved in self.cases)) or {0}
        return min(feasible, key=lambda position: (used.get(position, 0), position))


def provable(
    facts: FactBase,
    report: Report,
    recipes: Sequence[str] | None = None,
    drugs: Sequence[str] | None = None,
) -> list[Provable]:
    """Return the concepts that have at least one proved case, in a stable order."""
    found: list[Provable] = []
    for recipe in registry().values():
        if recipes is not None and recipe.slug not in recipes:
            continue
        by_concept: defaultdict[str, list[Case]] = defaultdict(list)
        for case in recipe.cases(facts):
            if (drugs is None or case.concept.drug in drugs) and follows(facts, case, report):
                by_concept[case.concept.id].append(case)
        for concept, cases in sorted(by_concept.items()):
            proved = [one for case in _spread(cases) if (one := offered(facts, case, report))]
            if proved:
                found.append(Provable(recipe, concept, tuple(proved)))
    return found


def follows(facts: FactBase, case: Case, report: Report) -> bool:
    """Tell whether the key follows from sourced facts and needs its clues (G2 to G4); else count why not."""
    if not unique(facts, case):
        report.refuse("G3 the clues leave more than one answer")
    elif not all(facts.citations.get(fact) for fact in case.fact_ids):
        report.refuse("G2 a fact without a source")
    elif decisive_clue(facts, case) is None:
        report.refuse("G4 no clue is necessary")
    else:
        return True
    return False


def offered(facts: FactBase, case: Case, report: Report) -> Proved | None:
    """Return the case with its lures when enough false options fit together (G1, G6, G7); else count why not."""
    found = lures(facts, case)
    if len(found) < OPTIONS - 1:
        report.refuse("G1 fewer than four provably false options")
        return None
    try:
        fits(facts, case, found)
    except CannotChoose as cannot:
        report.refuse(str(cannot))
        return None
    return Proved(case, found, feasible_positions(ASKS[case.asked].text(facts, case.key), found))


def _spread(cases: Sequence[Case]) -> Sequence[Case]:
    """Return at most `CASES` of a concept's cases, evenly over its diseases and clues and over both tiers.

    Variants beyond these would differ in the disease alone; each costs a search for its false options.
    """
    chosen: list[Case] = []
    for tier in ("inference", "recall"):
        own = [case for case in cases if case.tier == tier]
        step = max(1, -(-len(own) // CASES))
        chosen += own[::step]
    return chosen
