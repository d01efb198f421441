"""A block on paper: its questions, without keys."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from questions.blocks.views.runner import own_block
from quizsite.core.http import go


@require_safe
@never_cache
@login_required
def questions(request: HttpRequest, block_id: UUID) -> HttpResponse:
    """Show all questions to print; while they may not be printed, lead to where the block stands."""
    own = own_block(request, block_id, timezone.now())
    if not own.goes_on_paper:
        return go(request, reverse("blocks:block", args=[own.pk]))
    places = own.block_items.select_related("item")
    # On paper, too, a question opens after the one before it in its set.
    items = [place.item for place in places if own.shows_key or not own.sequences.is_hidden(place.position)]
    asked = [
        {"stem": item.stem, "lead_in": item.lead_in, "options": [option["text"] for option in item.options]}
        for item in items
    ]
    return render(request, "blocks/print.html", {"own": own, "asked": asked})
