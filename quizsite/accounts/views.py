"""Preferences."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from quizsite.accounts.forms import PreferencesForm
from quizsite.accounts.guests import ensure_person


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
def preferences(request: HttpRequest) -> HttpResponse:
    """Show and save the person's own settings; a visitor who saves becomes a guest."""
    if request.method != "POST":
        person = request.user if request.user.is_authenticated else None
        return render(request, "account/preferences.html", {"form": PreferencesForm(instance=person)})
    form = PreferencesForm(request.POST, instance=ensure_person(request))
    if not form.is_valid():
        return render(request, "account/preferences.html", {"form": form}, status=422)
    form.save()
    messages.success(request, "Preferences saved.")
    return redirect("accounts:preferences")
