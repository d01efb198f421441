"""The review of a closed block: all items or one, the evidence behind it, and what the learner says about it."""

import secrets
from datetime import datetime
from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ObjectDoesNotExist
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from drugs.guides.evidence import evidence
from questions.blocks import lifecycle
from questions.blocks.blueprints import Blueprint
from questions.blocks.models import Block
from questions.blocks.notes import LONGEST_NOTE, Draft
from questions.blocks.scoring import score
from questions.blocks.views.runner import own_block
from questions.blocks.views.sharing import shared_link
from questions.review import queue, remarks
from questions.review.again import twice
from questions.review.models import LONGEST_REPORT, Card, Reflection, Report
from questions.review.reading import FILTERS, LEAST_OTHERS, Entry, read, split
from quizsite.core.http import go, is_fragment, page_or_fragment

PAGE, ITEM = "review/block.html", "review/item.html"
CHOICES = {
    "whys": Reflection.Why.choices,
    "report_kinds": Report.Kind.choices,
    "longest_note": LONGEST_NOTE,
    "longest_report": LONGEST_REPORT,
    "least_others": LEAST_OTHERS,
}


@require_safe
@never_cache
@login_required
def review(request: HttpRequest, block_id: UUID) -> HttpResponse:
    """Show score and explanations once the block is closed; before that, lead back into it or into its day."""
    own = own_block(request, block_id, timezone.now())
    if away := _away(request, own):
        return away
    entries = read(own)
    show = request.GET.get("show", "all")
    show = show if show in FILTERS else "all"
    asked = Blueprint.from_json(own.blueprint)
    context = {
        "own": own,
        "link": shared_link(request, asked) if asked.number is not None else "",
        "score": score(entry.graded for entry in entries),
        "splits": [
            ("kind of question", split(entries, lambda entry: entry.recipe_title)),
            ("drug class", split(entries, lambda entry: entry.class_name)),
        ],
        "entries": [entry for entry in entries if FILTERS[show][1](entry)],
        "show": show,
        "filters": [(slug, label, sum(map(test, entries))) for slug, (label, test) in FILTERS.items()],
        "twice": twice(own),
        "token": secrets.token_hex(16),
        **CHOICES,
    }
    return render(request, PAGE, context)


@require_safe
@never_cache
@login_required
def item(request: HttpRequest, block_id: UUID, position: int) -> HttpResponse:
    """Show one item of a closed block by itself."""
    own = own_block(request, block_id, timezone.now())
    if away := _away(request, own):
        return away
    context = {
        "own": own,
        "entry": _entry(own, position),
        "previous": position - 1 if position > 1 else None,
        "next": position + 1 if position < own.size else None,
        **CHOICES,
    }
    return render(request, ITEM, context)


@require_safe
@never_cache
@login_required
def facts(request: HttpRequest, block_id: UUID, position: int) -> HttpResponse:
    """Show the facts and sources behind the key and each distractor, as they stand today."""
    own = own_block(request, block_id, timezone.now())
    if away := _away(request, own):
        return away
    entry = _entry(own, position)
    behind = evidence(entry.item.fact_ids)
    by_option = [
        (option, [behind[fact] for fact in stored["fact_ids"] if fact in behind])
        for option, stored in zip(entry.options, entry.item.options, strict=True)
    ]
    told = {fact for stored in entry.item.options for fact in stored["fact_ids"]}
    shared = [each for fact, each in behind.items() if fact not in told]
    missing = [fact for fact in entry.item.fact_ids if fact not in behind]
    context = {"own": own, "entry": entry, "by_option": by_option, "shared": shared, "missing": missing}
    return page_or_fragment(request, "review/facts.html", "facts", context)


@require_POST
@login_required
def remark(request: HttpRequest, block_id: UUID, position: int) -> HttpResponse:
    """Store what the form under an item says: why it was missed, a note, a report, a card."""
    now = timezone.now()
    own = own_block(request, block_id, now)
    if not own.shows_key:
        raise Http404
    entry = _entry(own, position)
    said = request.POST.get("action", "")
    if said not in REMARKS:
        return HttpResponseBadRequest("The action must be why, note, report, keep or let-go.")
    try:
        notice = REMARKS[said](request, own, entry, now)
    except ValueError as wrong:
        return HttpResponseBadRequest(str(wrong))
    if is_fragment(request):
        context = {"own": own, "entry": _entry(own, position), "notice": notice, **CHOICES}
        return page_or_fragment(request, "review/_remarks.html", "remarks", context)
    if notice:
        messages.info(request, notice)
    return redirect(reverse("blocks:review", args=[own.pk]) + f"#question-{position}")


