"""Which items make a block: unseen first, spread over drugs and kinds, nothing that gives another item away."""

from collections import Counter
from random import Random

from django.db.models import Exists, OuterRef

from questions.bank.models import Item, ItemQuerySet
from questions.blocks.blueprints import Blueprint
from questions.blocks.models import BlockItem


def matching(blueprint: Blueprint) -> ItemQuerySet:
    """Return the active items that pass the filters."""
    items = Item.objects.active()
    if blueprint.step:
        items = items.filter(**{f"step{blueprint.step}": True})
    if blueprint.recipes:
        items = items.filter(recipe__in=blueprint.recipes)
    if blueprint.classes:
        items = items.filter(drug__classes__slug__in=blueprint.classes).distinct()
    return items


def capacity(blueprint: Blueprint) -> int:
    """Return how many questions one block can hold without two on the same point."""
    return len({point(concept) for concept in matching(blueprint).values_list("concept", flat=True)})


def point(concept: str) -> tuple[str, str]:
    """Return what an item is about, whichever way it asks: two items on one point give each other away."""
    drug, _, tested = concept.split("/", 2)
    return drug, tested


def choose(blueprint: Blueprint, user_id: int, seed: int) -> list[int]:
    """Return primary keys of at most `blueprint.size` items in the order of the block."""
    seen = BlockItem.objects.filter(block__user_id=user_id, item=OuterRef("pk"))
    rows = matching(blueprint).annotate(seen=Exists(seen)).order_by("pk")
    pool = list(rows.values_list("pk", "concept", "recipe", "seen"))
    rng = Random(seed)
    rng.shuffle(pool)
    pool.sort(key=lambda row: row[3])  # stable: unseen first, shuffled within
    chosen: list[int] = []
    points: set[tuple[str, str]] = set()
    drugs: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    while len(chosen) < blueprint.size:
        open_rows = [row for row in pool if point(row[1]) not in points]
        if not open_rows:
            break
        pk, concept, recipe, _ = min(
            open_rows, key=lambda row: (row[3], drugs[row[1].split("/")[0]], kinds[row[2]])
        )
        chosen.append(pk)
        points.add(point(concept))
        drugs[concept.split("/")[0]] += 1
        kinds[recipe] += 1
    rng.shuffle(chosen)
    return chosen
