"""Taking a block: one URL per question, a whole page without htmx, a fragment with it.

GETs never write: an overdue block is shown as expired and closed by the next write or the sweeper.
"""

from datetime import datetime
from functools import partial
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from questions.bank.models import Item
from questions.blocks import lifecycle
from questions.blocks.exam_days.line import day_line
from questions.blocks.forms import MalformedError, Sent, parse
from questions.blocks.highlights import BadSpanError
from questions.blocks.lifecycle import Fate
from questions.blocks.models import Block
from questions.blocks.views.annotations import annotation_context, changed, options
from quizsite.core.http import go, is_fragment, page_or_fragment

QUESTION, END = "blocks/question.html", "blocks/end.html"
CLOSED, PAUSED = "blocks/closed.html", "blocks/paused.html"
PLACE_FIELDS = ("position", "marked", "struck", "block_id")
# Tells the page's script that the server has dealt with a selection, so that it need not be sent again.
ANSWER_HEADER = "X-Answer"
# Tells the page's clock, whose deadline an outage may have moved.
DEADLINE_HEADER = "X-Deadline"


@require_safe
@never_cache
@login_required
def block(request: HttpRequest, block_id: UUID) -> HttpResponse:
    """Go where the block stands: the question that was open last, or its review; say so while it is paused."""
    now = timezone.now()
    own = own_block(request, block_id, now)
    if own.is_paused:
        answered = own.block_items.with_choice().exclude(choice="").count()
        return render(request, PAUSED, {**clock_context(own, now), "answered": answered})
    return _away(request, own) or go(request, reverse("blocks:question", args=[own.pk, own.current_position]))


@require_POST
@never_cache
@login_required
def resume(request: HttpRequest, block_id: UUID) -> HttpResponse:
    """Let a paused block go on where it was."""
    try:
        own = lifecycle.resume(request.user.pk, block_id, timezone.now())
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    return go(request, reverse("blocks:block", args=[own.pk]))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def question(request: HttpRequest, block_id: UUID, position: int) -> HttpResponse:
    """Show a question, or take what was sent from it and move on."""
    now = timezone.now()
    if request.method == "POST":
        return _take(request, block_id, position, now)
    own = own_block(request, block_id, now)
    elsewhere = _away(request, own) or _unopened(request, own, position)
    return elsewhere or _question(request, own, position, now, moved=True)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@login_required
def end(request: HttpRequest, block_id: UUID) -> HttpResponse:
    """List what is unanswered and marked, or close the block (with the selection under way, if one is sent)."""
    now = timezone.now()
    own = own_block(request, block_id, now)
    if request.method == "POST":
        return _finish(request, own, now)
    return _away(request, own) or _review_list(request, own, now)


def own_block(request: HttpRequest, block_id: UUID, now: datetime) -> Block:
    """Return the person's own block as it stands now; everyone else's is as absent as one that never was."""
    return get_object_or_404(Block, pk=block_id, user_id=request.user.pk).as_of(now)


def _away(request: HttpRequest, own: Block) -> HttpResponse | None:
    """Lead from the pages of a running block to where it stands now; None while it takes answers."""
    if own.is_paused:
        return go(request, reverse("blocks:block", args=[own.pk]))
    return None if own.is_running else go(request, reverse("blocks:review", args=[own.pk]))


def _unopened(request: HttpRequest, own: Block, position: int) -> HttpResponse | None:
    """Lead from a question that may not be seen yet to the open one of its set; None where there is none such."""
    shown = own.sequences.reachable(position)
    return go(request, reverse("blocks:question", args=[own.pk, shown])) if shown != position else None


def _take(request: HttpRequest, block_id: UUID, position: int, now: datetime) -> HttpResponse:
    try:
        sent = parse(request.POST)
        result = _submit(request, block_id, position, sent, now)
    except MalformedError as wrong:
        return HttpResponseBadRequest(str(wrong))
    if result.fate == Fate.PAUSED:
        return _paused(request, result.block, sent)
    if unopened := _unopened(request, result.block, position):
        return unopened
    if result.fate == Fate.REFUSED:
        context = {"own": result.block, "stored": result.place.choice, "position": position}
        response = page_or_fragment(request, CLOSED, "closed", context, status=409)
    else:
        response = _moved_on(request, result, position, sent, now)
    if result.block.deadline_at:
        response[DEADLINE_HEADER] = str(milliseconds(result.block.deadline_at))
    if sent.selection:
        response[ANSWER_HEADER] = result.fate.value  # the server takes plain strings only
    return response


def _paused(request: HttpRequest, own: Block, sent: Sent) -> HttpResponse:
    """Lead to the paused block: nothing was taken. The page's script keeps the answer until the block goes on."""
    if sent.selection and not is_fragment(request):
        messages.warning(request, "The block was paused in another window. Resume it and answer again.")
    return go(request, reverse("blocks:block", args=[own.pk]))


def _submit(request: HttpRequest, block_id: UUID, position: int, sent: Sent, now: datetime) -> lifecycle.Submitted:
    try:
        return lifecycle.submit(request.user.pk, block_id, position, sent.submission(position), now)
    except ObjectDoesNotExist as missing:
        raise Http404 from missing
    except BadSpanError as wrong:
        raise MalformedError(str(wrong)) from wrong


