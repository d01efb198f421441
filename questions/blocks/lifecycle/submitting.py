"""Storing what one request says about one item: a selection, a mark, a strike-out, a move, a reveal, a pause."""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import F

from questions.blocks import timing
from questions.blocks.lifecycle.annotating import Annotations, annotate
from questions.blocks.lifecycle.closing import close
from questions.blocks.models import Answer, Block, BlockItem


@dataclass(frozen=True, slots=True)
class Selection:
    """A choice as the browser sent it.

    `sequence` counts the selections on one item; 0 means that the sender does not count, and comes last.
    `client_key` names one selection, so that a retry is told from a change of mind; empty without a script.
    """

    choice: str
    client_key: str = ""
    sequence: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Submission(Annotations):
    """What one request says about one item; None leaves a thing as it is.

    `reveal` asks for the key and `pause` stops the clock: tutor modes only, elsewhere they mean nothing.
    """

    selection: Selection | None = None
    target: int | None = None
    reveal: bool = False
    pause: bool = False


class Fate(StrEnum):
    """What became of a request."""

    STORED = "stored"
    OVERTAKEN = "overtaken"  # another window stored a newer answer
    LOCKED = "locked"  # the key was shown, or the next question of the set opened: the answer stands
    AHEAD = "ahead"  # the question may not be seen yet: the one before it in its set is open
    PAUSED = "paused"  # the clock stands: nothing is taken until it goes on
    REFUSED = "refused"  # the block had closed before the request arrived


@dataclass(frozen=True, slots=True)
class Submitted:
    """What is stored after a request; `place` is the item in its block with `choice`, the current answer.

    `note_stored` is False when another window had changed the note since this form was drawn: both texts are left.
    """

    block: Block
    place: Any
    fate: Fate
    note_stored: bool = True

    @property
    def accepted(self) -> bool:
        return self.fate not in (Fate.REFUSED, Fate.PAUSED, Fate.AHEAD)

    @property
    def overtaken(self) -> bool:
        return self.fate == Fate.OVERTAKEN


@transaction.atomic
def submit(user_id: int, block_id: UUID, position: int, sent: Submission, now: datetime) -> Submitted:
    """Store what was sent from one item of the person's own block; the time since the last event is this item's.

    Refused once the grace has passed: the block is expired and the stored choice returned. A repeated client key
    changes nothing, and neither does a sequence number older than the stored one, nor a choice after the reveal.
    Raises Block.DoesNotExist or BlockItem.DoesNotExist when the person has no such block or it no such position.
    """
    block = Block.objects.select_for_update().get(pk=block_id, user_id=user_id)
    place = _under_lock(block_id, position, sent.selection)
    if block.is_running and block.clock.is_over(now):
        close(block, now)
    if not block.is_running:
        return Submitted(block, place, Fate.REFUSED)
    if block.is_paused:
        return Submitted(block, place, Fate.PAUSED)
    if block.sequences.is_hidden(position):
        return Submitted(block, place, Fate.AHEAD)
    locked = bool(place.revealed_at) or block.sequences.is_locked(position)
    _spend(block, place, now)
    note_stored = annotate(place, sent)
    fate = _select(block, place, sent.selection, locked, now)
    stands = fate == Fate.STORED and note_stored
    if sent.reveal and fate == Fate.STORED:
        _reveal(block, place, now)
    _move(block, place.position, sent if stands else Submission(), now)
    return Submitted(block, place, fate, note_stored)


def _spend(block: Block, place: BlockItem, now: datetime) -> None:
    """Credit the time since the last event to the item.

    What passes after the reveal is reading, not answering: it belongs to no item.
    """
    here, end = str(place.position), block.clock.finish_time(now)
    spent = 0 if place.revealed_at else timing.seconds_between(block.last_event_at, end)
    block.seconds[here] = block.seconds.get(here, 0) + spent
    block.last_event_at = max(end, block.last_event_at)


def _move(block: Block, position: int, sent: Submission, now: datetime) -> None:
    """Note where the learner goes, which may open the next question of a set; stop the clock if asked; save.

    Whoever is told of a newer answer or note instead stays where that is shown.
    """
    block.current_position = position
    block.sets = block.sequences.moved(position, sent.target)
    if sent.target is not None and 1 <= sent.target <= block.size:
        block.current_position = block.sequences.reachable(sent.target)
        block.seconds.setdefault(str(block.current_position), 0)
    if sent.pause and block.is_tutor and block.clock.remaining(now) != timedelta(0):
        block.paused_at = block.clock.finish_time(now)
    block.save(update_fields=["seconds", "last_event_at", "current_position", "paused_at", "sets"])


def _select(block: Block, place: Any, sent: Selection | None, locked: bool, now: datetime) -> Fate:
    """Store a change of mind, unless the answer is locked or a newer one is there."""
    if sent is None or sent.choice == place.choice:
        return Fate.STORED
    if locked:
        return Fate.LOCKED
    stored = _append(place, sent, block.seconds[str(place.position)], now)
    return Fate.STORED if stored else Fate.OVERTAKEN


def _reveal(block: Block, place: Any, now: datetime) -> None:
    """Let the key of an answered item be shown from now on; its answer is locked by that."""
    if block.is_tutor and place.choice and not place.revealed_at:
        place.revealed_at = now
        place.save(update_fields=["revealed_at"])


def _under_lock(block_id: UUID, position: int, sent: Selection | None) -> Any:
    """Read the item with its current choice, and whether this very selection came before.

    One plain join over the few answers of one item costs half of what subqueries for each of them do.
    """
    answered: Any = BlockItem.objects.annotate(
        choice=F("answers__choice"), sequence=F("answers__sequence"), client_key=F("answers__client_key")
    ).filter(block_id=block_id, position=position)
    rows = list(answered.order_by())
    if not rows:
        raise BlockItem.DoesNotExist
    place = max(rows, key=lambda row: row.sequence or 0)
    place.repeated = sent is not None and any(row.client_key == sent.client_key for row in rows)
    place.choice, place.sequence = place.choice or "", place.sequence or 0
    return place


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
