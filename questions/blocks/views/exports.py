"""Taking along what was met: a page that offers it, and the files."""

from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from drugs.models import DrugClass
from questions.bank.downloads import handed_out
from questions.blocks.met import by_class, entries, met, of_class
from questions.blocks.views.runner import own_block
from quizsite.core.http import go


@require_safe
@never_cache
@login_required
def take_along(request: HttpRequest) -> HttpResponse:
    """Offer everything met, or what was met of one class."""
    places = met(request.user.pk, timezone.now())
    chosen = _chosen_class(request)
    offered = of_class(places, chosen) if chosen else places
    context = {
        "chosen": chosen,
        "count": offered.order_by().values("item").distinct().count(),
        "classes": by_class(places),
    }
    return render(request, "blocks/take_along.html", context)


@require_safe
@never_cache
@login_required
def met_file(request: HttpRequest, form: str) -> HttpResponse:
    """Hand out everything met, or what was met of one class; lead to the page while that is nothing."""
    now = timezone.now()
    places = met(request.user.pk, now)
    chosen = _chosen_class(request)
    if chosen:
        places = of_class(places, chosen)
    if not places.exists():
        query = f"?class={chosen.slug}" if chosen else ""
        return go(request, reverse("blocks:take_along") + query)
    return handed_out(request, form, entries(places), chosen.name if chosen else "All questions met", now)


@require_safe
@never_cache
@login_required
def block_file(request: HttpRequest, block_id: UUID, form: str) -> HttpResponse:
    """Hand out the items of one's own closed block; before that, lead back into it."""
    now = timezone.now()
    own = own_block(request, block_id, now)
    if not own.shows_key:
        return go(request, reverse("blocks:block", args=[own.pk]))
    places = met(request.user.pk, now).filter(block=own)
    return handed_out(request, form, entries(places), f"Block of {own.started_at:%Y-%m-%d %H:%M}", now)


def _chosen_class(request: HttpRequest) -> DrugClass | None:
    slug = request.GET.get("class", "")
    if not slug:
        return None
    found = DrugClass.objects.filter(slug=slug).first()
    if found is None:
        raise Http404
    return found
