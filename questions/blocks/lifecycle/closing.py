"""Closing a block: by hand, at its deadline, by the sweeper; and the grade, written once."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from questions.bank.models import Item
from questions.blocks.models import Block, BlockItem
from questions.blocks.models_exam import ExamDay, ExamDayQuerySet


@transaction.atomic
def finish(block_id: UUID, now: datetime) -> Block:
    """Close the block for good; a block that is closed already stays as it is."""
    block = Block.objects.select_for_update().get(pk=block_id)
    if block.is_running:
        close(block, now)
    return block


@transaction.atomic
def expire_if_over(block_id: UUID, now: datetime) -> Block:
    """Close the block if deadline and grace have passed; return it as it is then."""
    block = Block.objects.select_for_update().get(pk=block_id)
    if block.is_running and block.clock.is_over(now):
        close(block, now)
    return block


def expire_overdue(now: datetime, user: Any = None) -> int:
    """Close every block whose deadline and grace have passed; return how many were closed."""
    overdue = Block.objects.overdue(now)
    if user is not None:
        overdue = overdue.filter(user=user)
    closed = 0
    for block_id in list(overdue.values_list("pk", flat=True)):
        closed += not expire_if_over(block_id, now).is_running
    return closed


def close(block: Block, now: datetime) -> None:
    """Write the end down, under the caller's lock: past the deadline the block has expired, and ended then."""
    left = block.clock.remaining(now)
    block.status = Block.Status.FINISHED if left is None or left else Block.Status.EXPIRED
    block.finished_at = block.clock.finish_time(now)
    block.paused_at = None
    block.save(update_fields=["status", "finished_at", "paused_at"])
    _grade(block, now)
    if block.day_number is not None:
        _end_day_with(block, block.clock.finish_time(now))


def end_days(days: ExamDayQuerySet, at: datetime | F) -> int:
    """Write down that these exam days are over; from now on their blocks tell their keys."""
    ended = list(days.filter(ended_at__isnull=True).values_list("pk", flat=True))
    ExamDay.objects.filter(pk__in=ended, ended_at__isnull=True).update(ended_at=at)
    Block.objects.filter(exam_day__in=ended).update(sealed_until=None)
    return len(ended)


def _end_day_with(block: Block, at: datetime) -> None:
    """End the exam day whose last block this is."""
    day = ExamDay.objects.filter(pk=block.exam_day_id, size=block.day_number)
    if end_days(day, at):
        block.sealed_until = None


def _grade(block: Block, now: datetime) -> None:
    """Keep each item's first and final choice beside its key: statistics count these rows, not all answers again.

    Whoever met an item that was withdrawn meanwhile has it right.
    """
    graded = block.block_items.with_choice().with_first().select_related("item")
    places = list(graded.only("position", "item__key", "item__state", "block_id"))
    for place in places:
        withdrawn = place.item.state == Item.State.WITHDRAWN
        place.first_choice, place.final_choice = place.first, place.choice
        place.correct = withdrawn or place.choice == place.item.key
        place.full_marks_at = now if withdrawn else None
        place.seconds = block.seconds.get(str(place.position))
    fields = ["first_choice", "final_choice", "correct", "full_marks_at", "seconds"]
    BlockItem.objects.bulk_update(places, fields)
