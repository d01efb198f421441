"""All facts of one moment, with the indexes over them.

A `FactBase` holds reviewed facts; of drafts it knows only that they are there. Nothing here decides what is true:
that is `truth`.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from functools import cached_property
from typing import TypeVar

from .records import (
    AdverseEffect,
    Caution,
    Citation,
    Condition,
    Drug,
    DrugFact,
    DrugMechanism,
    Effect,
    Fact,
    Genotype,
    Indication,
    Interaction,
    Mechanism,
    Monitoring,
    NotAssociated,
    Rescue,
    Source,
    Standing,
    Target,
    Word,
)

F = TypeVar("F")


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
        words: Iterable[Word] = (),
        monitoring: Iterable[Monitoring] = (),
        cautions: Iterable[Caution] = (),
        interactions: Iterable[Interaction] = (),
        rescues: Iterable[Rescue] = (),
        genotypes: Iterable[Genotype] = (),
        standings: Iterable[Standing] = (),
        enemies: Iterable[frozenset[str]] = (),
        drafts: Iterable[tuple[str, str, str]] = (),
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
        self.words = {word.id: word for word in words}
        self.monitoring = tuple(monitoring)
        self.cautions = tuple(cautions)
        self.interactions = tuple(interactions)
        self.rescues = tuple(rescues)
        self.genotypes = tuple(genotypes)
        self.standings = tuple(standings)
        self.enemies = frozenset(enemies)
        self.drafts = frozenset(drafts)  # (list, drug, what it names): neither true nor false until reviewed
        self.answers: defaultdict[object, dict[object, object]] = defaultdict(dict)  # kept by `memo.remembered`

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
    def monitoring_of(self) -> Mapping[str, tuple[Monitoring, ...]]:
        return _grouped(self.monitoring, "drug")

    @cached_property
    def cautions_of(self) -> Mapping[str, tuple[Caution, ...]]:
        return _grouped(self.cautions, "drug")

    @cached_property
    def interactions_of(self) -> Mapping[str, tuple[Interaction, ...]]:
        return _grouped(self.interactions, "drug")

    @cached_property
    def rescues_of(self) -> Mapping[str, tuple[Rescue, ...]]:
        return _grouped(self.rescues, "drug")

    @cached_property
    def genotypes_of(self) -> Mapping[str, tuple[Genotype, ...]]:
        return _grouped(self.genotypes, "drug")

    @cached_property
    def standings_of(self) -> Mapping[str, tuple[Standing, ...]]:
        return _grouped(self.standings, "drug")

    @cached_property
    def drafted(self) -> Mapping[tuple[str, str], frozenset[str]]:
        """What the drafts of a drug name, by (list, drug)."""
        found: defaultdict[tuple[str, str], set[str]] = defaultdict(set)
        for what, drug, named in self.drafts:
            found[what, drug].add(named)
        return {key: frozenset(named) for key, named in found.items()}

    @cached_property
    def overlapping_tests(self) -> Mapping[str, frozenset[str]]:
        """Tests that contain a test or are contained in it; the relation holds both ways."""
        found: defaultdict[str, set[str]] = defaultdict(set)
        for word in self.words.values():
            for part in word.includes:
                found[word.id].add(part)
                found[part].add(word.id)
        return {test: frozenset(others) for test, others in found.items()}

    @cached_property
    def established(self) -> Mapping[str, tuple[AdverseEffect, ...]]:
        """Associations by effect, without the merely reported ones."""
        return _grouped((link for link in self.adverse_effects if link.strength != "reported"), "effect")

    @cached_property
    def drugs_with_mechanism(self) -> Mapping[str, tuple[DrugMechanism, ...]]:
        return _grouped(self.drug_mechanisms, "mechanism")

    @cached_property
    def monitoring_by(self) -> Mapping[str, tuple[Monitoring, ...]]:
        """Monitoring by test."""
        return _grouped(self.monitoring, "test")

    @cached_property
    def rescues_by(self) -> Mapping[str, tuple[Rescue, ...]]:
        """Rescues by substance."""
        return _grouped(self.rescues, "agent")

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
        links: tuple[tuple[DrugFact, ...], ...] = (
            self.drug_mechanisms,
            self.indications,
            self.adverse_effects,
            self.not_associated,
            self.monitoring,
            self.cautions,
            self.interactions,
            self.rescues,
            self.genotypes,
            self.standings,
        )
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

    @cached_property
    def _readings(self) -> Mapping[str, frozenset[str]]:
        return {effect: self._effect_lines[effect] | self._overlapping_effects[effect] for effect in self.effects}

    def condition_line(self, condition: str) -> frozenset[str]:
        """Return the condition, its broader ones and its narrower ones."""
        return self._condition_lines[condition]

    def effect_line(self, effect: str) -> frozenset[str]:
        """Return the effect, its broader ones and its narrower ones."""
        return self._effect_lines[effect]

    def broader_effects(self, effect: str) -> frozenset[str]:
        """Return the effects of which this one is a kind, itself excluded."""
        return self._broader_effects[effect]

    def readings(self, effect: str) -> frozenset[str]:
        """Return the effects that the picture of `effect` could be read as."""
        return self._readings[effect]

    def negative_of(self, drug: str, effect: str) -> str | None:
        """Return the id of the recorded negative that makes the effect, or a broader one, false for the drug."""
        for entry in (effect, *sorted(self.broader_effects(effect))):
            if (drug, entry) in self.negatives:
                return self.negatives[drug, entry].id
        return None

    def overlapping_effects(self, effect: str) -> frozenset[str]:
        """Return the effects that a reader could also call right; the relation holds both ways."""
        return self._overlapping_effects[effect]


class _Groups(dict[str, tuple[F, ...]]):
    """Facts by what they have in common; a key that nothing has yields none and is not kept."""

    def __missing__(self, key: str) -> tuple[F, ...]:
        return ()


def _grouped(facts: Iterable[F], attribute: str) -> Mapping[str, tuple[F, ...]]:
    found: defaultdict[str, list[F]] = defaultdict(list)
    for fact in facts:
        found[getattr(fact, attribute)].append(fact)
    return _Groups({key: tuple(members) for key, members in found.items()})


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
