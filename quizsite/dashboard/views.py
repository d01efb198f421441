"""Home: what this is, and the way into a block."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from drugs.models import Drug
from questions.bank.models import Item
from questions.blocks.models import Block
from questions.blocks.models_exam import ExamDay


@require_safe
@never_cache
def home(request: HttpRequest) -> HttpResponse:
    """Say what this is, and start a block from here."""
    now = timezone.now()
    running = day = None
    if request.user.is_authenticated:
        day = ExamDay.objects.running(now).filter(user=request.user).first()
        own = Block.objects.running().filter(user=request.user).first()
        running = own if own and own.as_of(now).is_running else None
    items = Item.objects.active().count()
    context = {
        "running": running,
        "day": day,
        "items": items,
        "drugs": Drug.objects.filter(items__state=Item.State.ACTIVE).distinct().count(),
        "sample": _sample(items, now.date()) if items else None,
    }
    return render(request, "dashboard/home.html", context)


def _sample(items: int, today: date) -> dict[str, Any]:
    """Return one of the active items, another each day, as a question only: nothing here knows the key."""
    item = Item.objects.active().only("stem", "lead_in", "options")[today.toordinal() % items]
    return {"stem": item.stem, "lead_in": item.lead_in, "options": [option["text"] for option in item.options]}
