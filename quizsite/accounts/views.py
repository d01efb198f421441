"""Preferences, whole and as the settings that a block shows."""

from typing import cast

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from quizsite.accounts.forms import DisplayForm, PreferencesForm
from quizsite.accounts.guests import ensure_person
from quizsite.accounts.models import User
from quizsite.core.http import is_fragment, page_or_fragment


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def preferences(request: HttpRequest) -> HttpResponse:
    """Show and save the person's own settings; a visitor who saves becomes a guest."""
    if request.method != "POST":
        return render(request, "account/preferences.html", {"form": PreferencesForm(instance=_person(request))})
    form = PreferencesForm(request.POST, instance=ensure_person(request))
    if not form.is_valid():
        return render(request, "account/preferences.html", {"form": form}, status=422)
    form.save()
    messages.success(request, "Preferences saved.")
    return redirect("accounts:preferences")


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def display(request: HttpRequest) -> HttpResponse:
    """Show and save how pages look: a page, or the inside of the settings dialog, which saves each choice."""
    if request.method != "POST":
        return page_or_fragment(
            request, "account/display.html", "settings", {"form": DisplayForm(instance=_person(request))}
        )
    form = DisplayForm(request.POST, instance=ensure_person(request))
    if not form.is_valid():
        return page_or_fragment(request, "account/display.html", "settings", {"form": form}, status=422)
    form.save()
    if is_fragment(request):
        return page_or_fragment(request, "account/display.html", "said", {"saved": True})
    messages.success(request, "Settings saved.")
    return redirect("accounts:display")


def _person(request: HttpRequest) -> User | None:
    return cast(User, request.user) if request.user.is_authenticated else None
