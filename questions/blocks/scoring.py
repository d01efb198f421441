"""Scores from choices and keys."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Graded:
    """One item's result. `choice` is "" when omitted; `reached` is False when it was never shown.

    `full_marks` are given for an item that was withdrawn, whatever was chosen.
    """

    choice: str
    key: str
    reached: bool = True
    full_marks: bool = False

    @property
    def correct(self) -> bool:
        return self.full_marks or self.choice == self.key


@dataclass(frozen=True, slots=True)
class Score:
    """Counts over some items; unanswered counts as wrong."""

    correct: int
    total: int
    omitted: int
    not_reached: int

    @property
    def percent(self) -> int:
        """Return the share of correct items in whole percent; 0 for no items."""
        return round(100 * self.correct / self.total) if self.total else 0


def score(items: Iterable[Graded]) -> Score:
    """Count correct, omitted (seen but blank) and not reached items."""
    graded: Sequence[Graded] = list(items)
    return Score(
        correct=sum(item.correct for item in graded),
        total=len(graded),
        omitted=sum(not item.choice and item.reached for item in graded),
        not_reached=sum(not item.choice and not item.reached for item in graded),
    )
