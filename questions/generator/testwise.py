"""What a bank betrays to a reader who knows no medicine: places and lengths of keys, and naive strategies.

Items are in the contract's form, ours or foreign, with any number of options. Everything here is pure.
"""

import math
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from . import language
from .entities import EntityUse, entity_uses, familiar_score
from .neighbours import NEIGHBOUR_LIMIT, alike
from .question import letter

Item = Mapping[str, Any]
ALL = "all"  # the recipe of items that name none


@dataclass(frozen=True, slots=True)
class BankReport:
    """Bank-level figures; shares from 0 to 1.

    What concerns keys is measured on the `judged` items, those with exactly one correct option. `position_p` is
    the p value of the chi-square test of key positions against equal shares. `strategies` gives the share that
    each naive strategy gets right, ties counted in part, and `chance` what guessing gets; `familiar` is the same
    for choosing the option that most often is the key in the other half of the concepts.
    """

    items: int
    judged: int
    positions: Mapping[str, int]
    position_p: float
    chance: float
    strategies: Mapping[str, float]
    familiar: float
    entities: Sequence[EntityUse]
    lead_ins: Mapping[str, float]  # the most used lead-in of each recipe, as a share of its items
    duplicates: int
    too_similar: int  # items with a neighbour of their own concept that shares too much
    too_similar_anywhere: int  # the same whatever the concept
    nearest: tuple[int, int, float] | None  # the places of the two items most alike above the limit, and how much


def bank_report(items: Sequence[Item]) -> BankReport:
    """Measure a bank of at least one item."""
    judged = [item for item in items if sum(option["correct"] for option in item["options"]) == 1]
    counts, expected = _positions(judged)
    pairs = list(alike([item["stem"] for item in items], NEIGHBOUR_LIMIT))
    siblings = [pair for pair in pairs if _concept(items[pair[0]]) == _concept(items[pair[1]])]
    return BankReport(
        items=len(items),
        judged=len(judged),
        positions={letter(place): count for place, count in enumerate(counts)},
        position_p=chi_square_p(counts, expected),
        chance=sum(1 / len(item["options"]) for item in judged) / max(1, len(judged)),
        strategies={name: _score(judged, rule) for name, rule in STRATEGIES.items()},
        familiar=familiar_score(judged),
        entities=entity_uses(judged),
        lead_ins=_lead_in_shares(items),
        duplicates=len(items) - len({_seen(item) for item in items}),
        too_similar=len({place for one, other, _ in siblings for place in (one, other)}),
        too_similar_anywhere=len({place for one, other, _ in pairs for place in (one, other)}),
        nearest=max(pairs, key=lambda pair: pair[2], default=None),
    )


def recipe_of(item: Item) -> str:
    """Return the kind of question of an item; foreign ones are of one kind."""
    return str(item.get("recipe") or ALL)


def _seen(item: Item) -> tuple[str, ...]:
    """Return what a reader sees of an item."""
    return item["stem"], item["lead_in"], *(option["text"] for option in item["options"])


def _concept(item: Item) -> str:
    return str(item.get("concept") or "")


def chi_square_p(counts: Sequence[int], expected: Sequence[float]) -> float:
    """Return the p value of Pearson's chi-square test; 1 where nothing was counted.

    The survival function is a finite sum for whole degrees of freedom (Abramowitz and Stegun 26.4.4 and 26.4.5).
    """
    freedom = len(counts) - 1
    if freedom < 1 or not any(expected):
        return 1.0
    half = sum((count - wanted) ** 2 / wanted for count, wanted in zip(counts, expected, strict=True)) / 2
    if freedom % 2 == 0:
        return math.exp(-half) * sum(math.pow(half, float(k)) / math.gamma(k + 1) for k in range(freedom // 2))
    return math.erfc(math.sqrt(half)) + math.exp(-half) * sum(
        math.pow(half, k + 0.5) / math.gamma(k + 1.5) for k in range(freedom // 2)
    )


def _positions(items: Sequence[Item]) -> tuple[list[int], list[float]]:
    """Count the keys on every place, and how many equal shares would put there."""
    places = range(max((len(item["options"]) for item in items), default=0))
    counts = Counter(key_index(item) for item in items)
    sizes = Counter(len(item["options"]) for item in items)
    expected = [sum(number / size for size, number in sizes.items() if size > place) for place in places]
    return [counts[place] for place in places], expected


def key_index(item: Item) -> int:
    """Return the place of the key of an item that has exactly one."""
    return next(place for place, option in enumerate(item["options"]) if option["correct"])


def _length(item: Item, place: int) -> float:
    return len(item["options"][place]["text"])


def _overlap(item: Item, place: int) -> float:
    stem = language.roots(f"{item['stem']} {item['lead_in']}")
    return len(language.roots(item["options"][place]["text"]) & stem)


def _middle(item: Item, place: int) -> float:
    return -abs(place - (len(item["options"]) - 1) / 2)


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
        won += (key_index(item) in best) / len(best)
    return won / max(1, len(items))


def _lead_in_shares(items: Sequence[Item]) -> dict[str, float]:
    used: dict[str, Counter[str]] = {}
    for item in items:
        used.setdefault(recipe_of(item), Counter())[item["lead_in"]] += 1
    return {recipe: max(counts.values()) / sum(counts.values()) for recipe, counts in used.items()}
