"""The progress pages: score, map, concepts, pace, certainty, exam days. They read and never write."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from questions.review import overview
from questions.review.queue import standing
from questions.stats import advice, fatigue, habit_queries, habits, queries
from questions.stats.learning import KNOWN_AFTER_RIGHT, learning
from questions.stats.measures import share
from questions.stats.readiness import LEAST_ATTEMPTS, readiness
from quizsite.dashboard import maps, pictures

TABS = (
    ("progress", "Score"),
    ("progress_map", "Map"),
    ("progress_concepts", "Concepts"),
    ("progress_pacing", "Pace"),
    ("progress_certainty", "Certainty"),
    ("progress_days", "Exam days"),
    ("own_data", "Your data"),
)
SECOND_THOUGHTS = {
    "answered": "Answered",
    "changed": "Changed",
    "to_right": "From wrong to right",
    "to_wrong": "From right to wrong",
    "wrong_to_wrong": "From wrong to wrong",
    "gained": "Points gained",
}
LAPSED_SHOWN = 15


def _page(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """Let only readers in, keep no copy, and invite whoever has no history yet."""

    @require_safe
    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest) -> HttpResponse:
        if request.user.is_authenticated:
            return view(request)
        return render(request, "dashboard/progress/score.html", {"tabs": TABS})

    return guarded


@_page
def score(request: HttpRequest) -> HttpResponse:
    """Show the score over time, what to expect of an average block, and what to do next."""
    now = timezone.now()
    found = queries.progress(request.user, now)
    context: dict[str, Any] = {
        "tabs": TABS,
        "progress": found,
        "overdue": queries.overdue(request.user, now),
        "least": LEAST_ATTEMPTS,
    }
    if found:
        context["weeks"] = pictures.weeks(found.weeks)
        context["blocks"] = pictures.blocks(found.recent)
        context["readiness"] = readiness(request.user, now)
        context["advice"] = _advice(request, found, now)
    return render(request, "dashboard/progress/score.html", context)


def _advice(request: HttpRequest, found: queries.Progress, now: Any) -> advice.Advice | None:
    overall = found.overall.first or found.overall.whole
    if overall is None:
        return None
    pace = habit_queries.pace(request.user, now)
    return advice.advise(
        due=len(standing(request.user, now).due(now)),
        dangerous=len(habit_queries.dangerous(request.user, now)),
        not_reached=share(pace.not_reached, pace.total) if pace.total else None,
        overall=overall,
        cells=maps.cells(queries.by_kind(request.user, now)),
    )


@_page
def map_page(request: HttpRequest) -> HttpResponse:
    """Show first attempts by category and kind of question, or by drug class within one category."""
    category = request.GET.get("category", "")
    drawn = maps.heat_map(request.user, timezone.now(), category)
    return render(
        request, "dashboard/progress/map.html", {"tabs": TABS, "map": drawn, "window": queries.WINDOW_BLOCKS}
    )


@_page
def concepts(request: HttpRequest) -> HttpResponse:
    """Show how many concepts are new, being learned, known or lapsed."""
    now = timezone.now()
    found = learning(request.user, now)
    kinds = [(kind, maps.stacked(kind.states)) for kind in found.kinds]
    context = {
        "tabs": TABS,
        "learning": found,
        "states": [(str(state), count) for state, count in found.states.items()],
        "bar": maps.stacked(found.states),
        "kinds": kinds,
        "lapsed": overview.entries(found.lapsed[:LAPSED_SHOWN], now),
        "known_after": KNOWN_AFTER_RIGHT,
    }
    return render(request, "dashboard/progress/concepts.html", context)


@_page
def pacing(request: HttpRequest) -> HttpResponse:
    """Show the seconds that questions took, and what second thoughts did."""
    now = timezone.now()
    pace = habit_queries.pace(request.user, now)
    first, again = habit_queries.changes(request.user, now)
    context = {
        "tabs": TABS,
        "window": queries.WINDOW_BLOCKS,
        "pace": pace,
        "picture": pictures.pace(pace),
        "changes": [
            (name, getattr(first, field), getattr(again, field)) for field, name in SECOND_THOUGHTS.items()
        ],
        "changed_at_all": first.changed + again.changed,
        "reference": {
            "changed": habits.REFERENCE_CHANGED,
            "gained": habits.REFERENCE_GAINED,
            "lost": habits.REFERENCE_LOST,
        },
    }
    return render(request, "dashboard/progress/pacing.html", context)


@_page
def certainty(request: HttpRequest) -> HttpResponse:
    """Show how sure compares with right, and the answers that were sure, wrong and dangerous."""
    now = timezone.now()
    first, again = habit_queries.calibration(request.user, now)
    context = {
        "tabs": TABS,
        "calibration": [
            (title, [(level, each, pictures.interval(each)) for level, each in rows])
            for title, rows in (("First attempts", first), ("Seen before", again))
            if rows
        ],
        "window": queries.WINDOW_BLOCKS,
        "dangerous": habit_queries.dangerous(request.user, now),
        "listed": habit_queries.LISTED,
    }
    return render(request, "dashboard/progress/certainty.html", context)


@_page
def exam_days(request: HttpRequest) -> HttpResponse:
    """Show the curve of every exam day that is over."""
    days = [
        (day, pictures.day_curve(f"day-{number}", day.title, day.shares))
        for number, day in enumerate(fatigue.days(request.user, timezone.now()))
    ]
    return render(request, "dashboard/progress/exam_days.html", {"tabs": TABS, "days": days})
