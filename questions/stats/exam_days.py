"""What an exam day shows once it is over: how the score held, the pace, and where the time went."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from statistics import median, quantiles
from typing import Any

from questions.blocks.exam_days.rules import Standing
from questions.blocks.models import Block, BlockItem
from questions.blocks.models_exam import ExamDay
from questions.stats.measures import Share, halves, share, together


@dataclass(frozen=True, slots=True)
class Pace:
    """Seconds on the questions reached: the middle half lies between `low` and `high`."""

    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class TakenBlock:
    """One block of the day. `minutes` is the time taken, `break_before` the minutes since what came before it."""

    block: Block
    share: Share
    unanswered: int
    pace: Pace | None
    minutes: float
    break_before: float


@dataclass(frozen=True, slots=True)
class DayReport:
    """A whole day; `halves` has the shares of its first and its second half, None with fewer than two blocks."""

    blocks: list[TakenBlock]
    overall: Share | None
    halves: tuple[Share, Share] | None
    time: Standing


def day_report(day: ExamDay, now: datetime) -> DayReport:
    """Return the report of a day that is over."""
    results: defaultdict[int, list[tuple[bool, bool]]] = defaultdict(list)
    places = BlockItem.objects.filter(block__exam_day=day).with_choice().order_by()
    rows = places.values_list("block__day_number", "correct", "choice", "item__key")
    for number, correct, choice, key in rows:
        # A block that ran out unnoticed is not graded yet.
        results[number].append((choice == key if correct is None else correct, not choice))
    previous = day.lived().tutorial_ended(now)
    taken = []
    for block in [each.as_of(now) for each in day.blocks.order_by("day_number")]:
        taken.append(_taken(block, results[block.day_number or 0], previous))
        previous = block.finished_at or now
    shares = [each.share for each in taken]
    return DayReport(
        blocks=taken,
        overall=together(shares) if shares else None,
        halves=halves(shares),
        time=day.standing(now),
    )


def _taken(block: Block, results: list[tuple[bool, bool]], previous: datetime) -> TakenBlock:
    end = block.finished_at or block.started_at
    return TakenBlock(
        block=block,
        share=share(sum(correct for correct, _ in results), len(results)),
        unanswered=sum(blank for _, blank in results),
        pace=_pace(block.seconds),
        minutes=(end - block.started_at).total_seconds() / 60,
        break_before=(block.started_at - previous).total_seconds() / 60,
    )


def _pace(seconds: dict[str, Any]) -> Pace | None:
    """Return the pace over the questions reached; quartiles of fewer than two would be invented."""
    reached = [int(each) for each in seconds.values()]
    if len(reached) < 2:
        return None
    low, _, high = quantiles(reached, n=4, method="inclusive")
    return Pace(median(reached), low, high)
