"""Figures of the progress pages as charts, with the words that stand around them."""

from typing import Any

from django.utils.safestring import mark_safe

from questions.stats.habit_queries import Pace
from questions.stats.habits import EXAM_SECONDS, PACE_BINS, bin_names
from questions.stats.measures import Share
from questions.stats.queries import BlockResult, Week
from quizsite.core import charts
from quizsite.core.charts import Point, Series

# The chart writer escapes every text that it is given: what it returns is safe.


def point(label: str, share: Share) -> Point:
    """Return a share as a point of a chart."""
    return Point(label, share.value, share.low, share.high)


def interval(share: Share | None) -> str:
    """Draw a share with its interval; nothing of nothing."""
    return mark_safe(charts.interval(point("", share))) if share else ""


def weeks(found: list[Week]) -> dict[str, Any]:
    """Draw the score week by week, pooled over four weeks: first attempts, and what was seen before."""
    span = max((found[-1].monday - found[0].monday).days, 1)
    lines: dict[str, list[tuple[float, Point]]] = {"first": [], "again": []}
    for week in found:
        place = (week.monday - found[0].monday).days / span if len(found) > 1 else 0.5
        for name, share in (("first", week.pooled.first), ("again", week.pooled.again)):
            if share:
                lines[name].append((place, point(f"Week of {week.monday:%-d %b %Y}", share)))
    series = [Series(name, points) for name, points in lines.items() if points]
    description = (
        f"Percent correct in {len(found)} weeks, each pooled with the three before, with 95% intervals: "
        "first attempts, and questions on points seen before."
    )
    return {
        "chart": mark_safe(charts.trends("weeks", "Score by week", description, series)),
        "scale": charts.SCALE,
        "first": f"{found[0].monday:%-d %b %Y}",
        "last": f"{found[-1].monday:%-d %b %Y}" if len(found) > 1 else "",
    }


def blocks(recent: list[BlockResult]) -> dict[str, Any]:
    """Draw the first attempts of the newest blocks, oldest first."""
    points = [point(f"{each.started_at:%-d %b %Y}", each.tally.first) for each in recent[::-1] if each.tally.first]
    if not points:
        return {}
    description = f"Percent correct at first attempts in {len(points)} blocks, oldest first, with 95% intervals."
    return {
        "chart": mark_safe(charts.line_chart("blocks", "Score by block", description, points)),
        "scale": charts.SCALE,
        "first": points[0].label,
        "last": points[-1].label if len(points) > 1 else "",
    }


def pace(found: Pace) -> dict[str, Any]:
    """Draw how long first attempts took, with a line at the exam's time, and count both kinds."""
    names = bin_names()
    description = f"How many first attempts took how many seconds, with a line at {EXAM_SECONDS} seconds."
    counts = list(zip(names, found.first.bins, strict=True))
    mark = PACE_BINS.index(EXAM_SECONDS) + 1
    return {
        "chart": mark_safe(charts.bars("pace", "Seconds a question", description, counts, mark)),
        "rows": list(zip(names, found.first.bins, found.again.bins, strict=True)),
        "exam_seconds": EXAM_SECONDS,
    }


def day_curve(name: str, title: str, shares: list[Share]) -> str:
    """Draw how the score held over the blocks of one exam day."""
    points = [point(f"Block {number}", share) for number, share in enumerate(shares, start=1)]
    description = f"Percent correct in {len(points)} blocks in the order of the day, each with its 95% interval."
    return mark_safe(charts.line_chart(name, title, description, points))
