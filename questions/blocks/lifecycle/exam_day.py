"""Every write to exam days: start, end of the tutorial, next block, end, sweep, hand over.

A day's row is locked before its blocks: no block starts while one of the day is being ended.
"""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import F

from questions.blocks import selection
from questions.blocks.blueprints import Blueprint
from questions.blocks.exam_days.plans import Plan
from questions.blocks.exam_days.rules import Phase, standing
from questions.blocks.lifecycle.closing import end_days, expire_overdue, finish
from questions.blocks.lifecycle.starting import (
    BlockRunningError,
    DayPart,
    ExamDayRunningError,
    NothingToAskError,
    start,
)
from questions.blocks.models import Block, BlockItem
from questions.blocks.models_exam import ExamDay


def start_day(user: Any, plan: Plan, token: str, seed: int, now: datetime) -> ExamDay:
    """Start a day with its tutorial, or return the one that this form started before.

    Refused while a block or another day runs, and when the bank cannot fill the day without asking a point twice.
    """
    if existing := ExamDay.objects.filter(user=user, start_token=token).first():
        return existing
    end_overdue_days(now, user=user)
    if running := ExamDay.objects.running(now).filter(user=user).first():
        if running.start_token == token:  # a parallel request of the same form came first
            return running
        raise ExamDayRunningError
    if Block.objects.running().filter(user=user).exists():
        raise BlockRunningError
    if selection.capacity(Blueprint(step=plan.step)) < plan.items:
        raise NothingToAskError
    try:
        with transaction.atomic():
            return ExamDay.objects.create(
                user=user,
                start_token=token,
                plan=plan.as_json(),
                size=len(plan.sizes),
                seed=seed,
                time_factor=user.time_factor,
                started_at=now,
                deadline_at=now + plan.timetable(user.time_factor).length,
            )
    except IntegrityError:
        # A parallel request of the same person won the race; from the same form, its day is the answer to both.
        if rival := ExamDay.objects.filter(user=user, start_token=token).first():
            return rival
        raise ExamDayRunningError from None


@transaction.atomic
def end_tutorial(user_id: int, day_id: UUID, now: datetime) -> ExamDay:
    """Go on from the tutorial; what is left of it is break time. Once ended, it stays as it is."""
    day = ExamDay.objects.select_for_update().get(pk=day_id, user_id=user_id)
    if day.as_of(now).is_over or day.tutorial_ended_at is not None:
        return day
    day.tutorial_ended_at = day.lived().tutorial_ended(now)
    day.save(update_fields=["tutorial_ended_at"])
    return day


def start_block(user: Any, day_id: UUID, number: int, now: datetime) -> Block | None:
    """Start the block of this number if it is the next one; a form sent twice gets the block that it started.

    None when another block is due, or none at all. Raises ExamDay.DoesNotExist when the person has no such day.
    """
    expire_overdue(now, user=user)
    with transaction.atomic():
        day = ExamDay.objects.select_for_update().get(pk=day_id, user=user).as_of(now)
        if existing := day.blocks.filter(day_number=number).first():
            return existing
        lived = day.lived()
        seen = standing(lived, now)
        granted = lived.grant(now)
        if seen.phase not in (Phase.TUTORIAL, Phase.BREAK) or seen.number != number or not granted:
            return None
        _begin(day, lived.tutorial_ended(now), last_ends=now + granted if number == day.size else None)
        plan = day.as_planned
        blueprint = Blueprint(
            size=plan.sizes[number - 1],
            minutes=granted / timedelta(minutes=float(day.time_factor)),
            step=plan.step,
        )
        part = DayPart(day, number, now + granted, _asked(day))
        return start(user, blueprint, f"{day.pk}-{number}", day.seed + number, now, part)


def end_day(user_id: int, day_id: UUID, now: datetime) -> ExamDay:
    """End a day before its last block, with the block that runs; a day that is over stays as it is."""
    while True:
        with transaction.atomic():
            day = ExamDay.objects.select_for_update().get(pk=day_id, user_id=user_id)
            running = day.blocks.running().first()
            if running is None:
                end_days(ExamDay.objects.filter(pk=day.pk), at=min(now, day.deadline_at))
                day.refresh_from_db()
                return day
        # Not under the day's lock: a block that closes locks itself first, then its day.
        finish(running.pk, now)


def end_overdue_days(now: datetime, user: Any = None) -> int:
    """Close overdue blocks, and days whose time has passed; return how many days were ended."""
    expire_overdue(now, user=user)
    overdue = ExamDay.objects.overdue(now)
    if user is not None:
        overdue = overdue.filter(user=user)
    with transaction.atomic():
        return end_days(overdue, at=F("deadline_at"))


def move_days(source: Any, target: Any, now: datetime) -> int:
    """Give a guest's days to the account the guest signed in to; where both have one running, the guest's ends."""
    if ExamDay.objects.filter(user=target, ended_at__isnull=True).exists():
        for day_id in ExamDay.objects.filter(user=source, ended_at__isnull=True).values_list("pk", flat=True):
            end_day(source.pk, day_id, now)
    return ExamDay.objects.filter(user=source).update(user=target)


def _begin(day: ExamDay, tutorial_ended: datetime, last_ends: datetime | None) -> None:
    """Note on the day that a block starts: the tutorial is over, and with the last block its end is known."""
    if day.tutorial_ended_at is None:
        day.tutorial_ended_at = tutorial_ended
    if last_ends is not None:
        day.deadline_at = last_ends
        day.blocks.update(sealed_until=last_ends)
    day.save(update_fields=["tutorial_ended_at", "deadline_at"])


def _asked(day: ExamDay) -> frozenset[tuple[str, str]]:
    """Return the points that blocks of the day have asked about."""
    concepts = BlockItem.objects.filter(block__exam_day=day).values_list("item__concept", flat=True)
    return frozenset(selection.point(concept) for concept in concepts)
