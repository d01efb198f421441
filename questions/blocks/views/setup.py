"""Setting up and starting a block."""

import secrets

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from questions.blocks import filters, lifecycle, selection
from questions.blocks.blueprints import PRESETS, Blueprint
from questions.blocks.filters import Asker
from questions.blocks.models import Block
from questions.blocks.setup_form import SetUpForm
from questions.blocks.views.sharing import shared_link
from quizsite.accounts.guests import TooManyGuestsError, ensure_person
from quizsite.core.http import go, is_fragment, page_or_fragment

TEMPLATE = "blocks/new.html"
FIELDS = ("size", "minutes", "seconds", "mode", "step", "category", "status", "difficulty", "drugs")
CHECKS = ("recipes", "classes")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def new(request: HttpRequest) -> HttpResponse:
    """Show the set-up with live counts, or start the block."""
    if request.method == "POST":
        return _start(request)
    form = _asked(request)
    context = _counted(request, form) if is_fragment(request) else _page(request, form)
    return page_or_fragment(request, TEMPLATE, "counted", context)


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
    except lifecycle.BlockRunningError as running:
        form.add_error(None, running.words)
        return render(request, TEMPLATE, _page(request, form), status=409)
    except TooManyGuestsError:
        form.add_error(None, "Too many guests came from your address this hour. Sign in, or try again later.")
        response = render(request, TEMPLATE, _page(request, form), status=429)
        response["Retry-After"] = "3600"
        return response
    return go(request, reverse("blocks:question", args=[block.pk, 1]))


def _asked(request: HttpRequest) -> SetUpForm:
    """Return the form as the link asks for it; without a link, as it was for the person's newest block."""
    if slug := request.GET.get("preset", ""):
        preset = next((each for each in PRESETS if each.slug == slug), None)
        if preset:
            return SetUpForm.from_blueprint(preset.blueprint)
        form = SetUpForm.from_link(QueryDict())
        form.add_error(None, f"There is no preset “{slug}”. Choose one of these, or set the block up by hand.")
        return form
    if not set(request.GET) & set(SetUpForm.base_fields) and request.user.is_authenticated:
        newest = (
            Block.objects.filter(user=request.user, exam_day=None).set_up_by_hand().order_by("-started_at").first()
        )
        if newest:
            return SetUpForm.from_blueprint(Blueprint.from_json(newest.blueprint))
    return SetUpForm.from_link(request.GET)


def _page(request: HttpRequest, form: SetUpForm) -> dict[str, object]:
    running = None
    if request.user.is_authenticated:
        own = Block.objects.running().filter(user=request.user).first()
        running = own if own and own.as_of(timezone.now()).is_running else None
    return {
        "presets": PRESETS,
        "running": running,
        "fields": [form[name] for name in FIELDS],
        "checks": [form[name] for name in CHECKS],
        **_counted(request, form),
    }


def _counted(request: HttpRequest, form: SetUpForm) -> dict[str, object]:
    """Return the form with what its filters match and how long it lasts; an invalid form counts nothing."""
    if not form.is_valid():
        wrong = [(form[name].label if name in form.fields else "", told) for name, told in form.errors.items()]
        return {"form": form, "matching": None, "wrong": wrong}
    blueprint = form.blueprint()
    asker = Asker(request.user.pk, timezone.now()) if request.user.is_authenticated else None
    factor = getattr(request.user, "time_factor", 1)  # an anonymous visitor has none
    holds = selection.capacity(blueprint, asker)
    return {
        "form": form,
        "matching": filters.matching(blueprint, asker).count(),
        "holds": holds,
        "wanted": blueprint.size,
        "short": holds < blueprint.size,
        "factor": factor if factor != 1 else None,
        "minutes": float(factor) * blueprint.minutes_for(min(holds, blueprint.size)),
        "link": shared_link(request, blueprint),
    }
