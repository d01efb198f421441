"""How a learner works: pace, changed answers, certainty. Pure, from graded answers."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from questions.stats.item_analysis import median
from questions.stats.measures import Share, share

EXAM_SECONDS = 90
# Upper ends of the bars of the pacing chart, in seconds; the last bar is open.
PACE_BINS = (15, 30, 45, 60, 75, 90, 105, 120, 150, 180)
CONFIDENCES = ("sure", "unsure", "guess")
# Of 27,830 examinees of Step 2 CK: who changed an answer, and whose score rose or fell by it, in percent.
REFERENCE_CHANGED, REFERENCE_GAINED, REFERENCE_LOST = 68, 45, 28


@dataclass(frozen=True, slots=True)
class Attempt:
    """One graded answer.

    `first_choice` is the first selection ever made on the item, "" when none; `position` counts from 1 in a block
    of `size`. `seconds` is None when the item was not reached.
    """

    position: int
    size: int
    seconds: int | None
    first_choice: str
    final_choice: str
    key: str
    confidence: str = ""

    @property
    def correct(self) -> bool:
        return self.final_choice == self.key


@dataclass(frozen=True, slots=True)
class Pacing:
    """Seconds per item; medians are None where nothing was reached."""

    bins: tuple[int, ...]  # counts, one more than PACE_BINS
    over: Share | None  # how many took longer than the exam gives
    first_third: float | None
    last_third: float | None
    when_right: float | None
    when_wrong: float | None


@dataclass(frozen=True, slots=True)
class Changes:
    """Second thoughts: answers whose last choice differs from the first."""

    answered: int
    to_right: int
    to_wrong: int
    wrong_to_wrong: int

    @property
    def changed(self) -> int:
        return self.to_right + self.to_wrong + self.wrong_to_wrong


def pacing(attempts: Iterable[Attempt]) -> Pacing:
    """Measure the pace over the items that were reached."""
    reached = [one for one in attempts if one.seconds is not None]
    counts = Counter(_bin(one.seconds or 0) for one in reached)
    slow = sum((one.seconds or 0) > EXAM_SECONDS for one in reached)
    return Pacing(
        bins=tuple(counts[place] for place in range(len(PACE_BINS) + 1)),
        over=share(slow, len(reached)) if reached else None,
        first_third=_median(one for one in reached if 3 * one.position <= one.size),
        last_third=_median(one for one in reached if 3 * one.position > 2 * one.size),
        when_right=_median(one for one in reached if one.correct),
        when_wrong=_median(one for one in reached if not one.correct),
    )


def changes(attempts: Iterable[Attempt]) -> Changes:
    """Count second thoughts by what they did to the answer; going back to the first choice is none."""
    answered = [one for one in attempts if one.final_choice]
    moved = [one for one in answered if one.first_choice and one.first_choice != one.final_choice]
    to_right = sum(one.correct for one in moved)
    to_wrong = sum(one.first_choice == one.key for one in moved)
    return Changes(len(answered), to_right, to_wrong, len(moved) - to_right - to_wrong)


def calibration(attempts: Iterable[Attempt]) -> list[tuple[str, Share]]:
    """Return the share right for each stated confidence that was ever used, surest first."""
    said: dict[str, list[bool]] = {level: [] for level in CONFIDENCES}
    for one in attempts:
        if one.confidence in said:
            said[one.confidence].append(one.correct)
    return [(level, share(sum(right), len(right))) for level, right in said.items() if right]


def _bin(seconds: int) -> int:
    return next((place for place, end in enumerate(PACE_BINS) if seconds <= end), len(PACE_BINS))


def _median(attempts: Iterable[Attempt]) -> float | None:
    values: Sequence[int] = [one.seconds for one in attempts if one.seconds is not None]
    return median(values)
