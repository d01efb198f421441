"""The admin of entries whose versions are kept: each saving is recorded once, compared, and can be undone."""

from dataclasses import dataclass
from typing import Any

from django import forms
from django.contrib import messages
from django.contrib.messages.storage import default_storage
from django.core.exceptions import PermissionDenied, ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.urls import path, reverse
from django.views.decorators.http import require_POST

from drugs import models
from drugs.admin import impact
from drugs.editing.differences import Difference, differences
from drugs.editing.restoring import restore
from drugs.loading.recording import DELETED, record, sayable

MOST_VERSIONS = 50
Concerned = tuple[set[str], set[str]]  # fact ids, and slugs of drugs
BEFORE = "as it was before the first recorded change"


class ReasonedForm(forms.ModelForm):  # type: ignore[type-arg]
    """An entry, and why it is changed."""

    change_reason = forms.CharField(
        label="Why this change?", required=False, max_length=200, help_text="For the history; may stay empty."
    )


class Unsaved(Exception):
    """A form that is to be previewed was refused; `errors` say why."""

    def __init__(self, answer: Any) -> None:
        super().__init__("not saved")
        found = getattr(answer, "context_data", None) or {}
        self.errors = [str(error) for error in found.get("errors", ())] or ["You may not change this entry."]


@dataclass(frozen=True, slots=True)
class Step:
    """One version, with what it changed."""

    version: Any
    differences: list[Difference]
    current: bool
    restorable: bool


