"""Every write of what a learner says about an item afterwards: why it was missed, and reports to the editors."""

from datetime import datetime
from typing import Any

from questions.blocks.models import BlockItem
from questions.review.models import LONGEST_REPORT, Reflection, Report


def reflect(place: BlockItem, why: str) -> None:
    """Store why an item was missed; "" takes it back. Raises ValueError for an unknown reason."""
    if not why:
        Reflection.objects.filter(block_item=place).delete()
        return
    if why not in Reflection.Why.values:
        raise ValueError(f"unknown reason {why!r}")
    Reflection.objects.update_or_create(block_item=place, defaults={"why": why})


def report(user: Any, item_id: int, kind: str, text: str, now: datetime) -> Report:
    """Store a problem; a second report of the same kind on the same item replaces the text and opens it again."""
    if kind not in Report.Kind.values:
        raise ValueError(f"unknown kind {kind!r}")
    stored, _ = Report.objects.update_or_create(
        user=user,
        item_id=item_id,
        kind=kind,
        defaults={"text": text.strip()[:LONGEST_REPORT], "at": now, "state": Report.State.OPEN},
    )
    return stored
