"""The time of an exam day: what is left, what was used for what, and what may happen next.

The day is one stretch of time that never stops: tutorial, blocks and pool in one sum, counted from its start.
What a block or the tutorial leaves over needs no booking: the break time left is whatever remains of the day once
every block still to come has its full time. Everything between two blocks uses it, the page before a block too.
A block gets its full time as long as the day has that much left. So time taken beyond the pool is cut from the end
of the day: the last block is shorter by it, or those before it too when that does not suffice. Time that a later
block leaves over pays the excess back first.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from enum import StrEnum

from questions.blocks.timing import GRACE

NONE = timedelta(0)


class Phase(StrEnum):
    """Where a day stands."""

    TUTORIAL = "tutorial"
    BREAK = "break"  # between two blocks, and before the first
    BLOCK = "block"
    OVER = "over"


@dataclass(frozen=True, slots=True)
class Timetable:
    """How a day is divided; all blocks have the same time."""

    blocks: int
    block: timedelta
    pool: timedelta
    tutorial: timedelta

    @property
    def length(self) -> timedelta:
        """Return how long the day is."""
        return self.blocks * self.block + self.pool + self.tutorial


@dataclass(frozen=True, slots=True)
class Sitting:
    """One block of the day; `end` is None until somebody has written it down, `credit` is in the deadline."""

    start: datetime
    deadline: datetime
    end: datetime | None = None
    credit: timedelta = NONE

    def is_running(self, now: datetime) -> bool:
        """Tell whether the block still takes answers: the grace belongs to it."""
        return self.end is None and now <= self.deadline + GRACE

    def ended(self, now: datetime) -> datetime:
        """Return when its time stopped counting: its end or deadline, or now."""
        return min(now, self.deadline) if self.end is None else self.end


@dataclass(frozen=True, slots=True)
class Day:
    """What has happened so far. `credit` is time given back after the server failed; `end` an early end."""

    timetable: Timetable
    start: datetime
    tutorial_end: datetime | None = None
    sittings: tuple[Sitting, ...] = field(default=())
    credit: timedelta = NONE
    end: datetime | None = None

    @property
    def limit(self) -> datetime:
        """Return when the day is over whatever happens."""
        return self.start + self.timetable.length + self.credit

    def tutorial_ended(self, now: datetime) -> datetime:
        """Return when the tutorial stopped counting: at its end, or when its time was up, or now."""
        return min(self.tutorial_end or now, self.start + self.timetable.tutorial, now)

    def grant(self, now: datetime) -> timedelta:
        """Return the time that a block gets if it starts now."""
        return max(min(self.timetable.block, self.limit - now), NONE)


@dataclass(frozen=True, slots=True)
class Standing:
    """A day as of one moment.

    `number` is the block that runs or, in a break, comes next. `pool` is the break time left, below zero when more
    was taken. `tutorial`, `testing` and `breaks` are the time gone; with `total_left` they make the day.
    """

    phase: Phase
    number: int
    total_left: timedelta
    pool: timedelta
    tutorial: timedelta
    testing: timedelta
    breaks: timedelta

    @property
    def pool_left(self) -> timedelta:
        """Return the break time left, never negative."""
        return max(self.pool, NONE)

    @property
    def overdraw(self) -> timedelta:
        """Return how much testing time is lost to breaks."""
        return max(-self.pool, NONE)


def standing(day: Day, now: datetime) -> Standing:
    """Return how the day stands at `now`, whether or not somebody has written down what has run out since."""
    phase = _phase(day, now)
    stop = _stop(day, now) if phase == Phase.OVER else min(now, day.limit)
    tutorial = day.tutorial_ended(stop) - day.start
    testing = sum((each.ended(stop) - each.start for each in day.sittings), NONE)
    done = len(day.sittings)
    return Standing(
        phase=phase,
        number=done if phase in (Phase.BLOCK, Phase.OVER) else done + 1,
        total_left=day.limit - stop,
        pool=_pool(day, phase, stop),
        tutorial=tutorial,
        testing=testing,
        breaks=stop - day.start - tutorial - testing,
    )


def _phase(day: Day, now: datetime) -> Phase:
    if day.end is not None:
        return Phase.OVER
    if day.sittings and day.sittings[-1].is_running(now):
        return Phase.BLOCK
    if len(day.sittings) == day.timetable.blocks or now > day.limit + GRACE:
        return Phase.OVER
    if not day.sittings and day.tutorial_end is None and now < day.start + day.timetable.tutorial:
        return Phase.TUTORIAL
    return Phase.BREAK


def _stop(day: Day, now: datetime) -> datetime:
    """Return when a day that is over ended: early, with its last block, or with its time."""
    ends = [now, day.limit]
    if day.end is not None:
        ends.append(day.end)
    if len(day.sittings) == day.timetable.blocks:
        ends.append(day.sittings[-1].ended(now))
    return min(ends)


def _pool(day: Day, phase: Phase, now: datetime) -> timedelta:
    """Return what is left of the day beyond the blocks to come: from the end of what runs now, or from now."""
    table = day.timetable
    ahead = (table.blocks - len(day.sittings)) * table.block
    if phase == Phase.TUTORIAL:
        return day.limit - day.start - table.tutorial - ahead
    if phase == Phase.BLOCK:
        running = day.sittings[-1]
        cut = max(table.block - (running.deadline - running.start - running.credit), NONE)
        return day.limit - running.deadline - ahead - cut
    return day.limit - now - ahead
