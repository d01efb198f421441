"""The one writer of versions: each entry that now says something else gets one, with who, when and why."""

from collections import defaultdict
from typing import Any

from django.utils import timezone
from pydantic import ValidationError
from simple_history.signals import pre_create_historical_record

from drugs.loading.saying import Saying, row_said

CREATED, CHANGED, DELETED = "+", "~", "-"


class Chronicle:
    """Collects the versions of many rows and writes them at once."""

    def __init__(self, reason: str, user: Any = None) -> None:
        self.reason, self.user, self.now = reason, user, timezone.now()
        self._versions: defaultdict[Any, list[Any]] = defaultdict(list)

    def add(self, row: Any, said: Saying, created: bool) -> None:
        versions = type(row).history.model
        named = {field.attname: getattr(row, field.attname) for field in versions.tracked_fields}
        self._versions[versions].append(
            versions(
                **named,
                said=said,
                history_type=CREATED if created else CHANGED,
                history_date=self.now,
                history_user=self.user,
                history_change_reason=self.reason,
            )
        )

    def write(self) -> None:
        for versions, rows in self._versions.items():
            versions.objects.bulk_create(rows, batch_size=150)
        self._versions.clear()


def record(row: Any, user: Any, reason: str) -> bool:
    """Record what a row says now, unless its last version says the same; return whether it was recorded."""
    last = type(row).history.filter(id=row.pk).first()
    said = sayable(row)
    if last is not None and last.history_type != DELETED and last.said == said:
        return False
    chronicle = Chronicle(reason, user)
    chronicle.add(row, said, created=last is None)
    chronicle.write()
    return True


def sayable(row: Any) -> Saying:
    """Return what a row says; of one that is not finished, what the content format misses."""
    try:
        return row_said(row)
    except ValidationError as wrong:
        return {"unfinished": [f"{'.'.join(map(str, each['loc']))}: {each['msg']}" for each in wrong.errors()]}


def _say(sender: Any, instance: Any, history_instance: Any, **_: Any) -> None:
    """Fill in what a version says that simple-history is about to write for a row saved elsewhere."""
    if history_instance.history_type != DELETED:
        history_instance.said = sayable(type(instance)._default_manager.get(pk=instance.pk))


def connect() -> None:
    """Have every version filled in, also those of rows that a script saves."""
    pre_create_historical_record.connect(_say, dispatch_uid="drugs.loading.recording")
