"""Taking a block: one URL per question, a whole page without htmx, a fragment with it.

GETs never write: an overdue block is shown as expired and closed by the next write or the sweeper.
"""

from datetime import datetime
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from questions.blocks import lifecycle
from questions.blocks.forms import MalformedError, Sent, parse
from questions.blocks.models import LETTERS, Block, BlockItem
from quizsite.core.http import go, is_fragment, page_or_fragment

QUESTION, END, CLOSED = "blocks/question.html", "blocks/end.html", "blocks/closed.html"


@require_safe
@never_cache
def block(request: HttpRequest, block_id: UUID) -> HttpResponse:
    """Go where the block stands: its first unanswered question, or its review."""
    now = timezone.now()
    own = own_block(request, block_id, now)
    if not own.is_running:
        return go(request, reverse("blocks:review", args=[own.pk]))
    blank = own.block_items.with_choice().filter(choice="").values_list("position", flat=True).first()
    return go(request, reverse("blocks:question", args=[own.pk, blank or 1]))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def question(request: HttpRequest, block_id: UUID, position: int) -> HttpResponse:
    """Show a question, or take what was sent from it and move on."""
    now = timezone.now()
    if request.method == "POST":
        return _take(request, block_id, position, now)
    own = own_block(request, block_id, now)
    if not own.is_running:
        return go(request, reverse("blocks:review", args=[own.pk]))
    return _show(request, own, position, now)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def end(request: HttpRequest, block_id: UUID) -> HttpResponse:
    """List what is unanswered and marked, or close the block (with the selection under way, if one is sent)."""
    now = timezone.now()
    own = own_block(request, block_id, now)
    review = reverse("blocks:review", args=[own.pk])
    if request.method != "POST":
        return _review_list(request, own, now) if own.is_running else go(request, review)
    try:
        sent, position = parse(request.POST), request.POST.get("position", "")
    except MalformedError as wrong:
        return HttpResponseBadRequest(str(wrong))
    if sent.selection and position.isdecimal():
        _exists(own, int(position[:4]))
        lifecycle.record(own.pk, int(position[:4]), sent.selection, now)
    lifecycle.finish(own.pk, now)
    return go(request, review)


def own_block(request: HttpRequest, block_id: UUID, now: datetime) -> Block:
    """Return the person's own block as it stands now; everyone else's is as absent as one that never was."""
    if not request.user.is_authenticated:
        raise Http404
    return get_object_or_404(Block, pk=block_id, user=request.user).as_of(now)


def _exists(own: Block, position: int) -> None:
    if not own.block_items.filter(position=position).exists():
        raise Http404


def _take(request: HttpRequest, block_id: UUID, position: int, now: datetime) -> HttpResponse:
    if not request.user.is_authenticated:
        raise Http404
    # Ownership and place in one query: the write below reads both again under its lock.
    if not BlockItem.objects.filter(block=block_id, block__user=request.user, position=position).exists():
        raise Http404
    try:
        sent = parse(request.POST)
    except MalformedError as wrong:
        return HttpResponseBadRequest(str(wrong))
    recorded = lifecycle.record(block_id, position, sent.selection, now)
    if not recorded.accepted:
        return render(request, CLOSED, {"block_id": block_id, "stored": recorded.choice}, status=409)
    if sent.marked is not None or sent.strike:
        lifecycle.annotate(block_id, position, now, marked=sent.marked, toggle_strike=sent.strike)
    overtaken = bool(sent.selection) and sent.selection.choice != recorded.choice
    return _move(request, block_id, position, sent, now, overtaken)


def _move(
    request: HttpRequest, block_id: UUID, position: int, sent: Sent, now: datetime, overtaken: bool
) -> HttpResponse:
    annotated = sent.marked is not None or bool(sent.strike)
    if sent.move == "save" and not annotated and not overtaken and is_fragment(request):
        return _saved(request)
    if sent.move == "end":
        return go(request, reverse("blocks:end", args=[block_id]))
    target = {"save": position, "next": position + 1, "previous": max(1, position - 1)}.get(
        str(sent.move), sent.move
    )
    own = Block.objects.get(pk=block_id)
    if int(target) > own.block_items.count():
        return go(request, reverse("blocks:end", args=[block_id]))
    if not is_fragment(request):
        return go(request, reverse("blocks:question", args=[block_id, target]))
    response = _show(request, own, int(target), now, overtaken=overtaken, moved=not annotated)
    if overtaken:
        response["HX-Retarget"] = "#question"
        response["HX-Reswap"] = "innerHTML"
    if target != position:
        response["HX-Push-Url"] = reverse("blocks:question", args=[block_id, target])
    return response


def _saved(request: HttpRequest) -> HttpResponse:
    response = HttpResponse("Saved")
    patch_vary_headers(response, ["HX-Request"])
    return response


def _show(
    request: HttpRequest, own: Block, position: int, now: datetime, *, overtaken: bool = False, moved: bool = True
) -> HttpResponse:
    """Render one question; nothing in the context knows the key."""
    places = list(own.block_items.with_choice().only("position", "marked", "struck", "item_id", "block_id"))
    here = next((place for place in places if place.position == position), None)
    if here is None:
        raise Http404
    item = here.item
    remaining = own.clock.remaining(now)
    context = {
        "block": own,
        "here": here,
        "places": places,
        "total": len(places),
        "stem": item.stem,
        "lead_in": item.lead_in,
        "options": [
            {"key": option["key"], "text": option["text"], "struck": option["key"] in here.struck}
            for option in item.options
        ],
        "letters": LETTERS,
        "overtaken": overtaken,
        "moved": moved,
        "now_ms": int(now.timestamp() * 1000),
        "deadline_ms": int(own.deadline_at.timestamp() * 1000) if own.deadline_at else None,
        "remaining": None if remaining is None else int(remaining.total_seconds()),
    }
    return page_or_fragment(request, QUESTION, "question", context)


def _review_list(request: HttpRequest, own: Block, now: datetime) -> HttpResponse:
    places = list(own.block_items.with_choice().only("position", "marked", "struck", "block_id"))
    context = {
        "block": own,
        "places": places,
        "unanswered": sum(not place.choice for place in places),
        "marked": sum(place.marked for place in places),
        "now_ms": int(now.timestamp() * 1000),
        "deadline_ms": int(own.deadline_at.timestamp() * 1000) if own.deadline_at else None,
        "remaining": None if not own.deadline_at else int((own.deadline_at - now).total_seconds()),
    }
    return render(request, END, context)
