"""Setting up and starting a block."""

import secrets

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from questions.blocks import lifecycle, selection
from questions.blocks.blueprints import PRESETS
from questions.blocks.forms import SetUpForm
from questions.blocks.models import Block
from quizsite.accounts.guests import TooManyGuestsError, ensure_person
from quizsite.core.http import go, is_fragment, page_or_fragment

TEMPLATE = "blocks/new.html"


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Show the set-up with live counts, or start the block."""
    if request.method == "POST":
        return _start(request)
    form = SetUpForm(request.GET if "size" in request.GET else None, initial=_preset(request))
    context = _counted(request, form) if is_fragment(request) else _page(request, form)
    return page_or_fragment(request, TEMPLATE, "matching", context)


def _start(request: HttpRequest) -> HttpResponse:
    form = SetUpForm(request.POST)
    if not form.is_valid():
        return render(request, TEMPLATE, _page(request, form), status=422)
    now = timezone.now()
    token = form.cleaned_data["token"] or secrets.token_hex(16)
    try:
        person = ensure_person(request)
        block = lifecycle.start(person, form.blueprint(), token, secrets.randbits(32), now)
    except lifecycle.NothingToAskError:
        form.add_error(None, "No question passes these filters. Take some filters away and start again.")
        return render(request, TEMPLATE, _page(request, form), status=422)
    except lifecycle.BlockRunningError:
        form.add_error(None, "Your other block is still running. Resume it or end it first.")
        return render(request, TEMPLATE, _page(request, form), status=409)
    except TooManyGuestsError:
        form.add_error(None, "Too many guests came from your address this hour. Sign in, or try again later.")
        response = render(request, TEMPLATE, _page(request, form), status=429)
        response["Retry-After"] = "3600"
        return response
    return go(request, reverse("blocks:question", args=[block.pk, 1]))


def _preset(request: HttpRequest) -> dict[str, object]:
    slug = request.GET.get("preset", "")
    chosen = next((preset.blueprint for preset in PRESETS if preset.slug == slug), None)
    return {"size": chosen.size, "minutes": int(chosen.minutes), "step": chosen.step} if chosen else {}


def _page(request: HttpRequest, form: SetUpForm) -> dict[str, object]:
    running = None
    if request.user.is_authenticated:
        own = Block.objects.running().filter(user=request.user).first()
        running = own if own and own.as_of(timezone.now()).is_running else None
    return {"presets": PRESETS, "running": running, **_counted(request, form)}


def _counted(request: HttpRequest, form: SetUpForm) -> dict[str, object]:
    """Return the form with what its filters match; an invalid form counts nothing."""
    bound = form
    if not form.is_bound:
        bound = SetUpForm(
            {name: form.get_initial_for_field(field, name) or "" for name, field in form.fields.items()}
        )
    if not bound.is_valid():
        return {"form": form, "matching": None}
    blueprint = bound.blueprint()
    factor = getattr(request.user, "time_factor", 1)  # an anonymous visitor has none
    holds = selection.capacity(blueprint)
    return {
        "form": form,
        "matching": selection.matching(blueprint).count(),
        "holds": holds,
        "wanted": blueprint.size,
        "short": holds < blueprint.size,
        "factor": factor,
        "longer_minutes": round(float(factor) * blueprint.minutes) if factor != 1 and blueprint.minutes else None,
    }
