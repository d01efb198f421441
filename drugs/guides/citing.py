"""Numbered citations of one page: each source gets its number where it is first cited."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from drugs import models
from drugs.guides import facts


@dataclass(frozen=True, slots=True)
class Mark:
    """One citation as it stands behind a sentence."""

    number: int
    section: str

    @property
    def words(self) -> str:
        return f"{self.number}, {self.section}" if self.section else str(self.number)


@dataclass(frozen=True, slots=True)
class Cited:
    """A fact with where it holds and the marks of its sources."""

    fact: Any  # of any kind: each has fields of its own
    scope: str
    marks: tuple[Mark, ...]


@dataclass(slots=True)
class Bibliography:
    """The sources of a page in the order in which it cites them."""

    sources: list[models.Source] = field(default_factory=list)
    _numbers: dict[int, int] = field(default_factory=dict)

    def all(self, found: Iterable[models.Fact]) -> list[Cited]:
        """Return the facts with their marks; the citations must have been prefetched."""
        return [Cited(fact, facts.scope(fact), self.marks(fact.citations.all())) for fact in found]

    def marks(self, citations: Iterable[models.Citation]) -> tuple[Mark, ...]:
        """Number the sources of the citations."""
        return tuple(Mark(self._number(each.source), each.section) for each in citations)

    def _number(self, source: models.Source) -> int:
        if source.pk not in self._numbers:
            self.sources.append(source)
            self._numbers[source.pk] = len(self.sources)
        return self._numbers[source.pk]


def by_strength(rows: Iterable[Cited]) -> list[tuple[str, list[Cited]]]:
    """Group adverse effects under their strength, established ones first; boxed ones lead each group."""
    groups: dict[str, list[Cited]] = {strength: [] for strength in models.AdverseEffect.Strength}
    for row in sorted(rows, key=lambda row: (not row.fact.boxed, row.fact.effect.name, row.fact.drug.name)):
        groups[row.fact.strength].append(row)
    return [(str(models.AdverseEffect.Strength(strength).label), own) for strength, own in groups.items() if own]
