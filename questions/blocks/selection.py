"""Which items make a block: unseen first, spread over drugs and kinds, nothing that gives another item away."""

from collections import Counter
from collections.abc import Collection, Iterable
from random import Random
from typing import NamedTuple

from django.db.models import Value

from questions.blocks.blueprints import Blueprint
from questions.blocks.filters import Asker, matching, seen_by


class Candidate(NamedTuple):
    """An item that may be asked."""

    pk: int
    concept: str
    recipe: str
    seen: bool


def capacity(blueprint: Blueprint, asker: Asker | None = None) -> int:
    """Return how many questions one block can hold without two on the same point."""
    concepts = matching(blueprint, asker).order_by().values_list("concept", flat=True).distinct()
    return len({point(concept) for concept in concepts})


def point(concept: str) -> tuple[str, str]:
    """Return what an item is about, whichever way it asks: two items on one point give each other away."""
    drug, _, tested = concept.split("/", 2)
    return drug, tested


def choose(
    blueprint: Blueprint, asker: Asker, seed: int, asked: Collection[tuple[str, str]] = frozenset()
) -> list[int]:
    """Return primary keys of at most `blueprint.size` items in the order of the block, no point of `asked` again.

    A numbered block takes no account of who asks: the number alone decides, over what the bank holds at the time.
    """
    items = matching(blueprint, asker)
    seen = seen_by(asker.user_id) if blueprint.number is None else Value(False)
    rows = items.annotate(seen=seen).order_by("pk").values_list("pk", "concept", "recipe", "seen")
    pool = [Candidate(*row) for row in rows]
    fresh = [each for each in pool if point(each.concept) not in asked] if asked else pool
    return pick(fresh, blueprint.size, Random(seed if blueprint.number is None else blueprint.number))


def pick(pool: Iterable[Candidate], size: int, rng: Random) -> list[int]:
    """Take one item at a time: an unseen one of the drug, then the kind, that the block has least of."""
    shuffled = sorted(pool)
    rng.shuffle(shuffled)
    shuffled.sort(key=lambda candidate: candidate.seen)  # stable: unseen first, shuffled within
    variants: dict[tuple[str, str, str], Candidate] = {}
    for candidate in shuffled:  # one variant of each point and kind is choice enough, and keeps the loop short
        variants.setdefault((*point(candidate.concept), candidate.recipe), candidate)
    left = list(variants.items())
    chosen: list[int] = []
    drugs: Counter[str] = Counter()
    kinds: Counter[str] = Counter()

    def burden(entry: tuple[tuple[str, str, str], Candidate]) -> tuple[bool, int, int]:
        (drug, _, recipe), candidate = entry
        return candidate.seen, drugs[drug], kinds[recipe]

    while left and len(chosen) < size:
        (drug, tested, recipe), best = min(left, key=burden)
        chosen.append(best.pk)
        drugs[drug] += 1
        kinds[recipe] += 1
        left = [entry for entry in left if entry[0][:2] != (drug, tested)]
    rng.shuffle(chosen)
    return chosen
