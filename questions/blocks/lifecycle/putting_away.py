"""A reset puts closed blocks away, and a withdrawn item counts as right for whoever met it."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from django.db import transaction

from questions.blocks.lifecycle.exam_day import end_overdue_days
from questions.blocks.models import Block, BlockItem


@transaction.atomic
def archive_blocks(user: Any, now: datetime) -> int:
    """Put every block that is over away; return how many.

    They are kept with answers and notes, but count no more, and their items are unseen again. What still runs, a
    block or an exam day, goes on and counts.
    """
    end_overdue_days(now, user=user)
    over = Block.objects.filter(user=user).current().closed(now).exclude(status=Block.Status.RUNNING)
    return over.update(archived_at=now)


def give_full_marks(items: Collection[int], now: datetime) -> int:
    """Count withdrawn items as right wherever they were graded; return at how many places that changed."""
    graded = BlockItem.objects.filter(item__in=items, correct__isnull=False, full_marks_at__isnull=True)
    return graded.update(correct=True, full_marks_at=now)
