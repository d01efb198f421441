"""Stored items as files to take along: rows to entries, entries to a response."""

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.text import slugify

from drugs.models import Drug
from questions.bank.exports.entries import Entry
from questions.bank.exports.formats import FORMATS
from questions.bank.models import Item

PRINT = "print"  # a page instead of a file
COPIED = (
    "concept",
    "recipe",
    "recipe_version",
    "category",
    "tier",
    "stem",
    "lead_in",
    "options",
    "objective",
    "explanation",
    "sources",
)


def class_names() -> dict[int, dict[str, str]]:
    """Return the names by slug of the classes of every drug, by its primary key: one query for any export."""
    found: dict[int, dict[str, str]] = {}
    rows = Drug.objects.exclude(classes=None).order_by("pk", "classes__name")
    for pk, slug, name in rows.values_list("pk", "classes__slug", "classes__name"):
        found.setdefault(pk, {})[slug] = name
    return found


def entry_of(item: Item, classes: Mapping[int, Mapping[str, str]], choice: str = "", note: str = "") -> Entry:
    """Return a stored item in the contract's form, with what the learner made of it."""
    form = {name: getattr(item, name) for name in COPIED}
    steps = [step for step in (1, 2, 3) if getattr(item, f"step{step}")]
    return Entry(
        {"id": item.uid, "drug": item.drug_name, "steps": steps, **form},
        classes.get(item.drug_id or 0, {}),
        choice,
        note,
        outdated=item.state == Item.State.SUPERSEDED,
    )


def entries_of(items: Iterable[Item]) -> Iterator[Entry]:
    """Return stored items one after the other, without a learner's doing."""
    classes = class_names()
    return (entry_of(item, classes) for item in items)


def handed_out(
    request: HttpRequest, form: str, entries: Iterable[Entry], title: str, at: datetime
) -> HttpResponse:
    """Return the file, or the page to print; a format that there is not is not found."""
    if form == PRINT:
        return render(request, "exports/print.html", {"title": title, "entries": list(entries), "at": at})
    if form not in FORMATS:
        raise Http404
    made = FORMATS[form]
    name = f"rationale-{slugify(title)}{made.ending}"
    response = HttpResponse(made.write(entries, at), content_type=made.media_type)
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
