"""Home, progress and health: pages that put the features together."""

from django.db import DatabaseError, connection
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from drugs.models import Drug
from questions.bank.models import Item
from questions.blocks.models import Block
from questions.stats import queries
from questions.stats.measures import Share
from quizsite.core import charts


@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """Say what this is, and start a block from here."""
    running = None
    if request.user.is_authenticated:
        own = Block.objects.running().filter(user=request.user).first()
        running = own if own and own.as_of(timezone.now()).is_running else None
    context = {
        "running": running,
        "items": Item.objects.active().count(),
        "drugs": Drug.objects.filter(items__state=Item.State.ACTIVE).distinct().count(),
    }
    return render(request, "dashboard/home.html", context)


@require_safe
@never_cache
def progress(request: HttpRequest) -> HttpResponse:
    """Show blocks taken and scores with their uncertainty."""
    if not request.user.is_authenticated:
        return render(request, "dashboard/progress.html", {"progress": None})
    found = queries.progress(request.user, timezone.now())
    context = {
        "progress": found if found.blocks else None,
        "recent": found.blocks[::-1],
        "over_time": _over_time(found),
        "splits": [
            ("kind of question", found.by_recipe, _bars("recipe", "Score by kind of question", found.by_recipe)),
            ("drug class", found.by_class, _bars("class", "Score by drug class", found.by_class)),
        ],
    }
    return render(request, "dashboard/progress.html", context)


@require_safe
@never_cache
def healthz(request: HttpRequest) -> HttpResponse:
    """Answer 200 while the database answers, else 503."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return HttpResponse("database unreachable", status=503, content_type="text/plain")
    return HttpResponse("ok", content_type="text/plain")


def _point(label: str, share: Share) -> charts.Point:
    return charts.Point(label, share.value, share.low, share.high)


def _over_time(found: queries.Progress) -> str:
    points = [_point(f"{result.block.started_at:%-d %b %Y}", result.share) for result in found.blocks]
    description = f"Percent correct in {len(points)} blocks, oldest first, each with its 95% interval."
    # The chart writer escapes every text that it is given.
    return mark_safe(charts.line_chart("over-time", "Score over time", description, points))


def _bars(name: str, title: str, rows: list[tuple[str, Share]]) -> str:
    bars = [(_point(label, share), share.total) for label, share in rows]
    return mark_safe(charts.bar_chart(name, title, "Percent correct with 95% interval and n.", bars))