@require_POST
@login_required
def again(request: HttpRequest, block_id: UUID) -> HttpResponse:
    """Start the same block again, or fresh variants of all its points, or of one."""
    now = timezone.now()
    own = own_block(request, block_id, now)
    if not own.shows_key:
        raise Http404
    position = request.POST.get("position", "")
    try:
        if position:
            block = _start_variant(request, own, position, now)
        else:
            repeat = lifecycle.Again(own, fresh=request.POST.get("fresh") == "1")
            block = lifecycle.start_again(request.user, repeat, _token(request), secrets.randbits(32), now)
    except lifecycle.NothingToAskError:
        messages.warning(request, "The bank holds no question on this any more.")
    except lifecycle.BlockRunningError as running:
        messages.warning(request, running.words)
    else:
        return go(request, reverse("blocks:question", args=[block.pk, 1]))
    return redirect("blocks:review", own.pk)


def _away(request: HttpRequest, own: Block) -> HttpResponse | None:
    if own.is_sealed and not own.is_running:
        return go(request, reverse("exam_days:day", args=[own.exam_day_id]))
    if not own.shows_key:
        return go(request, reverse("blocks:block", args=[own.pk]))
    return None


def _entry(own: Block, position: int) -> Entry:
    entries = read(own, position)
    if not entries:
        raise Http404
    return entries[0]


def _token(request: HttpRequest) -> str:
    return request.POST.get("token", "")[:64] or secrets.token_hex(16)


def _start_variant(request: HttpRequest, own: Block, position: str, now: datetime) -> Block:
    """Start one question on the same point: another variant while the bank has one that was not met."""
    if not (position.isascii() and position.isdecimal() and len(position) <= 3):
        raise Http404
    concept = _entry(own, int(position)).item.concept
    asked = Blueprint(size=1, minutes=0, mode=Block.Mode.TUTOR, concepts=(concept,))
    return lifecycle.start(request.user, asked, _token(request), secrets.randbits(32), now)


def _why(request: HttpRequest, own: Block, entry: Entry, now: datetime) -> str:
    remarks.reflect(entry.place, request.POST.get("why", ""))
    return ""


def _note(request: HttpRequest, own: Block, entry: Entry, now: datetime) -> str:
    text = request.POST.get("note", "").replace("\r\n", "\n")
    if len(text) > LONGEST_NOTE:
        return f"The note is longer than {LONGEST_NOTE} characters and was not saved. Shorten it."
    try:
        _, taken = lifecycle.write_note(
            own.user_id, own.pk, entry.place.position, Draft(text, request.POST.get("note_drawn", ""))
        )
    except ObjectDoesNotExist:
        return "The note was not saved: reload the page and try again."
    return "Note saved." if taken else "Another window changed this note meanwhile; yours was not saved."


def _report(request: HttpRequest, own: Block, entry: Entry, now: datetime) -> str:
    remarks.report(request.user, entry.item.pk, request.POST.get("kind", ""), request.POST.get("text", ""), now)
    return "Thank you. The editors see your report with the facts behind this question."


def _keep(request: HttpRequest, own: Block, entry: Entry, now: datetime) -> str:
    queue.absorb(request.user, now)
    made = queue.add(request.user, [entry.item.concept], Card.Reason.CHOSEN, now)
    return "This point will come back in your review." if made else "This point is in your review already."


def _let_go(request: HttpRequest, own: Block, entry: Entry, now: datetime) -> str:
    queue.absorb(request.user, now)
    card = Card.objects.filter(user=request.user, concept=entry.item.concept).first()
    if card:
        queue.remove(request.user, card.pk)
    return "This point will not come back."


REMARKS = {"why": _why, "note": _note, "report": _report, "keep": _keep, "let-go": _let_go}
