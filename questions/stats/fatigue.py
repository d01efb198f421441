"""How the score held over the blocks of each exam day that is over."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db.models import Count, Q

from questions.blocks.exam_days.plans import Plan
from questions.stats.measures import Share, halves, share
from questions.stats.queries import counted

DAYS_SHOWN = 12


@dataclass(frozen=True, slots=True)
class DayCurve:
    """One day; `shares` in the order of its blocks, `halves` None with fewer than two blocks."""

    pk: UUID
    title: str
    started_at: datetime
    shares: list[Share]
    halves: tuple[Share, Share] | None


def days(user: Any, now: datetime) -> list[DayCurve]:
    """Return the newest days first, in one query; unanswered counts as wrong."""
    fields = ("block__exam_day", "block__exam_day__plan", "block__exam_day__started_at", "block__day_number")
    sat = counted(user, now).filter(block__exam_day__isnull=False)
    rows = sat.values(*fields).annotate(right=Count("pk", filter=Q(correct=True)), total=Count("pk"))
    ordered = rows.order_by("-block__exam_day__started_at", "block__day_number")
    blocks: dict[tuple[UUID, str, datetime], list[Share]] = {}
    for pk, plan, started, _, right, total in ordered.values_list(*fields, "right", "total"):
        blocks.setdefault((pk, Plan.from_json(plan).title, started), []).append(share(right, total))
    return [DayCurve(*day, shares, halves(shares)) for day, shares in list(blocks.items())[:DAYS_SHOWN]]