class Historied:
    """Mixed into admins: one version for each saving, a history page, and a way back."""

    form = ReasonedForm

    def save_model(self, request: HttpRequest, row: Any, form: Any, change: bool) -> None:
        row.said_before = {}
        if change:
            stored = type(row)._default_manager.get(pk=row.pk)
            row.said_before = sayable(stored)
            if not row.history.exists():
                record(stored, None, BEFORE)
        row.skip_history_when_saving = True  # citations and inlines follow: the version is written after them
        super().save_model(request, row, form, change)  # type: ignore[misc]

    def save_related(self, request: HttpRequest, form: Any, formsets: Any, change: bool) -> None:
        super().save_related(request, form, formsets, change)  # type: ignore[misc]
        row = form.instance
        request.saved = row  # type: ignore[attr-defined]  # for the preview, which has no other way to know a new row
        del row.skip_history_when_saving
        if sayable(row) != row.said_before:
            self.changed(request, row)
        record(row, request.user, form.cleaned_data.get("change_reason", ""))

    def changed(self, request: HttpRequest, row: Any) -> None:
        """Hook for what follows from a change, before it is recorded."""

    def delete_model(self, request: HttpRequest, row: Any) -> None:
        """Keep what a row said that nobody ever changed."""
        if not row.history.exists():
            record(row, None, BEFORE)
        super().delete_model(request, row)  # type: ignore[misc]

    def delete_queryset(self, request: HttpRequest, rows: Any) -> None:
        for row in rows:
            self.delete_model(request, row)

    def get_urls(self) -> list[Any]:
        name = f"drugs_{self.model._meta.model_name}"  # type: ignore[attr-defined]
        within = self.admin_site.admin_view  # type: ignore[attr-defined]
        restoring, preview = within(require_POST(self.restore_version)), within(require_POST(self.preview))
        return [
            path("<int:pk>/versions/<int:version>/restore/", restoring, name=f"{name}_restore"),
            path("<int:pk>/preview/", preview, name=f"{name}_preview"),
            path("add/preview/", preview, name=f"{name}_preview_new"),
            *super().get_urls(),  # type: ignore[misc]
        ]

    def concerned(self, row: Any) -> Concerned | None:
        """Return the fact ids and the drugs whose questions a change of this row may touch; None for unknown."""
        return None

    def changeform_view(
        self, request: HttpRequest, object_id: str | None = None, form_url: str = "", extra_context: Any = None
    ) -> HttpResponse:
        """Offer the preview beside Save where it can be told what depends on the entry."""
        url = ""
        if type(self).concerned is not Historied.concerned:
            name = f"admin:drugs_{self.model._meta.model_name}_preview"  # type: ignore[attr-defined]
            url = reverse(name, args=[object_id]) if object_id else reverse(f"{name}_new")
        more = {"preview_url": url, **(extra_context or {})}
        return super().changeform_view(request, object_id, form_url, more)  # type: ignore[misc,no-any-return]

    def preview(self, request: HttpRequest, pk: int | None = None) -> HttpResponse:
        """Show what a form would change in questions once it is approved; nothing is saved."""
        model: Any = self.model  # type: ignore[attr-defined]
        errors: list[str] = []
        before = model._default_manager.filter(pk=pk).first() if pk else None
        known = self.concerned(before) if before else None

        def change() -> None:
            answer = self.changeform_view(request, str(pk) if pk else None)
            saved = getattr(request, "saved", None)
            if saved is None:
                raise Unsaved(answer)
            if issubclass(model, models.Fact):
                model.objects.filter(pk=saved.pk).update(state=models.State.REVIEWED)
            keys, drugs = self.concerned(model._default_manager.get(pk=saved.pk)) or (set(), set())
            concerned[0].update(keys)
            concerned[1].update(drugs)

        concerned: Concerned = (set(), set()) if known is None else known
        kept = request._messages  # type: ignore[attr-defined]
        request._messages = default_storage(request)  # type: ignore[attr-defined]  # "was changed" is not true
        context = {**self.admin_site.each_context(request), "title": "What it changes in questions"}  # type: ignore[attr-defined]
        try:
            context["impact"] = impact.impact(change, *concerned)
        except Unsaved as refused:
            errors = refused.errors
        request._messages = kept  # type: ignore[attr-defined]
        context["errors"] = errors
        return TemplateResponse(request, "admin/drugs/impact.html", context, status=422 if errors else 200)

    def history_view(self, request: HttpRequest, object_id: str, extra_context: Any = None) -> HttpResponse:
        """Show the versions of an entry, newest first, also of one that is deleted."""
        model: Any = self.model  # type: ignore[attr-defined]
        if not self.has_view_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        if not object_id.isdecimal():
            raise Http404
        versions = list(model.history.filter(id=object_id).select_related("history_user")[: MOST_VERSIONS + 1])
        row = model._default_manager.filter(pk=object_id).first()
        if row is None and not versions:
            raise Http404
        context = {
            **self.admin_site.each_context(request),  # type: ignore[attr-defined]
            "title": f"History of {row or _name(versions)}",
            "opts": model._meta,
            "original": row,
            "steps": _steps(versions),
            "more": len(versions) > MOST_VERSIONS,
            "restore_url": f"admin:drugs_{model._meta.model_name}_restore",
            "may_restore": self.has_change_permission(request),  # type: ignore[attr-defined]
            **(extra_context or {}),
        }
        return TemplateResponse(request, "admin/drugs/history.html", context)

    def restore_version(self, request: HttpRequest, pk: int, version: int) -> HttpResponse:
        """Make an entry what it was in a version; of a fact that is a draft again."""
        model: Any = self.model  # type: ignore[attr-defined]
        if not self.has_change_permission(request):  # type: ignore[attr-defined]
            raise PermissionDenied
        chosen = get_object_or_404(model.history, id=pk, history_id=version)
        state = _state(chosen)
        try:
            restore(chosen, request.user, f"restored as of {chosen.history_date:%Y-%m-%d %H:%M}", state)
        except ValidationError as wrong:
            for message in wrong.messages:
                messages.error(request, message)
        else:
            waits = issubclass(model, models.Fact) and state == models.State.DRAFT
            after = "It is a draft and waits for review." if waits else "The change is recorded like any other."
            messages.success(request, f"The version is restored. {after}")
        return redirect(reverse(f"admin:drugs_{model._meta.model_name}_history", args=[pk]))


def _name(versions: list[Any]) -> str:
    last = versions[0]
    return str(getattr(last, "key", "") or getattr(last, "slug", "") or "a deleted entry")


def _state(chosen: Any) -> str:
    """Return the state of a restored fact: only what was reviewed last needs no new review."""
    model = chosen.instance_type
    standing = (
        model.history.filter(id=chosen.id).exclude(state=models.State.DRAFT, history_type__in="+~").first()
        if issubclass(model, models.Fact)
        else None
    )
    return models.State.REVIEWED if standing == chosen else models.State.DRAFT


def _steps(versions: list[Any]) -> list[Step]:
    """Pair each version with the one before it."""
    before = [*versions[1:], None]
    return [
        Step(
            version=version,
            differences=differences(old.said if old else {}, version.said),
            current=number == 0 and version.history_type != DELETED,
            restorable=bool(version.said) and "unfinished" not in version.said,
        )
        for number, (version, old) in enumerate(zip(versions, before, strict=True))
    ][:MOST_VERSIONS]
