"""Which items make a block: unseen first, spread over drugs and kinds, nothing that gives another item away."""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterable, Mapping
from random import Random
from typing import NamedTuple

from django.db.models import Value

from questions.blocks.blueprints import Blueprint
from questions.blocks.filters import Asker, matching, passing, seen_by

# The exam has few sequential sets: one in so many questions at most.
QUESTIONS_PER_SET = 10


class Candidate(NamedTuple):
    """An item that may be asked."""

    pk: int
    concept: str
    recipe: str
    seen: bool
    asks: str = ""  # one statement a line
    tells: str = ""


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
    seen = seen_by(asker.user_id) if blueprint.number is None else Value(False)
    rows = passing(blueprint, asker).annotate(seen=seen).order_by("pk").values_list("follows", *Candidate._fields)
    pool: list[Candidate] = []
    after: dict[int, Candidate] = {}
    for before, *fields in rows:
        candidate = Candidate(*fields)
        if point(candidate.concept) in asked:
            continue
        if before is None:
            pool.append(candidate)
        else:
            after[before] = candidate
    return pick(pool, blueprint.size, Random(seed if blueprint.number is None else blueprint.number), after)


def pick(
    pool: Iterable[Candidate], size: int, rng: Random, after: Mapping[int, Candidate] | None = None
) -> list[int]:
    """Take one item at a time: an unseen one of the drug, then the kind, that the block has least of.

    Items of which one tells what the other asks come together only when nothing else is left. `after` has the item
    that continues another; as long as there is room, it comes along and stays behind it.
    """
    shuffled = sorted(pool)
    rng.shuffle(shuffled)
    shuffled.sort(key=lambda candidate: candidate.seen)  # stable: unseen first, shuffled within
    opens = after or {}
    variants: dict[tuple[str, str, str], Candidate] = {}
    for candidate in shuffled:  # one variant of each point and kind is choice enough, and keeps the loop short
        key = (*point(candidate.concept), candidate.recipe)
        held = variants.setdefault(key, candidate)
        if candidate.pk in opens and held.pk not in opens and candidate.seen == held.seen:
            variants[key] = candidate  # of the variants rather the one that opens a set
    left = list(variants.items())
    chosen: list[list[int]] = []
    drugs: Counter[str] = Counter()
    kinds: Counter[str] = Counter()
    points: set[tuple[str, str]] = set()
    enemies = Enemies(variants.values())

    def burden(entry: tuple[tuple[str, str, str], Candidate]) -> tuple[bool, bool, int, int]:
        (drug, _, recipe), candidate = entry
        return candidate.pk in enemies.met, candidate.seen, drugs[drug], kinds[recipe]

    room = size
    while left and room:
        _, best = min(left, key=burden)
        taken = [best]
        if sum(len(each) > 1 for each in chosen) < size // QUESTIONS_PER_SET:
            taken += _continued(best, opens, room - 1, points)
        chosen.append([each.pk for each in taken])
        room -= len(taken)
        for each in taken:
            points.add(point(each.concept))
            drugs[point(each.concept)[0]] += 1
            kinds[each.recipe] += 1
            enemies.meet(each)
        left = [entry for entry in left if entry[0][:2] not in points]
    rng.shuffle(chosen)
    return [pk for taken in chosen for pk in taken]


class Enemies:
    """The items that an item of the block would answer, or that would answer one: `met` has their keys."""

    def __init__(self, pool: Iterable[Candidate]) -> None:
        self.met: set[int] = set()
        self._askers: defaultdict[str, list[int]] = defaultdict(list)
        self._tellers: defaultdict[str, list[int]] = defaultdict(list)
        for candidate in pool:
            for statement in candidate.asks.splitlines():
                self._askers[statement].append(candidate.pk)
            for statement in candidate.tells.splitlines():
                self._tellers[statement].append(candidate.pk)

    def meet(self, taken: Candidate) -> None:
        """Count an item as part of the block."""
        for statement in taken.tells.splitlines():
            self.met.update(self._askers[statement])
        for statement in taken.asks.splitlines():
            self.met.update(self._tellers[statement])


def _continued(
    first: Candidate, after: Mapping[int, Candidate], room: int, points: Collection[tuple[str, str]]
) -> list[Candidate]:
    """Return what continues an item, as far as there is room and the block does not ask it already."""
    chain: list[Candidate] = []
    following = after.get(first.pk)
    while following and len(chain) < room and point(following.concept) not in points:
        chain.append(following)
        following = after.get(following.pk)
    return chain