def _moved_on(
    request: HttpRequest, result: lifecycle.Submitted, position: int, sent: Sent, now: datetime
) -> HttpResponse:
    """Answer an accepted form: the saved state, the question that comes next, or the list before the end."""
    own, target = result.block, sent.target(position)
    target = target and own.sequences.reachable(target)
    fragment = is_fragment(request)
    if result.fate in (Fate.OVERTAKEN, Fate.LOCKED):
        # A stale form gets the stored answer and a notice instead of what it asked for.
        return _question(request, own, position, now, notice=result.fate, moved=False)
    if sent.left.note and not result.note_stored:
        return _question(request, own, position, now, notice="note", moved=False, draft=sent.left.note.text)
    if own.is_paused:
        return go(request, reverse("blocks:block", args=[own.pk]))
    if sent.move == "reveal":
        if not result.place.choice:
            return _question(request, own, position, now, notice="unanswered", moved=False)
        if fragment:
            return _question(request, own, position, now, moved=True)
    if target is None or target > own.size:
        return _review_list(request, own, now) if fragment else go(request, reverse("blocks:end", args=[own.pk]))
    if fragment and sent.move == "save":
        return changed(request, own, result.place, sent.left)
    if not fragment:
        return go(request, reverse("blocks:question", args=[own.pk, target]))
    response = _question(request, own, target, now, moved=target != position)
    if target != position:
        response["HX-Push-Url"] = reverse("blocks:question", args=[own.pk, target])
    return response


def _finish(request: HttpRequest, own: Block, now: datetime) -> HttpResponse:
    """Close the block; a clock in the browser that runs ahead does not end it before the server's does."""
    position = request.POST.get("position", "")
    try:
        sent = parse(request.POST)
        if position and not (position.isascii() and position.isdecimal() and len(position) <= 3):
            raise MalformedError("The position must be a whole number.")
        if position:
            _submit(request, own.pk, int(position), sent, now)
    except MalformedError as wrong:
        return HttpResponseBadRequest(str(wrong))
    remaining = own.clock.remaining(now)
    if "time_up" in request.POST and own.is_running and (remaining is None or remaining):
        return go(request, reverse("blocks:block", args=[own.pk]))
    lifecycle.finish(own.pk, now)
    if own.exam_day_id:
        return go(request, reverse("exam_days:day", args=[own.exam_day_id]))
    return go(request, reverse("blocks:review", args=[own.pk]))


def _question(
    request: HttpRequest,
    own: Block,
    position: int,
    now: datetime,
    *,
    moved: bool,
    notice: str = "",
    draft: str | None = None,
) -> HttpResponse:
    """Render one question; nothing in the context knows the key unless it was revealed."""
    places = _all_places(own)
    here = get_object_or_404(own.block_items.with_choice().select_related("item"), position=position)
    item, explained = here.item, own.explains(here)
    context = {
        "here": here,
        "places": places,
        "lead_in": item.lead_in,
        "options": options(here, explained),
        "notice": notice,
        "moved": moved,
        "revealed": explained,
        "part": own.sequences.part(position),
        "locked": explained or own.sequences.is_locked(position),
        **(_lesson(item) if explained else {}),
        **annotation_context(here, item.clues if explained else [], draft),
        **clock_context(own, now),
    }
    response = page_or_fragment(request, QUESTION, "moved", context)
    if is_fragment(request):
        response["HX-Retarget"], response["HX-Reswap"] = "#question", "innerHTML"
    return response


def _all_places(own: Block) -> list[Any]:
    """Return all places of the block for its navigator; `hidden` are those that may not be seen yet."""
    places: list[Any] = list(own.block_items.with_choice().only(*PLACE_FIELDS))
    for place in places:
        place.hidden = own.sequences.is_hidden(place.position)
    return places


def _lesson(item: Item) -> dict[str, Any]:
    """Return what explains an item as a whole, for an owner who may see that."""
    return {"key": item.key, "clues": item.clues, "objective": item.objective, "sources": item.sources}


def _review_list(request: HttpRequest, own: Block, now: datetime) -> HttpResponse:
    """Render what is unanswered and marked: a page, or the inside of the dialog over the question."""
    places = _all_places(own)
    context = {
        "places": places,
        "unanswered": sum(not place.choice for place in places),
        "marked": sum(place.marked for place in places),
        "hidden": sum(place.hidden for place in places),
        "dialog": is_fragment(request),
        **clock_context(own, now),
    }
    response = page_or_fragment(request, END, "ending", context)
    if is_fragment(request):
        response["HX-Retarget"], response["HX-Reswap"] = "#end-dialog", "innerHTML"
    return response


def clock_context(own: Block, now: datetime) -> dict[str, Any]:
    """Return the block and its clock as every template of the runner needs them."""
    remaining = own.clock.remaining(now)
    return {
        "own": own,
        "line": partial(day_line, own, now),  # only the whole page asks for it
        "total": own.size,
        "now_ms": milliseconds(now),
        "deadline_ms": milliseconds(own.deadline_at) if own.deadline_at else None,
        "remaining": None if remaining is None else int(remaining.total_seconds()),
    }


def milliseconds(moment: datetime) -> int:
    """Return a moment as scripts count it."""
    return int(moment.timestamp() * 1000)
