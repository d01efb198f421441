"""What is kept of every version of an entry: what it said in the content format, who said it, when and why."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from django.db import models
from simple_history.models import HistoricalRecords

# A version names its row by these; all else is in `said`, citations and findings included.
NAMED = ("id", "slug", "key", "state")


class Said(models.Model):
    """The content form of a version; empty for a deletion."""

    said = models.JSONField(default=dict)

    class Meta:
        abstract = True


class Versions(HistoricalRecords):
    """History in the content format: what is compared, restored and dumped is one and the same."""

    def __init__(self, **options: Any) -> None:
        reason = models.CharField(max_length=200, default="")
        super().__init__(bases=(Said,), history_change_reason_field=reason, **options)

    def fields_included(self, model: Any) -> list[Any]:
        return [field for field in model._meta.fields if field.name in NAMED]

    def get_change_reason_for_object(self, instance: Any, history_type: str, using: str | None) -> str:
        return getattr(self.context, "reason", "")


@contextmanager
def because(reason: str) -> Iterator[None]:
    """Give every version that is written meanwhile this reason."""
    before = getattr(HistoricalRecords.context, "reason", "")
    HistoricalRecords.context.reason = reason
    try:
        yield
    finally:
        HistoricalRecords.context.reason = before
