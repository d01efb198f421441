"""A learner's results as the database counts them: over time, by block, and by what was asked.

What counts: closed blocks that no reset has put away. Withdrawn items are left out, unanswered ones are wrong.
First
attempts are first meetings with a concept; all others have been seen before, as this item or as another variant.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Count, Q

from questions.blocks.models import Block, BlockItem, BlockItemQuerySet, BlockQuerySet
from questions.stats.measures import Share, share

RECENT_BLOCKS = 25
# How one works and where one stands is told by the newest blocks: five thousand questions, at twenty a block.
WINDOW_BLOCKS = 250
SMOOTHED_WEEKS = 4
NEW = BlockItem.Novelty.NEW


@dataclass(slots=True)
class Tally:
    """Right and all answers, first attempts apart from what was seen before."""

    new_right: int = 0
    new: int = 0
    seen_right: int = 0
    seen: int = 0

    def add(self, other: "Tally") -> None:
        """Take another tally in."""
        self.new_right += other.new_right
        self.new += other.new
        self.seen_right += other.seen_right
        self.seen += other.seen

    @property
    def first(self) -> Share | None:
        """Return the share right at first attempts, None without any."""
        return share(self.new_right, self.new) if self.new else None

    @property
    def again(self) -> Share | None:
        """Return the share right of what was seen before, None without any."""
        return share(self.seen_right, self.seen) if self.seen else None

    @property
    def whole(self) -> Share | None:
        """Return the share right of everything."""
        total = self.new + self.seen
        return share(self.new_right + self.seen_right, total) if total else None


@dataclass(frozen=True, slots=True)
class BlockResult:
    """One closed block and its tally."""

    pk: Any
    started_at: datetime
    mode: str
    status: str
    is_day: bool
    tally: Tally


@dataclass(frozen=True, slots=True)
class Week:
    """A week by its Monday: its own tally, and the one pooled with the three weeks before."""

    monday: date
    tally: Tally
    pooled: Tally

    @property
    def pair(self) -> tuple[Share | None, Share | None]:
        """Return the pooled shares of first attempts and of what was seen before."""
        return self.pooled.first, self.pooled.again


@dataclass(frozen=True, slots=True)
class Progress:
    """All closed blocks, newest first, and what they add up to."""

    blocks: list[BlockResult]
    overall: Tally
    weeks: list[Week] = field(default_factory=list)

    @property
    def recent(self) -> list[BlockResult]:
        """Return the newest blocks."""
        return self.blocks[:RECENT_BLOCKS]


def counted(user: Any, now: datetime) -> BlockItemQuerySet:
    """Return the places that count for the person."""
    return _places(_blocks(user, now).order_by())


def newest(user: Any, now: datetime) -> BlockItemQuerySet:
    """Return the places that count within the newest WINDOW_BLOCKS blocks."""
    return _places(_blocks(user, now).order_by("-started_at", "pk")[:WINDOW_BLOCKS])


def _blocks(user: Any, now: datetime) -> BlockQuerySet:
    return Block.objects.filter(user=user).current().closed(now).exclude(status=Block.Status.RUNNING)


def _places(blocks: BlockQuerySet) -> BlockItemQuerySet:
    return BlockItem.objects.filter(block__in=blocks.values("pk"), full_marks_at__isnull=True).order_by()


def reached(user: Any, now: datetime) -> BlockItemQuerySet:
    """Return the places that count and were shown: only they say something about what a person knows."""
    return counted(user, now).filter(seconds__isnull=False)


def overdue(user: Any, now: datetime) -> Block | None:
    """Return the block that ran out of time without anybody having written it down: there is at most one."""
    return Block.objects.overdue(now).filter(user=user).first()


def progress(user: Any, now: datetime) -> Progress | None:
    """Return what the closed blocks of a person came to, in one query; None before the first."""
    fields = ("block", "block__started_at", "block__mode", "block__status", "block__exam_day")
    rows = _tallied(counted(user, now), *fields)
    labels = dict(Block.Mode.choices)
    blocks = [
        BlockResult(pk, started, labels[mode], status, day is not None, tally)
        for (pk, started, mode, status, day), tally in rows
    ]
    if not blocks:
        return None
    blocks.sort(key=lambda each: (each.started_at, str(each.pk)), reverse=True)
    overall = Tally()
    for each in blocks:
        overall.add(each.tally)
    return Progress(blocks, overall, _weeks(blocks))


def by_kind(user: Any, now: datetime) -> dict[tuple[str, str], Tally]:
    """Return what was reached lately by (category, recipe)."""
    return {(category, recipe): tally for (category, recipe), tally in _cells(user, now, "item__category")}


def by_class(user: Any, now: datetime, category: str) -> dict[tuple[str, str], Tally]:
    """Return what was reached lately in a category by (slug of class, recipe); a drug may be in several."""
    cells = _cells(user, now, "item__drug__classes__slug", item__category=category)
    return {(slug or "", recipe): tally for (slug, recipe), tally in cells}


def _cells(user: Any, now: datetime, name: str, **only: Any) -> Iterable[tuple[tuple[Any, ...], Tally]]:
    shown = newest(user, now).filter(seconds__isnull=False, **only)
    return _tallied(shown, name, "item__recipe")


def _tallied(places: BlockItemQuerySet, *fields: str) -> Iterable[tuple[tuple[Any, ...], Tally]]:
    """Yield each combination of the fields with its tally."""
    new = Q(novelty=NEW)
    rows = places.values(*fields).annotate(
        new_right=Count("pk", filter=new & Q(correct=True)),
        new=Count("pk", filter=new),
        right=Count("pk", filter=Q(correct=True)),
        total=Count("pk"),
    )
    for *values, new_right, fresh, right, total in rows.values_list(*fields, "new_right", "new", "right", "total"):
        yield tuple(values), Tally(new_right, fresh, right - new_right, total - fresh)


def _weeks(blocks: Iterable[BlockResult]) -> list[Week]:
    """Return every week with answers, each pooled with those that ended up to three weeks before it."""
    sums: defaultdict[date, Tally] = defaultdict(Tally)
    for each in blocks:
        day = each.started_at.date()
        sums[day - timedelta(days=day.weekday())].add(each.tally)
    found = []
    for monday in sorted(sums):
        pooled = Tally()
        for back in range(SMOOTHED_WEEKS):
            earlier = monday - timedelta(weeks=back)
            if earlier in sums:
                pooled.add(sums[earlier])
        found.append(Week(monday, sums[monday], pooled))
    return found
