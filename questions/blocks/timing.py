"""The clock's rules: when a block ends, what still counts, and what remains (pure, server time only)."""

import datetime as dt
import math
from decimal import Decimal

GRACE = dt.timedelta(seconds=3)  # hidden allowance for the way from the learner's browser to the server
CLOSED = ("finished", "expired")


def deadline(started_at: dt.datetime, minutes: int, time_factor: Decimal) -> dt.datetime:
    """Return the absolute end of a block that starts now; the time factor is the accommodation."""
    return started_at + dt.timedelta(seconds=math.ceil(minutes * 60 * time_factor))


def is_over(deadline_at: dt.datetime | None, now: dt.datetime) -> bool:
    """Tell whether time and grace are both gone; an untimed block is never over."""
    return deadline_at is not None and now > deadline_at + GRACE


def status_at(status: str, deadline_at: dt.datetime | None, now: dt.datetime) -> str:
    """Return the status that holds now: a running block past its grace is expired, whatever its row says."""
    return "expired" if status == "running" and is_over(deadline_at, now) else status


def closing(deadline_at: dt.datetime | None, now: dt.datetime) -> tuple[str, dt.datetime]:
    """Return status and finish time of a block that closes now; past the deadline it ends at the deadline."""
    if deadline_at is not None and now >= deadline_at:
        return "expired", deadline_at
    return "finished", now


def seconds_left(deadline_at: dt.datetime, now: dt.datetime) -> int:
    """Return whole seconds until the deadline, rounded up and never negative."""
    return max(0, math.ceil((deadline_at - now).total_seconds()))


def seconds_spent(since: dt.datetime | None, now: dt.datetime, deadline_at: dt.datetime | None) -> int:
    """Return whole seconds between two moments of a block, none of them after its deadline."""
    if since is None:
        return 0
    end = now if deadline_at is None else min(now, deadline_at)
    return max(0, round((end - since).total_seconds()))


def clock_face(seconds: int) -> str:
    """Write seconds as the timer shows them: 29:05, or 1:29:05 from one hour on."""
    hours, rest = divmod(seconds, 3600)
    minutes, secs = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{secs:02}" if hours else f"{minutes}:{secs:02}"
