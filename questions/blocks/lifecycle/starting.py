"""Starting a block: once for each form, and only where no other runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import IntegrityError, transaction

from questions.bank.models import Item
from questions.blocks import selection, timing
from questions.blocks.blueprints import Blueprint
from questions.blocks.filters import Asker
from questions.blocks.lifecycle.closing import expire_overdue
from questions.blocks.models import Block, BlockItem
from questions.blocks.models_exam import ExamDay
from questions.blocks.sequences import sets_of, together


class NothingToAskError(Exception):
    """No stored item passes the filters."""


class BlockRunningError(Exception):
    """The person has another block running; `words` say what to do about it."""

    words = "Your other block is still running. Resume it or end it first."


class ExamDayRunningError(BlockRunningError):
    """The person has an exam day running: until it is over, only its own blocks are taken."""

    words = "Your exam day is still running. Go on with it, or end it first."


@dataclass(frozen=True, slots=True)
class DayPart:
    """A block's place in an exam day, which gives it its end; `asked` are the points of the blocks before it."""

    day: ExamDay
    number: int
    deadline: datetime
    asked: frozenset[tuple[str, str]]

    def fields(self) -> dict[str, Any]:
        """Return what the block's row has from its day."""
        return {
            "exam_day": self.day,
            "day_number": self.number,
            "sealed_until": self.day.deadline_at,
            "time_factor": self.day.time_factor,
            "deadline_at": self.deadline,
        }


@dataclass(frozen=True, slots=True)
class Again:
    """A block that repeats another: its very items, or with `fresh` other variants of their concepts."""

    source: Block
    fresh: bool

    def blueprint(self) -> Blueprint:
        """Return what is asked: the same points without a clock."""
        concepts = self.source.block_items.values_list("item__concept", flat=True)
        return Blueprint(size=self.source.size, minutes=0, mode=Block.Mode.UNTIMED, concepts=tuple(concepts))

    def items(self) -> list[int]:
        """Return the source's items that may still be asked, in their order; none when fresh ones are wanted."""
        if self.fresh:
            return []
        active = self.source.block_items.filter(item__state=Item.State.ACTIVE)
        return list(active.order_by("position").values_list("item_id", flat=True))

    def fields(self) -> dict[str, Any]:
        """Return what the block's row has from the one it repeats."""
        return {"again_of": self.source}


def start_again(user: Any, again: Again, token: str, seed: int, now: datetime) -> Block:
    """Start a block that repeats one of the person's own, untimed; the same rules as for any start."""
    return start(user, again.blueprint(), token, seed, now, again)


def start(
    user: Any,
    blueprint: Blueprint,
    token: str,
    seed: int,
    now: datetime,
    part: DayPart | Again | None = None,
) -> Block:
    """Start a block, or return the one that this form started before."""
    if existing := Block.objects.filter(user=user, start_token=token).first():
        return existing
    expire_overdue(now, user=user)
    day = part if isinstance(part, DayPart) else None
    if day is None and ExamDay.objects.running(now).filter(user=user).exists():
        raise ExamDayRunningError
    if running := Block.objects.running().filter(user=user).first():
        if running.start_token == token:  # a parallel request of the same form came first
            return running
        raise BlockRunningError
    items = part.items() if isinstance(part, Again) else []
    items = items or selection.choose(blueprint, Asker(user.pk, now), seed, day.asked if day else frozenset())
    if not items:
        raise NothingToAskError
    try:
        return _create(user, blueprint, token, seed, now, items, part)
    except IntegrityError:
        # A parallel request of the same person won the race; from the same form, its block is the answer to both.
        if rival := Block.objects.filter(user=user, start_token=token).first():
            return rival
        raise BlockRunningError from None


@transaction.atomic
def _create(
    user: Any,
    blueprint: Blueprint,
    token: str,
    seed: int,
    now: datetime,
    items: Sequence[int],
    part: DayPart | Again | None,
) -> Block:
    follows = dict(Item.objects.filter(pk__in=items).values_list("pk", "follows_id"))
    items = together((item, follows[item]) for item in items)
    block = Block.objects.create(
        user=user,
        start_token=token,
        mode=blueprint.mode,
        blueprint=blueprint.as_json(),
        seed=seed,
        size=len(items),
        sets=sets_of([(item, follows[item]) for item in items]),
        started_at=now,
        last_event_at=now,
        seconds={"1": 0},  # the first item is shown at once
        **{**_own_time(user, blueprint, len(items), now), **(part.fields() if part else {})},
    )
    novelty = _novelty(user, items)
    BlockItem.objects.bulk_create(
        BlockItem(block=block, item_id=item, position=n, novelty=novelty[item])
        for n, item in enumerate(items, start=1)
    )
    return block


def _own_time(user: Any, blueprint: Blueprint, items: int, now: datetime) -> dict[str, Any]:
    """Return factor and end of a block that belongs to no day."""
    timed = blueprint.mode in Block.TIMED_MODES
    deadline = timing.deadline(now, blueprint.minutes_for(items), user.time_factor) if timed else None
    return {"time_factor": user.time_factor, "deadline_at": deadline}


def _novelty(user: Any, items: Sequence[int]) -> dict[int, str]:
    """Tell for each item whether this person has met it, or another variant of its concept, before."""
    concepts = dict(Item.objects.filter(pk__in=items).values_list("pk", "concept"))
    own = BlockItem.objects.filter(block__user=user, block__archived_at__isnull=True)
    met = own.filter(item__concept__in=concepts.values())
    seen = set(met.values_list("item_id", "item__concept"))
    seen_items, seen_concepts = {item for item, _ in seen}, {concept for _, concept in seen}
    kinds = BlockItem.Novelty
    return {
        item: kinds.REPEAT if item in seen_items else kinds.VARIANT if concept in seen_concepts else kinds.NEW
        for item, concept in concepts.items()
    }
