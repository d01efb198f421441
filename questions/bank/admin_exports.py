"""The acts of the admin's item list that hand out the selected items, one for each format."""

from collections.abc import Callable
from functools import partial
from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from questions.bank.downloads import PRINT, entries_of, handed_out
from questions.bank.exports.formats import FORMATS
from questions.bank.models import Item

Act = tuple[Callable[..., HttpResponse], str, str]


class TakesAlong:
    """Add the acts to a list of items; whoever may see the list may see the keys."""

    def get_actions(self, request: HttpRequest) -> dict[str, Act]:
        offered = [(each.slug, each.label) for each in FORMATS.values()] + [(PRINT, "a page to print")]
        acts: dict[str, Act] = {
            f"take_{slug}": (partial(take, slug), f"take_{slug}", f"Take along selected items: {label}")
            for slug, label in offered
        }
        return {**super().get_actions(request), **acts}  # type: ignore[misc]


def take(form: str, desk: Any, request: HttpRequest, items: QuerySet[Item]) -> HttpResponse:
    """Hand out the selected items in the order of their making."""
    rows = items.order_by("pk").defer("proof").iterator(chunk_size=500)
    return handed_out(request, form, entries_of(rows), "Items of the bank", timezone.now())
