"""Giving time back that an outage of the server took from blocks and exam days under way."""

from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import F, Q

from questions.blocks.models import Block
from questions.blocks.models_exam import ExamDay

# Nobody waits longer before a page that does not answer: of all outages together, a block gets this much back.
LONGEST_CREDIT = timedelta(hours=2)


@transaction.atomic
def credit_outage(start: datetime, end: datetime) -> int:
    """Move the deadline of everything whose clock ran into the outage; return how many blocks and days got time.

    Only what the server was away counts: a closed laptop gets nothing. A stopped clock lost nothing. What was over
    before the outage stays over. No item is charged with the time either, in a block without a clock neither.
    """
    days = ExamDay.objects.filter(ended_at=None, started_at__lt=end, deadline_at__gt=start)
    credited = sum(_credit_day(day, start, end) for day in days.select_for_update().order_by("pk"))
    running = Block.objects.running().filter(started_at__lt=end, paused_at=None)
    blocks = running.filter(Q(deadline_at=None) | Q(deadline_at__gt=start))
    return credited + sum(_credit_block(block, start, end) for block in blocks.select_for_update().order_by("pk"))


def _credit_block(block: Block, start: datetime, end: datetime) -> bool:
    block.last_event_at += max(end - max(start, block.last_event_at), timedelta(0))
    credit = _owed(block, start, end) if block.deadline_at else timedelta(0)
    if block.deadline_at:
        block.deadline_at += credit
    block.credited_seconds += round(credit.total_seconds())
    block.save(update_fields=["last_event_at", "deadline_at", "credited_seconds"])
    return bool(credit)


def _credit_day(day: ExamDay, start: datetime, end: datetime) -> bool:
    """Lengthen the day, and keep all its blocks sealed until its new end."""
    credit = _owed(day, start, end)
    day.deadline_at += credit
    day.credited_seconds += round(credit.total_seconds())
    day.save(update_fields=["deadline_at", "credited_seconds"])
    Block.objects.filter(exam_day=day, sealed_until__isnull=False).update(sealed_until=F("sealed_until") + credit)
    return bool(credit)


def _owed(sitting: Any, start: datetime, end: datetime) -> timedelta:
    """Return what a block or a day gets for this outage, in whole seconds and never beyond the bound."""
    lost = timedelta(seconds=round((end - max(start, sitting.started_at)).total_seconds()))
    return min(lost, LONGEST_CREDIT - timedelta(seconds=sitting.credited_seconds))
