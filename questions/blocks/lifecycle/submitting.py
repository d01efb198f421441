"""Storing what one request says about one item: a selection, a mark, a strike-out, a move."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import Exists, OuterRef

from questions.blocks import timing
from questions.blocks.lifecycle.closing import close
from questions.blocks.models import LETTERS, Answer, Block, BlockItem


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
        close(block, now)
    if not block.is_running:
        return Submitted(block, place, accepted=False)
    _spend(block, position, sent.target, now)
    _annotate(place, sent)
    overtaken = False
    if sent.selection and sent.selection.choice != place.choice:
        overtaken = not _append(place, sent.selection, block.seconds[str(position)], now)
    return Submitted(block, place, accepted=True, overtaken=overtaken)


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
