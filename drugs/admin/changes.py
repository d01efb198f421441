"""The page of recent changes: who changed what and when, over all kinds of entry, deleted ones included."""

from typing import Any

from django.apps import apps
from django.contrib import admin
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from drugs.loading.recording import DELETED

SHOWN = 100
HISTORIES: tuple[Any, ...] = tuple(
    model for model in apps.get_app_config("drugs").get_models() if hasattr(model, "history")
)


@require_safe
def changes(request: HttpRequest) -> HttpResponse:
    """Show the newest versions that somebody made, and what was deleted by whomever."""
    if not request.user.has_perm("drugs.view_drug"):  # type: ignore[union-attr]
        raise PermissionDenied
    deleted = "deleted" in request.GET
    found: list[Any] = []
    for model in HISTORIES:
        versions = model.history.select_related("history_user")
        wanted = versions.filter(history_type=DELETED) if deleted else versions.filter(history_user__isnull=False)
        found += wanted[:SHOWN]
    found.sort(key=lambda version: version.history_date, reverse=True)
    context = {
        **admin.site.each_context(request),
        "title": "Recent changes",
        "deleted": deleted,
        "versions": [(version, _name(version), _page(version)) for version in found[:SHOWN]],
    }
    return TemplateResponse(request, "admin/drugs/changes.html", context)


def _name(version: Any) -> str:
    name = getattr(version, "key", "") or getattr(version, "slug", "") or version.id
    return f"{version.instance_type._meta.verbose_name}: {name}"


def _page(version: Any) -> str:
    return reverse(f"admin:drugs_{version.instance_type._meta.model_name}_history", args=[version.id])
