"""A learner's results, counted by the database over closed blocks, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, F, Q

from drugs.models import Drug
from questions.blocks.models import Block, BlockItem
from questions.generator.recipe import registry
from questions.stats.measures import Share, share

RECENT_BLOCKS = 50


@dataclass(frozen=True, slots=True)
class BlockResult:
    """One closed block and its share of correct items."""

    block: Block
    share: Share


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything the progress page shows; `recent` has the newest blocks, newest first."""

    blocks: int
    recent: list[BlockResult]
    overall: Share
    by_recipe: list[tuple[str, Share]]
    by_class: list[tuple[str, Share]]


def progress(user: Any, now: datetime) -> Progress | None:
    """Return the results of all blocks that are over by now, None before the first; unanswered counts as wrong."""
    closed = Block.objects.filter(user=user).closed(now)
    groups = list(_counted(closed, "item__recipe", "item__drug_id"))
    if not groups:
        return None
    classes = _classes({drug for _, drug, _, _ in groups})
    titles = {recipe.slug: recipe.title for recipe in registry().values()}
    return Progress(
        blocks=closed.count(),
        recent=_recent(closed, now),
        overall=share(sum(row[2] for row in groups), sum(row[3] for row in groups)),
        by_recipe=_shares((titles.get(recipe, recipe), correct, total) for recipe, _, correct, total in groups),
        by_class=_shares((classes.get(drug, "Other"), correct, total) for _, drug, correct, total in groups),
    )


def _recent(closed: Any, now: datetime) -> list[BlockResult]:
    newest = [block.as_of(now) for block in closed.order_by("-started_at")[:RECENT_BLOCKS]]
    counts = {
        pk: share(correct, total) for pk, correct, total in _counted([block.pk for block in newest], "block_id")
    }
    return [BlockResult(block, counts[block.pk]) for block in newest]


def _counted(blocks: Any, *fields: str) -> Iterable[tuple[Any, ...]]:
    """Return rows of the named fields with the numbers of correct and of all items."""
    answered = BlockItem.objects.filter(block__in=blocks).with_choice()
    grouped = answered.order_by().values(*fields)
    counted = grouped.annotate(correct=Count("pk", filter=Q(choice=F("item__key"))), total=Count("pk"))
    return counted.values_list(*fields, "correct", "total")


def _shares(counts: Iterable[tuple[str, int, int]]) -> list[tuple[str, Share]]:
    """Add up rows of the same name; most items first, since a share of few says little."""
    sums: defaultdict[str, list[int]] = defaultdict(lambda: [0, 0])
    for name, correct, total in counts:
        sums[name][0] += correct
        sums[name][1] += total
    ordered = sorted(sums.items(), key=lambda entry: (-entry[1][1], entry[0]))
    return [(name, share(correct, total)) for name, (correct, total) in ordered]


def _classes(drugs: set[int | None]) -> dict[int | None, str]:
    """Return the first class of each drug by name."""
    rows = Drug.objects.filter(pk__in=[drug for drug in drugs if drug]).order_by("-classes__name")
    return {pk: name for pk, name in rows.values_list("pk", "classes__name") if name}
