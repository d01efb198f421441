"""Import and export pages: a table out as a file, and a file in after its changes were shown."""

import io
import zipfile
from typing import Any

from django import forms
from django.conf import settings
from django.contrib import admin, messages
from django.core.cache import cache
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.crypto import get_random_string
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from drugs.admin import impact
from drugs.importing.importing import Outdated, as_approved, carry_out, prepare, rows_of
from drugs.importing.planning import Plan
from drugs.importing.sheets import FORMATS, MOST_BYTES, MOST_ROWS, written
from drugs.importing.tables import TABLES
from drugs.loading.content_files import changes, content_files
from drugs.loading.dumping import dump
from drugs.loading.errors import ContentError
from drugs.models import Drug

CONTENT = settings.BASE_DIR / "drugs" / "content"
KEPT_SECONDS = 60 * 60  # between showing an import and carrying it out
MOST_SHOWN = 200  # changes or errors on a page
TYPES = {"csv": "text/csv; charset=utf-8", "xlsx": FORMATS["xlsx"].CONTENT_TYPE}
CHOICES = [(table.slug, table.title.capitalize()) for table in TABLES.values()]


class ImportForm(forms.Form):
    """A file, and the table that it holds."""

    table = forms.ChoiceField(choices=CHOICES, help_text="What the rows of the file are.")
    file = forms.FileField(
        help_text=f"CSV (UTF-8) or a workbook (.xlsx), up to {MOST_ROWS:,} rows; the first row names the columns."
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > MOST_BYTES:
            raise forms.ValidationError(
                f"The file has more than {MOST_BYTES:,} bytes: split it into smaller ones."
            )
        return file


class ExportForm(forms.Form):
    """A table, of all drugs or of one."""

    table = forms.ChoiceField(choices=CHOICES)
    drug = forms.ModelChoiceField(
        Drug.objects.all(), to_field_name="slug", required=False, empty_label="All drugs", help_text="For facts."
    )
    form = forms.ChoiceField(label="As", choices=[("xlsx", "Workbook (.xlsx)"), ("csv", "CSV (UTF-8)")])


@require_http_methods(["GET", "HEAD", "POST"])
def import_page(request: HttpRequest) -> HttpResponse:
    """Take a file and show what it would change, or everything that is wrong with it."""
    _allowed(request, "drugs.change_drug")
    form = ImportForm(request.POST or None, request.FILES or None)
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, status=422 if request.method == "POST" else 200)
    table, file = TABLES[form.cleaned_data["table"]], form.cleaned_data["file"]
    data = file.read()
    try:
        plan = prepare(table, data)
    except ContentError as refused:
        return _page(request, form, errors=refused.errors, status=422)
    token = get_random_string(32)
    cache.set(_place(request, token), (table.slug, data, file.name), KEPT_SECONDS)
    return _shown(request, plan, token)


@require_POST
def carry_out_import(request: HttpRequest) -> HttpResponse:
    """Carry out an import that was shown, if it still does what was shown."""
    _allowed(request, "drugs.change_drug")
    token = request.POST.get("token", "")
    kept = cache.get(_place(request, token))
    if kept is None:
        messages.error(request, "The file is no longer kept here: choose it again.")
        return redirect("workbench:import")
    slug, data, name = kept
    try:
        plan = carry_out(TABLES[slug], data, request.POST.get("digest", ""), request.user, name)
    except Outdated as now:
        return _shown(request, now.plan, token, "The knowledge changed meanwhile: this is what the file does now.")
    except ContentError as refused:
        return _page(request, ImportForm(initial={"table": slug}), errors=refused.errors, status=422)
    cache.delete(_place(request, token))
    messages.success(request, _told(plan))
    return redirect("workbench:review" if plan.table.is_fact and plan.changes else "workbench:import")


