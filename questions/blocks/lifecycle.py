"""Every write to blocks and answers: start, answer, mark, strike, finish, expire.

Each function takes `now` once from its caller, locks the block's row (SQLite locks the database at BEGIN), and is
safe to repeat: the same request twice leaves the same rows.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction

from questions.blocks import selection, timing
from questions.blocks.blueprints import Blueprint
from questions.blocks.models import LETTERS, Answer, Block, BlockItem


class NothingToAskError(Exception):
    """No stored item passes the filters."""


class BlockRunningError(Exception):
    """The person has another block running; `block` is that one."""

    def __init__(self, block: Block) -> None:
        super().__init__("A block is running already.")
        self.block = block


@dataclass(frozen=True, slots=True)
class Selection:
    """A choice as the browser sent it. Without a script, `client_key` is empty and `sequence` 0."""

    choice: str
    client_key: str = ""
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Recorded:
    """What is stored after a request. `accepted` is False when the block had closed before it arrived."""

    accepted: bool
    choice: str
    sequence: int


def start(user: Any, blueprint: Blueprint, token: str, seed: int, now: datetime) -> Block:
    """Start a block, or return the one that this form started before."""
    if existing := Block.objects.filter(user=user, start_token=token).first():
        return existing
    expire_overdue(now, user=user)
    if running := Block.objects.running().filter(user=user).first():
        raise BlockRunningError(running)
    items = selection.choose(blueprint, user.pk, seed)
    if not items:
        raise NothingToAskError
    timed = blueprint.mode == Block.Mode.TIMED
    try:
        with transaction.atomic():
            block = Block.objects.create(
                user=user,
                start_token=token,
                mode=blueprint.mode,
                blueprint=blueprint.as_json(),
                seed=seed,
                time_factor=user.time_factor,
                started_at=now,
                last_event_at=now,
                deadline_at=timing.deadline(now, blueprint.minutes, user.time_factor) if timed else None,
            )
            BlockItem.objects.bulk_create(
                BlockItem(block=block, item_id=item, position=n) for n, item in enumerate(items, start=1)
            )
    except IntegrityError:
        # A parallel request of the same person won; its block is the answer to both.
        rival = Block.objects.filter(user=user, start_token=token).first()
        if rival is None:
            raise BlockRunningError(Block.objects.running().get(user=user)) from None
        return rival
    return block


@transaction.atomic
def record(block_id: UUID, position: int, sent: Selection | None, now: datetime) -> Recorded:
    """Note the time spent on an item and, if a selection was sent, append it.

    Refused once the grace has passed: the block is expired and the stored choice returned. A repeated client key
    changes nothing, and neither does a sequence number older than the stored one.
    """
    block, block_item = _locked(block_id, position)
    if block.is_running and block.clock.is_over(now):
        _close(block, Block.Status.EXPIRED, now)
    if not block.is_running:
        return Recorded(False, block_item.choice, block_item.sequence)
    spent = _spend(block, position, now)
    if sent is None or sent.choice not in LETTERS or not sent.choice:
        return Recorded(True, block_item.choice, block_item.sequence)
    return _append(block_item, sent, spent, now)


def _append(block_item: Any, sent: Selection, spent: int, now: datetime) -> Recorded:
    unscripted = not sent.client_key
    if unscripted and sent.choice == block_item.choice:
        return Recorded(True, block_item.choice, block_item.sequence)
    sequence = block_item.sequence + 1 if unscripted else sent.sequence
    if sequence <= block_item.sequence:
        return Recorded(True, block_item.choice, block_item.sequence)
    Answer.objects.bulk_create(
        [
            Answer(
                block_item_id=block_item.pk,
                choice=sent.choice,
                previous_choice=block_item.choice,
                sequence=sequence,
                client_key=sent.client_key or f"form-{sequence}",
                seconds_on_item=spent,
                at=now,
            )
        ],
        ignore_conflicts=True,  # the same client key again is the same answer
    )
    return Recorded(True, sent.choice, sequence)


@transaction.atomic
def annotate(
    block_id: UUID, position: int, now: datetime, *, marked: bool | None = None, toggle_strike: str = ""
) -> bool:
    """Set the mark or flip a strike-out; False when the block has closed."""
    block, block_item = _locked(block_id, position)
    if not block.is_running or block.clock.is_over(now):
        return False
    if marked is not None:
        block_item.marked = marked
    if toggle_strike:
        kept = set(block_item.struck) ^ {toggle_strike}
        block_item.struck = "".join(letter for letter in LETTERS if letter in kept)
    BlockItem.objects.filter(pk=block_item.pk).update(marked=block_item.marked, struck=block_item.struck)
    return True


@transaction.atomic
def finish(block_id: UUID, now: datetime) -> Block:
    """Close the block for good; a block that is closed already stays as it is."""
    block = Block.objects.select_for_update().get(pk=block_id)
    if block.is_running:
        over = block.clock.remaining(now)
        _close(block, Block.Status.EXPIRED if over is not None and not over else Block.Status.FINISHED, now)
    return block


@transaction.atomic
def expire_if_over(block_id: UUID, now: datetime) -> Block:
    """Close the block if deadline and grace have passed; return it as it is then."""
    block = Block.objects.select_for_update().get(pk=block_id)
    if block.is_running and block.clock.is_over(now):
        _close(block, Block.Status.EXPIRED, now)
    return block


def expire_overdue(now: datetime, user: Any = None) -> int:
    """Close every block whose deadline and grace have passed; return how many were closed."""
    overdue = Block.objects.running().filter(deadline_at__lt=now - timing.GRACE)
    if user is not None:
        overdue = overdue.filter(user=user)
    closed = 0
    for block_id in overdue.values_list("pk", flat=True):
        closed += not expire_if_over(block_id, now).is_running
    return closed


@transaction.atomic
def move_blocks(source: Any, target: Any) -> int:
    """Give a guest's closed blocks to the account the guest signed in to."""
    return Block.objects.filter(user=source).exclude(status=Block.Status.RUNNING).update(user=target)


def _locked(block_id: UUID, position: int) -> tuple[Block, Any]:
    """Lock the block's row and read the item with its current choice under that lock."""
    block = Block.objects.select_for_update().get(pk=block_id)
    return block, BlockItem.objects.with_choice().get(block_id=block_id, position=position)


def _spend(block: Block, position: int, now: datetime) -> int:
    """Credit the time since the last event to the item at `position`; return its total seconds."""
    place = str(position)
    spent = block.seconds.get(place, 0) + timing.seconds_between(block.last_event_at, now)
    block.seconds[place] = spent
    block.last_event_at = max(now, block.last_event_at)
    Block.objects.filter(pk=block.pk).update(seconds=block.seconds, last_event_at=block.last_event_at)
    return spent


def _close(block: Block, status: str, now: datetime) -> None:
    block.status = status
    block.finished_at = block.clock.finish_time(now)
    Block.objects.filter(pk=block.pk, status=Block.Status.RUNNING).update(
        status=block.status, finished_at=block.finished_at
    )
