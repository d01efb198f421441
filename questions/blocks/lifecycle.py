"""Every write to blocks and answers: start, submit (answer, mark, strike, move), finish, expire.

Each function takes `now` once from its caller, locks the block's row before it reads what it decides on (SQLite
locks the database at BEGIN), and is safe to repeat: the same request twice leaves the same rows.
"""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef

from questions.blocks import selection, timing
from questions.blocks.blueprints import Blueprint
from questions.blocks.models import LETTERS, Answer, Block, BlockItem


class NothingToAskError(Exception):
    """No stored item passes the filters."""


class BlockRunningError(Exception):
    """The person has another block running."""


@dataclass(frozen=True, slots=True)
class Selection:
    """A choice as the browser sent it.

    `sequence` counts the selections on one item; 0 means that the sender does not count, and comes last.
    `client_key` names one selection, so that a retry is told from a change of mind; empty without a script.
    """

    choice: str
    client_key: str = ""
    sequence: int = 0


@dataclass(frozen=True, slots=True)
class Submission:
    """What one request says about one item; None leaves a thing as it is. `strike` is (letter, struck or not)."""

    selection: Selection | None = None
    marked: bool | None = None
    strike: tuple[str, bool] | None = None
    target: int | None = None


@dataclass(frozen=True, slots=True)
class Submitted:
    """What is stored after a request; `place` is the item in its block with `choice`, the current answer.

    `accepted` is False when the block had closed before the request arrived; `overtaken` tells that another window
    stored a newer answer.
    """

    block: Block
    place: Any
    accepted: bool
    overtaken: bool = False


def start(user: Any, blueprint: Blueprint, token: str, seed: int, now: datetime) -> Block:
    """Start a block, or return the one that this form started before."""
    if existing := Block.objects.filter(user=user, start_token=token).first():
        return existing
    expire_overdue(now, user=user)
    if running := Block.objects.running().filter(user=user).first():
        if running.start_token == token:  # a parallel request of the same form came first
            return running
        raise BlockRunningError
    items = selection.choose(blueprint, user.pk, seed)
    if not items:
        raise NothingToAskError
    try:
        return _create(user, blueprint, token, seed, now, items)
    except IntegrityError:
        # A parallel request of the same person won the race; from the same form, its block is the answer to both.
        if rival := Block.objects.filter(user=user, start_token=token).first():
            return rival
        raise BlockRunningError from None


@transaction.atomic
def submit(user_id: int, block_id: UUID, position: int, sent: Submission, now: datetime) -> Submitted:
    """Store what was sent from one item of the person's own block; the time since the last event is this item's.

    Refused once the grace has passed: the block is expired and the stored choice returned. A repeated client key
    changes nothing, and neither does a sequence number older than the stored one. Raises Block.DoesNotExist or
    BlockItem.DoesNotExist when the person has no such block or the block no such position.
    """
    block = Block.objects.select_for_update().get(pk=block_id, user_id=user_id)
    place = _under_lock(block_id, position, sent.selection)
    if block.is_running and block.clock.is_over(now):
        _close(block, now)
    if not block.is_running:
        return Submitted(block, place, accepted=False)
    _spend(block, position, sent.target, now)
    _annotate(place, sent)
    overtaken = False
    if sent.selection and sent.selection.choice != place.choice:
        overtaken = not _append(place, sent.selection, block.seconds[str(position)], now)
    return Submitted(block, place, accepted=True, overtaken=overtaken)


@transaction.atomic
def finish(block_id: UUID, now: datetime) -> Block:
    """Close the block for good; a block that is closed already stays as it is."""
    block = Block.objects.select_for_update().get(pk=block_id)
    if block.is_running:
        _close(block, now)
    return block


@transaction.atomic
def expire_if_over(block_id: UUID, now: datetime) -> Block:
    """Close the block if deadline and grace have passed; return it as it is then."""
    block = Block.objects.select_for_update().get(pk=block_id)
    if block.is_running and block.clock.is_over(now):
        _close(block, now)
    return block