@require_POST
def preview_import(request: HttpRequest) -> HttpResponse:
    """Show what a shown import would change in questions once it is approved; nothing is saved."""
    _allowed(request, "drugs.change_drug")
    kept = cache.get(_place(request, request.POST.get("token", "")))
    context = _context(request, "What it changes in questions")
    if kept is None:
        context["errors"] = ["The file is no longer kept here: choose it again."]
        return TemplateResponse(request, "admin/drugs/impact.html", context, status=422)
    slug, data, _ = kept
    try:
        plan = prepare(TABLES[slug], data)
    except ContentError as refused:
        context["errors"] = refused.errors[:MOST_SHOWN]
        return TemplateResponse(request, "admin/drugs/impact.html", context, status=422)
    keys = {change.fact for change in plan.changes if change.fact}
    drugs = {change.drug for change in plan.changes if change.drug}
    context["impact"] = impact.impact(lambda: as_approved(plan), keys, drugs)
    return TemplateResponse(request, "admin/drugs/impact.html", context)


@require_safe
def export_page(request: HttpRequest) -> HttpResponse:
    """Ask which table, and send it."""
    _allowed(request, "drugs.view_drug")
    form = ExportForm(request.GET or None)
    if not form.is_valid():
        return TemplateResponse(request, "admin/drugs/export.html", {**_context(request, "Export"), "form": form})
    table, form_name = TABLES[form.cleaned_data["table"]], form.cleaned_data["form"]
    drug = form.cleaned_data["drug"]
    rows = rows_of(table, drug.slug if drug else "")
    name = "-".join(part for part in (table.slug, drug.slug if drug else "") if part)
    response = HttpResponse(written(table.names, rows, form_name), content_type=TYPES[form_name])
    response["Content-Disposition"] = f'attachment; filename="{name}.{form_name}"'
    response["X-Content-Type-Options"] = "nosniff"
    return response


@require_safe
def export_content(request: HttpRequest) -> HttpResponse:
    """Send everything as content files, with what differs from the present ones as a patch."""
    _allowed(request, "drugs.view_drug")
    try:
        texts = content_files(dump(), CONTENT)
    except ContentError as unsayable:
        return _page(request, ImportForm(), errors=unsayable.errors, status=409)
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as parts:
        parts.writestr("changes.patch", changes(texts, CONTENT))
        for name, text in texts.items():
            parts.writestr(f"content/{name}", text)
    response = HttpResponse(made.getvalue(), content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="content.zip"'
    return response


def _allowed(request: HttpRequest, permission: str) -> None:
    if not request.user.has_perm(permission):  # type: ignore[union-attr]
        raise PermissionDenied


def _place(request: HttpRequest, token: str) -> str:
    return f"import-{request.user.pk}-{''.join(filter(str.isalnum, token))[:40]}"


def _told(plan: Plan) -> str:
    new = sum(change.is_new for change in plan.changes)
    told = f"{new} new, {len(plan.changes) - new} changed, {plan.unchanged} unchanged."
    waits = (
        " What is new or changed is a draft and waits for review." if plan.table.is_fact and plan.changes else ""
    )
    return f"Imported {plan.table.title}: {told}{waits}"


def _context(request: HttpRequest, title: str) -> dict[str, Any]:
    return {**admin.site.each_context(request), "title": title}


def _page(
    request: HttpRequest, form: forms.Form, errors: list[str] | None = None, status: int = 200
) -> HttpResponse:
    context = {
        **_context(request, "Import"),
        "form": form,
        "errors": (errors or [])[:MOST_SHOWN],
        "error_count": len(errors or []),
        "tables": list(TABLES.values()),
    }
    return TemplateResponse(request, "admin/drugs/import.html", context, status=status)


def _shown(request: HttpRequest, plan: Plan, token: str, notice: str = "") -> HttpResponse:
    context = {
        **_context(request, f"Import of {plan.table.title}"),
        "plan": plan,
        "new": sum(change.is_new for change in plan.changes),
        "changed": sum(not change.is_new for change in plan.changes),
        "changes": plan.changes[:MOST_SHOWN],
        "token": token,
        "notice": notice,
    }
    return TemplateResponse(request, "admin/drugs/import_shown.html", context, status=409 if notice else 200)
