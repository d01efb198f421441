"""Grades a block: outcome of each item, score, and scores by group (pure)."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

T = TypeVar("T")


class Outcome(StrEnum):
    """How one item went; omitted was seen and left blank, not reached was never opened."""

    CORRECT = "correct"
    WRONG = "wrong"
    OMITTED = "omitted"
    NOT_REACHED = "not reached"


@dataclass(frozen=True, slots=True)
class Score:
    """Counts of outcomes; whatever is not correct counts as wrong in the score."""

    correct: int
    total: int
    omitted: int = 0
    not_reached: int = 0

    @property
    def percent(self) -> int:
        """Return the share of correct items as a whole percentage, 0 for no items."""
        return round(100 * self.correct / self.total) if self.total else 0


def outcome(choice: str | None, key: str, seen: bool) -> Outcome:
    """Return the outcome of one item from the current choice, the key, and whether it was opened."""
    if choice:
        return Outcome.CORRECT if choice == key else Outcome.WRONG
    return Outcome.OMITTED if seen else Outcome.NOT_REACHED


def score(outcomes: Iterable[Outcome]) -> Score:
    """Return the score of some items."""
    counted = list(outcomes)
    return Score(
        correct=counted.count(Outcome.CORRECT),
        total=len(counted),
        omitted=counted.count(Outcome.OMITTED),
        not_reached=counted.count(Outcome.NOT_REACHED),
    )


def score_by(
    items: Iterable[T], outcome_of: Callable[[T], Outcome], groups_of: Callable[[T], Iterable[str]]
) -> list[tuple[str, Score]]:
    """Return (group, score) sorted by group; an item that is in two groups counts in both."""
    grouped: dict[str, list[Outcome]] = defaultdict(list)
    for item in items:
        for group in groups_of(item):
            grouped[group].append(outcome_of(item))
    return [(group, score(grouped[group])) for group in sorted(grouped)]
