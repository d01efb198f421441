"""One's own data: take it along, start afresh, or delete the account."""

from collections.abc import Iterator

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.db import transaction
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from questions.blocks import lifecycle
from questions.blocks.models import Block
from questions.review import queue
from questions.stats import own_data as exports
from questions.stats.queries import counted
from quizsite.accounts.models import User
from quizsite.dashboard.progress import TABS


@require_safe
@never_cache
@login_required
def own_data(request: HttpRequest) -> HttpResponse:
    """Show what one may do with one's own data."""
    return render(request, "dashboard/progress/data.html", {"tabs": TABS})


@require_safe
@never_cache
@login_required
def answers_csv(request: HttpRequest) -> StreamingHttpResponse:
    """Send every question asked as a row."""
    lines = exports.table(request.user, timezone.now())
    return _file(lines, "text/csv; charset=utf-8", "answers.csv")


@require_safe
@never_cache
@login_required
def everything_json(request: HttpRequest) -> StreamingHttpResponse:
    """Send everything of one's own."""
    pieces = exports.everything(request.user, timezone.now())
    return _file(pieces, "application/json", "everything.json")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def reset(request: HttpRequest) -> HttpResponse:
    """Ask, then put all closed blocks away and forget the cards."""
    now = timezone.now()
    if request.method == "POST":
        with transaction.atomic():
            put_away = lifecycle.archive_blocks(request.user, now)
            queue.forget(request.user)
        messages.success(request, f"{put_away} blocks put away. Every question is new again.")
        return redirect("dashboard:own_data")
    blocks = Block.objects.filter(user=request.user).current().closed(now).count()
    context = {"tabs": TABS, "blocks": blocks, "questions": counted(request.user, now).count()}
    return render(request, "dashboard/progress/reset.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def delete(request: HttpRequest) -> HttpResponse:
    """Ask for the username, then delete the account with everything that belongs to it."""
    person = User.objects.get(pk=request.user.pk)
    context = {"tabs": TABS, "person": person}
    if request.method != "POST" or person.is_staff:
        return render(request, "dashboard/progress/delete.html", context)
    if request.POST.get("username", "").strip() != person.username:
        context["wrong"] = True
        return render(request, "dashboard/progress/delete.html", context, status=422)
    logout(request)
    with transaction.atomic():
        person.delete()
    messages.success(request, "Your account and everything in it is deleted.")
    return redirect("dashboard:home")


def _file(pieces: Iterator[str], kind: str, name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(pieces, content_type=kind)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
