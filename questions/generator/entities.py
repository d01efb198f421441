"""Whether each entity serves as key and as distractor at comparable rates, and what betrays itself where not.

An entity is an option's text, whatever its case. A bank in which "mast cell degranulation" is always the key and
"blood pressure measurement" never is can be answered without reading a stem.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Item = Mapping[str, Any]
# Comparable: the share of an entity's uses in which it is the key lies between half and double what chance gives.
LOWEST, HIGHEST = 0.5, 2.0
FEWEST_USES = 10  # below, half and double are within chance


@dataclass(frozen=True, slots=True)
class EntityUse:
    """How often an entity is the key and how often a distractor, and the keys that equal shares would give it."""

    text: str
    keys: int
    distractors: int
    expected: float

    @property
    def uses(self) -> int:
        return self.keys + self.distractors

    @property
    def ratio(self) -> float:
        """Return the keys against those of equal shares: 1 betrays nothing, 0 is never the key."""
        return self.keys / self.expected

    @property
    def comparable(self) -> bool:
        return LOWEST <= self.ratio <= HIGHEST


def entity_uses(items: Iterable[Item]) -> list[EntityUse]:
    """Count the uses of every entity in items with one key; most used first."""
    keys: Counter[str] = Counter()
    uses: Counter[str] = Counter()
    expected: defaultdict[str, float] = defaultdict(float)
    for item in items:
        for option in item["options"]:
            text = option["text"].lower()
            uses[text] += 1
            keys[text] += option["correct"]
            expected[text] += 1 / len(item["options"])
    return [EntityUse(text, keys[text], count - keys[text], expected[text]) for text, count in uses.most_common()]


def one_sided(entities: Iterable[EntityUse], most: int) -> list[EntityUse]:
    """Return the entities that are the key too often or too seldom, those furthest from equal shares first."""
    off = [entity for entity in entities if entity.uses >= FEWEST_USES and not entity.comparable]
    return sorted(off, key=lambda entity: (-abs(entity.keys - entity.expected), entity.text))[:most]


def comparable_share(entities: Iterable[EntityUse]) -> float | None:
    """Return the share of option uses by entities at comparable rates, of those used often enough to tell."""
    often = [entity for entity in entities if entity.uses >= FEWEST_USES]
    uses = sum(entity.uses for entity in often)
    return sum(entity.uses for entity in often if entity.comparable) / uses if uses else None


def familiar_score(items: Sequence[Item]) -> float:
    """Return the share got right by who knows one half of the concepts and is asked the other, both ways.

    Of each item the option is chosen that most often was the key where it was seen; one never seen counts as keyed
    at the rate of chance, ties count in part. Halves, since leaving out the item asked alone would betray its key
    by its absence. Items without a concept are their own.
    """
    order: dict[str, int] = {}
    halves = [
        order.setdefault(str(item.get("concept") or f"#{number}"), len(order)) % 2
        for number, item in enumerate(items)
    ]
    uses: Counter[tuple[int, str]] = Counter()
    keys: Counter[tuple[int, str]] = Counter()
    for half, item in zip(halves, items, strict=True):
        for option in item["options"]:
            uses[half, option["text"].lower()] += 1
            keys[half, option["text"].lower()] += option["correct"]
    won = 0.0
    for half, item in zip(halves, items, strict=True):
        seen = [(1 - half, option["text"].lower()) for option in item["options"]]
        rates = [(keys[own] + 1 / len(seen)) / (uses[own] + 1) for own in seen]
        best = [option for option, rate in zip(item["options"], rates, strict=True) if rate == max(rates)]
        won += any(option["correct"] for option in best) / len(best)
    return won / max(1, len(items))
