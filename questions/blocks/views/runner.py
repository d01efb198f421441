"""Taking a block: one URL per question, a whole page without htmx, a fragment with it.

GETs never write: an overdue block is shown as expired and closed by the next write or the sweeper.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from questions.blocks import lifecycle
from questions.blocks.forms import MalformedError, Sent, parse
from questions.blocks.models import Block
from quizsite.core.http import go, is_fragment, page_or_fragment

QUESTION, END, CLOSED = "blocks/question.html", "blocks/end.html", "blocks/closed.html"
# Tells the page's script that the server has dealt with a selection, so that it need not be sent again.
ANSWER_HEADER = "X-Answer"


@require_safe
@never_cache
@login_required
def block(request: HttpRequest, block_id: UUID) -> HttpResponse:
    """Go where the block stands: the question that was open last, or its review."""
    own = own_block(request, block_id, timezone.now())
    if not own.is_running:
        return go(request, reverse("blocks:review", args=[own.pk]))
    return go(request, reverse("blocks:question", args=[own.pk, own.current_position]))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def question(request: HttpRequest, block_id: UUID, position: int) -> HttpResponse:
    """Show a question, or take what was sent from it and move on."""
    now = timezone.now()
    if request.method == "POST":
        return _take(request, block_id, position, now)
    own = own_block(request, block_id, now)
    if not own.is_running:
        return go(request, reverse("blocks:review", args=[own.pk]))
    return _question(request, own, position, now, moved=True)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def end(request: HttpRequest, block_id: UUID) -> HttpResponse:
    """List what is unanswered and marked, or close the block (with the selection under way, if one is sent)."""
    now = timezone.now()
    own = own_block(request, block_id, now)
    if request.method == "POST":
        return _finish(request, own, now)
    if not own.is_running:
        return go(request, reverse("blocks:review", args=[own.pk]))
    return _review_list(request, own, now)


def own_block(request: HttpRequest, block_id: UUID, now: datetime) -> Block:
    """Return the person's own block as it stands now; everyone else's is as absent as one that never was."""
    return get_object_or_404(Block, pk=block_id, user_id=request.user.pk).as_of(now)


def _take(request: HttpRequest, block_id: UUID, position: int, now: datetime) -> HttpResponse:
    try:
        sent = parse(request.POST)
    except MalformedError as wrong:
        return HttpResponseBadRequest(str(wrong))
    result = _submit(request, block_id, position, sent, now)
    if result.accepted:
        response = _moved_on(request, result, position, sent, now)
    else:
        context = {"own": result.block, "stored": result.place.choice, "position": position}
        response = page_or_fragment(request, CLOSED, "closed", context, status=409)
    if sent.selection:
        response[ANSWER_HEADER] = "overtaken" if result.overtaken else "stored" if result.accepted else "refused"
    return response


def _submit(request: HttpRequest, block_id: UUID, position: int, sent: Sent, now: datetime) -> lifecycle.Submitted:
    try:
        return lifecycle.submit(request.user.pk, block_id, position, sent.submission(position), now)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing


def _moved_on(
    request: HttpRequest, result: lifecycle.Submitted, position: int, sent: Sent, now: datetime
) -> HttpResponse:
    """Answer an accepted form: the saved state, the question that comes next, or the list before the end."""
    own, target = result.block, sent.target(position)
    fragment = is_fragment(request)
    if result.overtaken:
        # A stale form gets the stored answer and a notice instead of what it asked for.
        return _question(request, own, position, now, overtaken=True, moved=False)
    if target is None or target > own.size:
        return _review_list(request, own, now) if fragment else go(request, reverse("blocks:end", args=[own.pk]))
    if fragment and sent.move == "save" and sent.marked is None and sent.strike is None:
        return page_or_fragment(request, QUESTION, "place", {"place": result.place, "here": result.place})
    if not fragment:
        return go(request, reverse("blocks:question", args=[own.pk, target]))
    response = _question(request, own, target, now, moved=target != position)
    if target != position:
        response["HX-Push-Url"] = reverse("blocks:question", args=[own.pk, target])
    return response


def _finish(request: HttpRequest, own: Block, now: datetime) -> HttpResponse:
    """Close the block; a clock in the browser that runs ahead does not end it before the server's does."""
    try:
        sent = parse(request.POST)
    except MalformedError as wrong:
        return HttpResponseBadRequest(str(wrong))
    position = request.POST.get("position", "")
    if position:
        if not (position.isascii() and position.isdecimal() and len(position) <= 3):
            return HttpResponseBadRequest("The position must be a whole number.")
        _submit(request, own.pk, int(position), sent, now)
    remaining = own.clock.remaining(now)
    if "time_up" in request.POST and own.is_running and (remaining is None or remaining):
        return go(request, reverse("blocks:block", args=[own.pk]))
    lifecycle.finish(own.pk, now)
    return go(request, reverse("blocks:review", args=[own.pk]))


def _question(
    request: HttpRequest, own: Block, position: int, now: datetime, *, moved: bool, overtaken: bool = False
) -> HttpResponse:
    """Render one question; nothing in the context knows the key."""
    places = list(own.block_items.with_choice().only("position", "marked", "struck", "item_id", "block_id"))
    here = next((place for place in places if place.position == position), None)
    if here is None:
        raise Http404
    item = here.item
    context = {
        "here": here,
        "places": places,
        "stem": item.stem,
        "lead_in": item.lead_in,
        "options": [
            {"key": option["key"], "text": option["text"], "struck": option["key"] in here.struck}
            for option in item.options
        ],
        "overtaken": overtaken,
        "moved": moved,
        **_clock(own, now),
    }
    response = page_or_fragment(request, QUESTION, "question", context)
    if is_fragment(request):
        response["HX-Retarget"], response["HX-Reswap"] = "#question", "innerHTML"
    return response


def _review_list(request: HttpRequest, own: Block, now: datetime) -> HttpResponse:
    """Render what is unanswered and marked: a page, or the inside of the dialog over the question."""
    places = list(own.block_items.with_choice().only("position", "marked", "struck", "block_id"))
    context = {
        "places": places,
        "unanswered": sum(not place.choice for place in places),
        "marked": sum(place.marked for place in places),
        "dialog": is_fragment(request),
        **_clock(own, now),
    }
    response = page_or_fragment(request, END, "ending", context)
    if is_fragment(request):
        response["HX-Retarget"], response["HX-Reswap"] = "#end-dialog", "innerHTML"
    return response


def _clock(own: Block, now: datetime) -> dict[str, Any]:
    """Return the block and its clock as every template of the runner needs them."""
    remaining = own.clock.remaining(now)
    return {
        "own": own,
        "total": own.size,
        "now_ms": int(now.timestamp() * 1000),
        "deadline_ms": int(own.deadline_at.timestamp() * 1000) if own.deadline_at else None,
        "remaining": None if remaining is None else int(remaining.total_seconds()),
    }
