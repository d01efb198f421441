"""A learner's results from the rows of closed blocks, in a fixed number of queries."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from drugs.models import Drug
from questions.blocks.models import Block, BlockItem
from questions.generator.recipe import registry
from questions.stats.measures import Share, share

_Counts = defaultdict[Any, list[int]]  # name -> [correct, total]


@dataclass(frozen=True, slots=True)
class BlockResult:
    """One closed block and its share of correct items."""

    block: Block
    share: Share


@dataclass(frozen=True, slots=True)
class Progress:
    """Everything the progress page shows, oldest block first."""

    blocks: list[BlockResult]
    overall: Share | None
    by_recipe: list[tuple[str, Share]]
    by_class: list[tuple[str, Share]]


def progress(user: Any, now: datetime) -> Progress:
    """Return the results of every block that is over by now; unanswered counts as wrong."""
    blocks = [block.as_of(now) for block in Block.objects.filter(user=user).closed(now).order_by("started_at")]
    rows = (
        BlockItem.objects.filter(block__in=[block.pk for block in blocks])
        .with_choice()
        .values_list("block_id", "item__recipe", "item__drug_id", "item__key", "choice")
    )
    by_block: _Counts = defaultdict(lambda: [0, 0])
    by_recipe: _Counts = defaultdict(lambda: [0, 0])
    by_class: _Counts = defaultdict(lambda: [0, 0])
    classes = _classes({row[2] for row in rows})
    titles = {recipe.slug: recipe.title for recipe in registry().values()}
    for block_id, recipe, drug, key, choice in rows:
        correct = int(choice == key)
        for counts, name in (
            (by_block, block_id),
            (by_recipe, titles.get(recipe, recipe)),
            (by_class, classes.get(drug, "Other")),
        ):
            counts[name][0] += correct
            counts[name][1] += 1
    results = [BlockResult(block, share(*by_block[block.pk])) for block in blocks if block.pk in by_block]
    correct, total = (sum(result[part] for result in by_block.values()) for part in (0, 1))
    return Progress(
        blocks=results,
        overall=share(correct, total) if total else None,
        by_recipe=_shares(by_recipe),
        by_class=_shares(by_class),
    )


def _shares(counts: _Counts) -> list[tuple[str, Share]]:
    return [(name, share(correct, total)) for name, (correct, total) in sorted(counts.items())]


def _classes(drugs: set[int | None]) -> dict[int, str]:
    """Return the first class of each drug by name."""
    rows = Drug.objects.filter(pk__in=[drug for drug in drugs if drug]).order_by("-classes__name")
    return {pk: name for pk, name in rows.values_list("pk", "classes__name") if name}
