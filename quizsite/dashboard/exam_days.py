"""The report of an exam day: fatigue curve, pace by block, use of the breaks."""

from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from questions.blocks.exam_days.views import own_day
from questions.stats.exam_days import DayReport, Pace, TakenBlock, day_report
from quizsite.core import charts
from quizsite.core.http import go

# The pace is drawn on a scale to three minutes: twice the time that the exam gives a question.
PACE_SECONDS = 180


@require_safe
@never_cache
@login_required
def exam_day(request: HttpRequest, day_id: UUID) -> HttpResponse:
    """Show a day that is over; before that, lead back into it."""
    now = timezone.now()
    own = own_day(request, day_id, now)
    if not own.is_over:
        return go(request, reverse("exam_days:day", args=[own.pk]))
    report = day_report(own, now)
    time = report.time
    context = {
        "day": own,
        "plan": own.as_planned,
        "report": report,
        "rows": [(each, _pace_picture(each.pace)) for each in report.blocks],
        "curve": _curve(report) if report.blocks else None,
        "breaks": time.breaks.total_seconds() / 60,
        "uses": [
            (name, span.total_seconds() / 60)
            for name, span in (
                ("Tutorial", time.tutorial),
                ("Blocks", time.testing),
                ("Breaks", time.breaks),
                ("Not used", time.total_left),
            )
        ],
    }
    return render(request, "exam_day/report.html", context)


def _curve(report: DayReport) -> dict[str, Any]:
    points = [_point(each) for each in report.blocks]
    description = f"Percent correct in {len(points)} blocks in the order of the day, each with its 95% interval."
    return {
        # The chart writer escapes every text that it is given.
        "chart": mark_safe(charts.line_chart("fatigue", "Score by block", description, points)),
        "scale": charts.SCALE,
        "first": points[0].label,
        "last": points[-1].label if len(points) > 1 else "",
    }


def _point(taken: TakenBlock) -> charts.Point:
    part = taken.share
    return charts.Point(f"Block {taken.block.day_number}", part.value, part.low, part.high)


def _pace_picture(pace: Pace | None) -> str:
    """Draw the median and the middle half of the seconds per question."""
    if pace is None:
        return ""
    value, low, high = (min(100 * each / PACE_SECONDS, 100) for each in (pace.median, pace.low, pace.high))
    return mark_safe(charts.interval(charts.Point("", value, low, high)))
