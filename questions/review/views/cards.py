"""The review pages: what is due, a block of it, and the cards behind it. GETs write nothing."""

import re
import secrets
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import mark_safe
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from questions.blocks import lifecycle
from questions.blocks.blueprints import LARGEST, Blueprint
from questions.blocks.models import Block
from questions.review import queue
from questions.review.forms import PreferenceForm
from questions.review.models import Card, CardReview, ReviewPreference
from questions.review.overview import entries, overview
from questions.review.scheduling import Rating
from quizsite.core import charts
from quizsite.core.http import go

TEMPLATE = "review/home.html"
NOTHING_DUE = "Nothing is due any more."
SLUG = re.compile(r"[a-z0-9-]{1,100}")
CARDS_A_PAGE = 50


@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """Show what is due today, the weeks to come, and every card."""
    if not request.user.is_authenticated:
        return render(request, TEMPLATE, {"overview": None})
    return render(request, TEMPLATE, _page(request))


@require_POST
@login_required
def start(request: HttpRequest) -> HttpResponse:
    """Start a tutor block of what is due, on variants not met before where the bank has them."""
    now = timezone.now()
    due = queue.due_concepts(request.user.pk, now)[:LARGEST]
    token = request.POST.get("token", "")[:64] or secrets.token_hex(16)
    if not due:  # a blueprint without concepts would ask for everything
        messages.info(request, NOTHING_DUE)
        return redirect("review:home")
    blueprint = Blueprint(size=len(due), minutes=0, mode=Block.Mode.TUTOR, concepts=tuple(due))
    try:
        block = lifecycle.start(request.user, blueprint, token, secrets.randbits(32), now)
    except lifecycle.NothingToAskError:
        messages.info(request, NOTHING_DUE)
    except lifecycle.BlockRunningError as running:
        messages.warning(request, running.words)
    else:
        return go(request, reverse("blocks:question", args=[block.pk, 1]))
    return redirect("review:home")


@require_POST
@login_required
def undo(request: HttpRequest) -> HttpResponse:
    """Take the newest review back."""
    undone = queue.undo(request.user, timezone.now())
    messages.info(request, "The last review is taken back." if undone else "There is no review to take back.")
    return redirect("review:home")


@require_POST
@login_required
def preferences(request: HttpRequest) -> HttpResponse:
    """Store the wanted recall and the limit of a day."""
    own = ReviewPreference.objects.filter(user=request.user).first() or ReviewPreference(user=request.user)
    form = PreferenceForm(request.POST, instance=own, label_suffix="")
    if not form.is_valid():
        return render(request, TEMPLATE, _page(request, form), status=422)
    form.save()
    messages.success(request, "Saved. The new recall applies from each concept's next review.")
    return redirect("review:home")


@require_POST
@login_required
def card(request: HttpRequest) -> HttpResponse:
    """Put a card off until tomorrow, take it out of the queue or back, or remove it."""
    now = timezone.now()
    queue.absorb(request.user, now)  # the page shows cards that are not stored yet: they are named by concept
    own = get_object_or_404(Card, concept=request.POST.get("concept", ""), user=request.user)
    action = request.POST.get("action", "")
    if action == "bury":
        queue.bury(request.user, own.pk, now)
    elif action in ("suspend", "resume"):
        queue.suspend(request.user, own.pk, action == "suspend")
    elif action == "remove":
        queue.remove(request.user, own.pk)
    else:
        return HttpResponseBadRequest("The action must be bury, suspend, resume or remove.")
    return redirect("review:home")


@require_POST
@login_required
def fact(request: HttpRequest) -> HttpResponse:
    """Bring the points that rest on one fact of a guide into the queue."""
    now = timezone.now()
    key = request.POST.get("fact", "")
    concepts = queue.concepts_on(key)
    queue.absorb(request.user, now)
    if not concepts:
        messages.info(request, "The bank holds no question on this fact at present.")
    elif queue.add(request.user, concepts, Card.Reason.CHOSEN, now):
        messages.success(request, "Added to your review.")
    else:
        messages.info(request, "It is in your review already.")
    slug = key.partition("/")[0]
    return redirect("guides:drug", slug) if SLUG.fullmatch(slug) else redirect("review:home")


@require_POST
@login_required
def rating(request: HttpRequest, place_id: int) -> HttpResponse:
    """Give a card's newest review the rating that the learner holds right."""
    chosen = request.POST.get("rating", "")
    if chosen not in {str(each.value) for each in Rating}:
        return HttpResponseBadRequest("The rating must be 1, 2, 3 or 4.")
    try:
        queue.correct_rating(request.user, place_id, Rating(int(chosen)), timezone.now())
    except CardReview.DoesNotExist as missing:
        raise Http404 from missing
    return redirect("review:home")


def _page(request: HttpRequest, form: PreferenceForm | None = None) -> dict[str, Any]:
    now = timezone.now()
    found = queue.standing(request.user, now)
    seen = overview(found, now)
    cards = sorted(found.cards.values(), key=lambda each: (each.suspended, each.due, each.concept))
    page = Paginator(cards, CARDS_A_PAGE).get_page(request.GET.get("page"))
    return {
        "overview": seen,
        "page": page,
        "entries": entries(page.object_list, now),
        "form": form or PreferenceForm(instance=found.preference, label_suffix=""),
        "forecast": _forecast_chart(seen.forecast) if found.cards else "",
        "last_day": seen.forecast[-1][0],
        "today": _reviewed_today(found, now),
        "ratings": [(each.value, each.name.title()) for each in Rating],
        "token": secrets.token_hex(16),
        "now": now,
    }


def _reviewed_today(found: queue.Standing, now: datetime) -> list[dict[str, Any]]:
    reviews = queue.today(found, now)
    words = {entry.card.concept: entry for entry in entries((review.card for review in reviews), now)}
    return [{"review": review, "words": words[review.card.concept]} for review in reviews]


def _forecast_chart(days: list[tuple[Any, int]]) -> str:
    counts = [(f"{day:%-d %b}", count) for day, count in days]
    total = sum(count for _, count in counts)
    description = f"Reviews that fall due on each of the next {len(counts)} days, {total} in all."
    # The chart writer escapes every text that it is given.
    return mark_safe(charts.bars("forecast", "Reviews to come", description, counts))
