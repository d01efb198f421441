"""The facts that items are built from: plain frozen records and the indexes over them.

A `FactBase` holds reviewed facts only. Every link carries a stable `id` (used as a fact id in items) and the
citations behind it. Nothing here decides what is true of what: that is `truth`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TypeVar

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Source:
    """A document: label, guideline, paper."""

    id: str
    title: str
    publisher: str
    year: int


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """A place in a source; `section` may be empty when the whole document is meant."""

    source: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Duration:
    """A span from `low` to `high`, in `unit` (minutes, hours, days, weeks, months or years)."""

    low: float
    high: float
    unit: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One feature of a clinical picture, in one or more phrasings that mean the same."""

    part: str  # history, exam, study or course
    phrasings: tuple[str, ...]
    decisive: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """What a patient with a condition or an adverse effect looks like."""

    age: Range | None = None
    female_share: float = 0.5
    settings: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()
    duration: Duration | None = None
    findings: tuple[Finding, ...] = ()
    vitals: Mapping[str, Range] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Condition:
    id: str
    name: str
    parent: str | None = None
    background: tuple[str, ...] = ()
    picture: Picture = Picture()
    summary: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """An adverse effect. `overlaps` are effects that could also be called right for the same picture."""

    id: str
    name: str
    group: str
    parent: str | None = None
    overlaps: frozenset[str] = frozenset()
    dangerous: bool = False
    onset: Duration | None = None
    after_stopping: bool = False  # the onset counts from the last dose
    confounders: frozenset[str] = frozenset()
    told_apart: Mapping[str, str] = field(default_factory=dict)
    picture: Picture = Picture()
    summary: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    id: str
    name: str
    includes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Mechanism:
    """An action on a target, worded as an answer option."""

    id: str
    target: str
    action: str
    option: str
    downstream: str = ""
    overlaps: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Drug:
    id: str
    name: str
    category: str
    classes: tuple[str, ...] = ()
    molecule: str = ""
    routes: tuple[str, ...] = ()
    brand_names: tuple[str, ...] = ()
    name_stems: tuple[str, ...] = ()
    same_moiety: frozenset[str] = frozenset()  # prodrug, metabolite and interchangeable drugs, either way
    pearl: str = ""
    mechanisms_closed: bool = False
    indications_closed: bool = False


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a fact holds; an empty field means everywhere."""

    formulation: str = ""
    product: str = ""
    indication: str = ""
    population: str = ""
    dose: str = ""

    def __bool__(self) -> bool:
        return any((self.formulation, self.product, self.indication, self.population, self.dose))


@dataclass(frozen=True, slots=True)
class DrugMechanism:
    id: str
    drug: str
    mechanism: str
    primary: bool
    statement: str
    scope: Scope = Scope()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Regimen:
    route: str
    dose: str = ""
    schedule: str = ""


@dataclass(frozen=True, slots=True)
class Indication:
    id: str
    drug: str
    condition: str
    status: str = "approved"
    line: str = ""
    regimens: tuple[Regimen, ...] = ()
    scope: Scope = Scope()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class AdverseEffect:
    """A drug causes an effect. `strength`: characteristic, common, rare-serious or reported."""

    id: str
    drug: str
    effect: str
    strength: str
    boxed: bool = False
    why: str = ""
    onset: Duration | None = None
    scope: Scope = Scope()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class NotAssociated:
    """A drug was reviewed for an effect and is not associated with it."""

    id: str
    drug: str
    effect: str
    citations: tuple[Citation, ...] = ()


F = TypeVar("F")
Fact = Condition | Effect | DrugMechanism | Indication | AdverseEffect | NotAssociated


class FactBase:
    """All facts of one moment, with the look-ups that truth, recipes and distractors need.

    Treat it as immutable: indexes and cached proofs assume that nothing changes after construction.
    """

    def __init__(
        self,
        *,
        sources: Iterable[Source] = (),
        conditions: Iterable[Condition] = (),
        effects: Iterable[Effect] = (),
        targets: Iterable[Target] = (),
        mechanisms: Iterable[Mechanism] = (),
        drugs: Iterable[Drug] = (),
        drug_mechanisms: Iterable[DrugMechanism] = (),
        indications: Iterable[Indication] = (),
        adverse_effects: Iterable[AdverseEffect] = (),
        not_associated: Iterable[NotAssociated] = (),
        enemies: Iterable[frozenset[str]] = (),
    ) -> None:
        self.sources = {source.id: source for source in sources}
        self.conditions = {condition.id: condition for condition in conditions}
        self.effects = {effect.id: effect for effect in effects}
        self.targets = {target.id: target for target in targets}
        self.mechanisms = {mechanism.id: mechanism for mechanism in mechanisms}
        self.drugs = {drug.id: drug for drug in drugs}
        self.drug_mechanisms = tuple(drug_mechanisms)
        self.indications = tuple(indications)
        self.adverse_effects = tuple(adverse_effects)
        self.not_associated = tuple(not_associated)
        self.enemies = frozenset(enemies)
        self.proofs: dict[object, object] = {}  # memo of solver answers; valid because facts never change

    @cached_property
    def mechanisms_of(self) -> Mapping[str, tuple[DrugMechanism, ...]]:
        return _grouped(self.drug_mechanisms, "drug")

    @cached_property
    def indications_of(self) -> Mapping[str, tuple[Indication, ...]]:
        return _grouped(self.indications, "drug")

    @cached_property
    def effects_of(self) -> Mapping[str, tuple[AdverseEffect, ...]]:
        return _grouped(self.adverse_effects, "drug")

    @cached_property
    def established(self) -> Mapping[str, tuple[AdverseEffect, ...]]:
        """Associations by effect, without the merely reported ones."""
        return _grouped((link for link in self.adverse_effects if link.strength != "reported"), "effect")

    @cached_property
    def drugs_with_mechanism(self) -> Mapping[str, tuple[DrugMechanism, ...]]:
        return _grouped(self.drug_mechanisms, "mechanism")

    @cached_property
    def negatives(self) -> Mapping[tuple[str, str], NotAssociated]:
        return {(negative.drug, negative.effect): negative for negative in self.not_associated}

    @cached_property
    def links(self) -> Mapping[tuple[str, str], tuple[AdverseEffect, ...]]:
        """Associations by (drug, effect); several when their scopes differ."""
        found: defaultdict[tuple[str, str], list[AdverseEffect]] = defaultdict(list)
        for link in self.adverse_effects:
            found[link.drug, link.effect].append(link)
        return {pair: tuple(links) for pair, links in found.items()}

    @cached_property
    def by_id(self) -> Mapping[str, Fact]:
        """Every citable fact by its id; pictures are "condition/<id>" and "effect/<id>"."""
        links = (self.drug_mechanisms, self.indications, self.adverse_effects, self.not_associated)
        found: dict[str, Fact] = {fact.id: fact for kind in links for fact in kind}
        found |= {f"condition/{entry.id}": entry for entry in self.conditions.values()}
        found |= {f"effect/{entry.id}": entry for entry in self.effects.values()}
        return found

    @cached_property
    def citations(self) -> Mapping[str, tuple[Citation, ...]]:
        """Citations by fact id."""
        return {id: fact.citations for id, fact in self.by_id.items()}

    @cached_property
    def _condition_lines(self) -> Mapping[str, frozenset[str]]:
        return _lines({key: entry.parent for key, entry in self.conditions.items()})

    @cached_property
    def _effect_lines(self) -> Mapping[str, frozenset[str]]:
        return _lines({key: entry.parent for key, entry in self.effects.items()})

    @cached_property
    def _broader_effects(self) -> Mapping[str, frozenset[str]]:
        parents = {key: entry.parent for key, entry in self.effects.items()}
        return {key: frozenset(_ancestors(key, parents)) for key in parents}

    @cached_property
    def _overlapping_effects(self) -> Mapping[str, frozenset[str]]:
        found = {key: set(entry.overlaps) for key, entry in self.effects.items()}
        for key, entry in self.effects.items():
            for other in entry.overlaps & found.keys():
                found[other].add(key)
        return {key: frozenset(others) for key, others in found.items()}

    def condition_line(self, condition: str) -> frozenset[str]:
        """Return the condition, its broader ones and its narrower ones."""
        return self._condition_lines[condition]

    def effect_line(self, effect: str) -> frozenset[str]:
        """Return the effect, its broader ones and its narrower ones."""
        return self._effect_lines[effect]

    def broader_effects(self, effect: str) -> frozenset[str]:
        """Return the effects of which this one is a kind, itself excluded."""
        return self._broader_effects[effect]

    def overlapping_effects(self, effect: str) -> frozenset[str]:
        """Return the effects that a reader could also call right; the relation holds both ways."""
        return self._overlapping_effects[effect]


def _grouped(facts: Iterable[F], attribute: str) -> Mapping[str, tuple[F, ...]]:
    found: defaultdict[str, list[F]] = defaultdict(list)
    for fact in facts:
        found[getattr(fact, attribute)].append(fact)
    return defaultdict(tuple, {key: tuple(members) for key, members in found.items()})


def _ancestors(entry: str, parents: Mapping[str, str | None]) -> list[str]:
    found: list[str] = []
    parent = parents.get(entry)
    while parent is not None and parent not in found:
        found.append(parent)
        parent = parents.get(parent)
    return found


def _lines(parents: Mapping[str, str | None]) -> dict[str, frozenset[str]]:
    above = {entry: set(_ancestors(entry, parents)) for entry in parents}
    lines = {entry: {entry, *ancestors} for entry, ancestors in above.items()}
    for entry, ancestors in above.items():
        for ancestor in ancestors & lines.keys():
            lines[ancestor].add(entry)
    return {entry: frozenset(line) for entry, line in lines.items()}
