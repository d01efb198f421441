"""Home and progress: pages that put the features together."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from drugs.models import Drug
from questions.bank.models import Item
from questions.blocks.models import Block
from questions.blocks.models_exam import ExamDay
from questions.stats import queries
from questions.stats.measures import Share
from quizsite.core import charts


@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """Say what this is, and start a block from here."""
    now = timezone.now()
    running = day = None
    if request.user.is_authenticated:
        day = ExamDay.objects.running(now).filter(user=request.user).first()
        own = Block.objects.running().filter(user=request.user).first()
        running = own if own and own.as_of(now).is_running else None
    items = Item.objects.active().count()
    context = {
        "running": running,
        "day": day,
        "items": items,
        "drugs": Drug.objects.filter(items__state=Item.State.ACTIVE).distinct().count(),
        "sample": _sample(items, now.date()) if items else None,
    }
    return render(request, "dashboard/home.html", context)


@require_safe
@never_cache
def progress(request: HttpRequest) -> HttpResponse:
    """Show blocks taken and scores with their uncertainty."""
    found = queries.progress(request.user, timezone.now()) if request.user.is_authenticated else None
    context: dict[str, Any] = {"progress": found}
    if found:
        context["over_time"] = _over_time(found.recent)
        context["splits"] = [
            ("kind of question", _with_pictures(found.by_recipe)),
            ("drug class", _with_pictures(found.by_class)),
        ]
    return render(request, "dashboard/progress.html", context)


def _sample(items: int, today: date) -> dict[str, Any]:
    """Return one of the active items, another each day, as a question only: nothing here knows the key."""
    item = Item.objects.active().only("stem", "lead_in", "options")[today.toordinal() % items]
    return {"stem": item.stem, "lead_in": item.lead_in, "options": [option["text"] for option in item.options]}


def _point(label: str, share: Share) -> charts.Point:
    return charts.Point(label, share.value, share.low, share.high)


def _over_time(recent: list[queries.BlockResult]) -> dict[str, Any]:
    """Return the chart, oldest block first, with the words that stand around it."""
    points = [_point(f"{result.block.started_at:%-d %b %Y}", result.share) for result in recent[::-1]]
    description = f"Percent correct in {len(points)} blocks, oldest first, each with its 95% interval."
    return {
        # The chart writer escapes every text that it is given.
        "chart": mark_safe(charts.line_chart("over-time", "Score over time", description, points)),
        "scale": charts.SCALE,
        "first": points[0].label,
        "last": points[-1].label if len(points) > 1 else "",
    }


def _with_pictures(rows: list[tuple[str, Share]]) -> list[tuple[str, Share, str]]:
    return [(name, share, mark_safe(charts.interval(_point(name, share)))) for name, share in rows]
