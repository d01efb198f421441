"""What a bank betrays to a reader who knows no medicine: places and lengths of keys, and five naive strategies.

Items are in the contract's form, ours or foreign. Everything here is pure.
"""

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from math import exp
from typing import Any

from . import language
from .item import LETTERS

Item = Mapping[str, Any]
CHANCE = 1 / 5
NEIGHBOUR_LIMIT = 0.60


@dataclass(frozen=True, slots=True)
class BankReport:
    """Bank-level figures; shares from 0 to 1.

    `position_p` is the p value of the chi-square test of key positions against the uniform distribution (4 degrees
    of freedom). `strategies` gives the share that each naive strategy gets right, ties counted in part.
    """

    items: int
    positions: Mapping[str, int]
    position_p: float
    strategies: Mapping[str, float]
    lead_ins: Mapping[str, float]  # the most used lead-in of each recipe, as a share of its items
    duplicates: int
    too_similar: int  # items with a neighbour of their own concept that shares too much


def bank_report(items: Sequence[Item]) -> BankReport:
    """Measure a bank of at least one item."""
    positions = Counter(_key_index(item) for item in items)
    counts = {letter: positions[place] for place, letter in enumerate(LETTERS)}
    return BankReport(
        items=len(items),
        positions=counts,
        position_p=uniform_p(list(counts.values())),
        strategies={name: _score(items, rule) for name, rule in STRATEGIES.items()},
        lead_ins=_lead_in_shares(items),
        duplicates=len(items) - len({(item["stem"], item["lead_in"]) for item in items}),
        too_similar=_too_similar(items),
    )


def uniform_p(counts: Sequence[int]) -> float:
    """Return the p value of Pearson's chi-square test of five counts against equal shares.

    With 4 degrees of freedom the survival function is exp(-x/2) (1 + x/2).
    """
    expected = sum(counts) / len(counts)
    if expected == 0:
        return 1.0
    statistic = sum((count - expected) ** 2 / expected for count in counts)
    return exp(-statistic / 2) * (1 + statistic / 2)


def _key_index(item: Item) -> int:
    return next(place for place, option in enumerate(item["options"]) if option["correct"])


def _length(item: Item, place: int) -> float:
    return len(item["options"][place]["text"])


def _overlap(item: Item, place: int) -> float:
    stem = language.roots(f"{item['stem']} {item['lead_in']}")
    return len(language.roots(item["options"][place]["text"]) & stem)


def _middle(item: Item, place: int) -> float:
    return -abs(place - 2)


def _shared(item: Item, place: int) -> float:
    """Count how often the words of an option stand in the others."""
    own = language.roots(item["options"][place]["text"])
    others = (language.roots(o["text"]) for n, o in enumerate(item["options"]) if n != place)
    return sum(len(own & each) for each in others)


def _odd(item: Item, place: int) -> float:
    return -_shared(item, place)


STRATEGIES: Mapping[str, Callable[[Item, int], float]] = {
    "longest": _length,
    "most overlap with the stem": _overlap,
    "middle": _middle,
    "odd one out": _odd,
    "most shared words": _shared,
}


def _score(items: Sequence[Item], rule: Callable[[Item, int], float]) -> float:
    """Return the expected share of items that a strategy gets right when it guesses among its ties."""
    won = 0.0
    for item in items:
        values = [rule(item, place) for place in range(len(item["options"]))]
        best = [place for place, value in enumerate(values) if value == max(values)]
        won += (_key_index(item) in best) / len(best)
    return won / len(items)


def _lead_in_shares(items: Sequence[Item]) -> dict[str, float]:
    used: dict[str, Counter[str]] = {}
    for item in items:
        used.setdefault(str(item.get("recipe", "all")), Counter())[item["lead_in"]] += 1
    return {recipe: max(counts.values()) / sum(counts.values()) for recipe, counts in used.items()}


def _too_similar(items: Sequence[Item]) -> int:
    """Count items whose stem is too like another of the same concept: Jaccard of 3-word shingles (Broder 1997)."""
    by_concept: dict[str, list[frozenset[tuple[str, ...]]]] = {}
    for item in items:
        words = [word.lower() for word in language.words(item["stem"])]
        shingles = frozenset(zip(words, words[1:], words[2:], strict=False))
        by_concept.setdefault(str(item.get("concept", "")), []).append(shingles)
    return sum(
        any(len(one & other) > NEIGHBOUR_LIMIT * len(one | other) for m, other in enumerate(stems) if m != n)
        for stems in by_concept.values()
        for n, one in enumerate(stems)
    )
