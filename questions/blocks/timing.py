"""The clock of a block: deadline, grace and expiry, from times that are passed in.

When things meet at the deadline:
- The server's time counts, taken once when a request arrives; the clock in the browser only shows it.
- An answer counts until deadline plus GRACE, both included: it was under way when the clock reached zero. Its time
  on the item ends at the deadline all the same, and so does the block: whoever closes it, whenever.
- At zero the page sends what is chosen together with the finish: one request, and the choice is stored first. When
  that arrives after the grace (a slow tab, a lost network) the choice is refused and the stored one is graded.
- A finish at or after the deadline is an expiry. A browser that says too early that time is up ends nothing.
- Two requests at once are put in order by the lock on the block's row; the second sees what the first left.
- A pause cannot be asked for at zero. A stopped clock never runs out.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import Decimal

# An answer under way when the clock reached zero still counts if it arrives within this time.
GRACE = timedelta(seconds=3)
# Away from the screen is not time on the item.
LONGEST_VISIT_SECONDS = 3600


@dataclass(frozen=True, slots=True)
class Clock:
    """When a block ends; `deadline` is None for an untimed one, `paused` is since when the clock stands still."""

    deadline: datetime | None
    paused: datetime | None = None

    def reading(self, now: datetime) -> datetime:
        """Return the time that this clock shows: the present, or the moment at which it was stopped."""
        return now if self.paused is None else min(now, self.paused)

    def remaining(self, now: datetime) -> timedelta | None:
        """Return the time left, never negative; None without a deadline."""
        if self.deadline is None:
            return None
        return max(self.deadline - self.reading(now), timedelta(0))

    def accepts(self, now: datetime) -> bool:
        """Tell whether an answer that arrives now still counts (deadline plus grace, inclusive)."""
        return self.deadline is None or self.reading(now) <= self.deadline + GRACE

    def is_over(self, now: datetime) -> bool:
        """Tell whether the block has to be closed: the grace has passed too."""
        return not self.accepts(now)

    def finish_time(self, now: datetime) -> datetime:
        """Return when the block ended: now, but never after the deadline, nor after the clock was stopped."""
        return self.reading(now) if self.deadline is None else min(self.reading(now), self.deadline)

    def resumed(self, now: datetime) -> datetime | None:
        """Return the deadline once the clock goes on: later by exactly the pause."""
        if self.deadline is None or self.paused is None:
            return self.deadline
        return self.deadline + (now - self.reading(now))


def deadline(start: datetime, minutes: float, factor: Decimal) -> datetime:
    """Return the absolute end of a block of `minutes` with the learner's time factor."""
    return start + timedelta(minutes=minutes * float(factor))


def seconds_between(last: datetime, now: datetime) -> int:
    """Return whole seconds of one visit to an item, bounded on both sides."""
    return round(min(max((now - last).total_seconds(), 0), LONGEST_VISIT_SECONDS))
