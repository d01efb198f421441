"""Numbered citations of one page: each source gets its number where it is first cited."""

from collections.abc import Iterable
from dataclasses import dataclass, field

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

    fact: models.Fact
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