def expire_overdue(now: datetime, user: Any = None) -> int:
    """Close every block whose deadline and grace have passed; return how many were closed."""
    overdue = Block.objects.running().filter(deadline_at__lt=now - timing.GRACE)
    if user is not None:
        overdue = overdue.filter(user=user)
    closed = 0
    for block_id in list(overdue.values_list("pk", flat=True)):
        closed += not expire_if_over(block_id, now).is_running
    return closed


@transaction.atomic
def move_blocks(source: Any, target: Any, now: datetime) -> int:
    """Give a guest's blocks to the account the guest signed in to.

    A running block goes on there, unless the account has one of its own: then the guest's is closed first.
    """
    if Block.objects.running().filter(user=target).exists():
        for block_id in Block.objects.running().filter(user=source).values_list("pk", flat=True):
            finish(block_id, now)
    return Block.objects.filter(user=source).update(user=target)


@transaction.atomic
def _create(user: Any, blueprint: Blueprint, token: str, seed: int, now: datetime, items: list[int]) -> Block:
    timed = blueprint.mode == Block.Mode.TIMED
    block = Block.objects.create(
        user=user,
        start_token=token,
        mode=blueprint.mode,
        blueprint=blueprint.as_json(),
        seed=seed,
        size=len(items),
        time_factor=user.time_factor,
        started_at=now,
        last_event_at=now,
        deadline_at=timing.deadline(now, blueprint.minutes, user.time_factor) if timed else None,
        seconds={"1": 0},  # the first item is shown at once
    )
    BlockItem.objects.bulk_create(
        BlockItem(block=block, item_id=item, position=n) for n, item in enumerate(items, start=1)
    )
    return block


def _spend(block: Block, position: int, target: int | None, now: datetime) -> None:
    """Credit the time since the last event to `position`, and note that `target` is reached."""
    end = block.clock.finish_time(now)
    spent = block.seconds.get(str(position), 0) + timing.seconds_between(block.last_event_at, end)
    block.seconds[str(position)] = spent
    block.current_position = position
    if target is not None and 1 <= target <= block.size:
        block.seconds.setdefault(str(target), 0)
        block.current_position = target
    block.last_event_at = max(end, block.last_event_at)
    block.save(update_fields=["seconds", "last_event_at", "current_position"])


def _under_lock(block_id: UUID, position: int, sent: Selection | None) -> Any:
    """Read the item with its current choice, and whether this very selection came before."""
    same = Answer.objects.filter(block_item=OuterRef("pk"), client_key=sent.client_key if sent else "")
    places = BlockItem.objects.with_choice().annotate(repeated=Exists(same))
    return places.get(block_id=block_id, position=position)


def _annotate(place: BlockItem, sent: Submission) -> None:
    """Set mark and strike-outs to what was sent."""
    if sent.marked is None and sent.strike is None:
        return
    if sent.marked is not None:
        place.marked = sent.marked
    if sent.strike is not None:
        letter, struck = sent.strike
        kept = set(place.struck) | {letter} if struck else set(place.struck) - {letter}
        place.struck = "".join(each for each in LETTERS if each in kept)
    place.save(update_fields=["marked", "struck"])


def _append(place: Any, sent: Selection, spent: int, now: datetime) -> bool:
    """Add a selection; False when a newer one is stored, or when this very one was stored and replaced since."""
    sequence = sent.sequence or place.sequence + 1
    if place.repeated or sequence <= place.sequence:
        return False
    Answer.objects.create(
        block_item_id=place.pk,
        choice=sent.choice,
        previous_choice=place.choice,
        sequence=sequence,
        client_key=sent.client_key or f"form-{sequence}",
        seconds_on_item=spent,
        at=now,
    )
    place.choice, place.sequence = sent.choice, sequence
    return True


def _close(block: Block, now: datetime) -> None:
    """Write the end down: past the deadline the block has expired, and ended at the deadline."""
    left = block.clock.remaining(now)
    block.status = Block.Status.FINISHED if left is None or left else Block.Status.EXPIRED
    block.finished_at = block.clock.finish_time(now)
    block.save(update_fields=["status", "finished_at"])
