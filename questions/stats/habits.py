"""How a learner works: pace, changed answers, certainty. Pure, from counts of graded answers.

Everything comes in as counts of equal answers: the database adds them up, so that fifty thousand cost little more
than five hundred.
"""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from questions.stats.measures import Share, share

EXAM_SECONDS = 90
# Upper ends of the bars of the pacing chart, in seconds; the last bar is open.
PACE_BINS = (15, 30, 45, 60, 75, 90, 105, 120, 150, 180)
CONFIDENCES = ("sure", "unsure", "guess")
# Of 27,830 examinees of Step 2 CK: who changed an answer, and whose score rose or fell by it, in percent.
REFERENCE_CHANGED, REFERENCE_GAINED, REFERENCE_LOST = 68, 45, 28


@dataclass(frozen=True, slots=True)
class Visit:
    """The time on an item that was reached, in the first, second or last third of its block."""

    seconds: int
    third: int
    correct: bool


@dataclass(frozen=True, slots=True)
class Pacing:
    """Seconds per item; medians are None where nothing was reached."""

    bins: tuple[int, ...]  # counts, one more than PACE_BINS
    over: Share | None  # how many took longer than the exam gives
    middle: float | None
    first_third: float | None
    last_third: float | None
    when_right: float | None
    when_wrong: float | None


@dataclass(frozen=True, slots=True)
class Thought:
    """An answered item as it went: the first selection and the final one, each right or not, equal or not."""

    first_right: bool
    final_right: bool
    changed: bool


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

    @property
    def gained(self) -> int:
        """Return how many answers more are right than if none had been changed."""
        return self.to_right - self.to_wrong


def pacing(visits: Mapping[Visit, int]) -> Pacing:
    """Measure the pace over the items that were reached."""
    bins: Counter[int] = Counter()
    for visit, times in visits.items():
        bins[_bin(visit.seconds)] += times
    total = bins.total()
    slow = sum(times for visit, times in visits.items() if visit.seconds > EXAM_SECONDS)
    return Pacing(
        bins=tuple(bins[place] for place in range(len(PACE_BINS) + 1)),
        over=share(slow, total) if total else None,
        middle=_median(visits.items()),
        first_third=_median(each for each in visits.items() if each[0].third == 1),
        last_third=_median(each for each in visits.items() if each[0].third == 3),
        when_right=_median(each for each in visits.items() if each[0].correct),
        when_wrong=_median(each for each in visits.items() if not each[0].correct),
    )


def changes(thoughts: Mapping[Thought, int]) -> Changes:
    """Count second thoughts by what they did to the answer; going back to the first choice is none."""
    moved = [(thought, times) for thought, times in thoughts.items() if thought.changed]
    to_right = sum(times for thought, times in moved if thought.final_right)
    to_wrong = sum(times for thought, times in moved if thought.first_right)
    changed = sum(times for _, times in moved)
    return Changes(sum(thoughts.values()), to_right, to_wrong, changed - to_right - to_wrong)


def calibration(said: Mapping[tuple[str, bool], int]) -> list[tuple[str, Share]]:
    """Return the share right for each stated confidence that was ever used, surest first.

    `said` counts answers by (confidence, right).
    """
    found = []
    for level in CONFIDENCES:
        right, wrong = said.get((level, True), 0), said.get((level, False), 0)
        if right + wrong:
            found.append((level, share(right, right + wrong)))
    return found


def bin_names() -> list[str]:
    """Return what each bar of the pacing chart holds, in seconds."""
    starts = (0, *(end + 1 for end in PACE_BINS[:-1]))
    return [f"{low}–{high}" for low, high in zip(starts, PACE_BINS, strict=True)] + [f"over {PACE_BINS[-1]}"]


def _bin(seconds: int) -> int:
    return next((place for place, end in enumerate(PACE_BINS) if seconds <= end), len(PACE_BINS))


def _median(visits: Iterable[tuple[Visit, int]]) -> float | None:
    """Return the middle of seconds that come as counts, the mean of the two middle ones, or None of nothing."""
    counts: Counter[int] = Counter()
    for visit, times in visits:
        counts[visit.seconds] += times
    total = counts.total()
    if not total:
        return None
    return (_at(counts, (total - 1) // 2) + _at(counts, total // 2)) / 2


def _at(counts: Counter[int], place: int) -> int:
    """Return the value at a place, counted from 0, of all values in order."""
    for seconds in sorted(counts):
        place -= counts[seconds]
        if place < 0:
            return seconds
    raise IndexError(place)
