"""What answers tell about an item: facility, discrimination, its options. Pure, from first attempts.

Flags look at intervals, never at points: a bad item is told from an item that few have met.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import atanh, sqrt, tanh

from questions.stats.measures import Z95, Share, share

LETTERS = "ABCDE"
TOO_HARD, TOO_EASY = 20.0, 97.0  # percent; below chance, or nobody needs to think
WEAK_LINK = 0.10  # an item that goes against the rest has a correlation below this


@dataclass(frozen=True, slots=True)
class Response:
    """One first attempt at the item.

    `choice` is "" when left blank; `rest` is the person's share (0 to 1) right among the other items of the same
    block; `seconds` is None when the item was not reached.
    """

    choice: str
    rest: float
    seconds: int | None = None


@dataclass(frozen=True, slots=True)
class Link:
    """A correlation with its 95 % interval (Fisher's z), -1 to 1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """An item's figures; `link` and `efficiency` are None where they do not exist (no spread, or under four).

    `options` counts each letter in the weakest, the middle and the best third of persons by rest score.
    """

    facility: Share
    link: Link | None
    efficiency: float | None
    options: Mapping[str, tuple[int, int, int]]
    omitted: int
    not_reached: int
    median_seconds: float | None
    flags: tuple[str, ...]


def analyse(key: str, responses: Sequence[Response]) -> ItemFigures | None:
    """Return the figures of an item from its first attempts; None when nobody reached it.

    What was not reached counts in no figure but its own.
    """
    reached = [response for response in responses if response.seconds is not None or response.choice]
    if not reached:
        return None
    right = [response.choice == key for response in reached]
    rests = [response.rest for response in reached]
    facility = share(sum(right), len(right))
    link = correlation([float(one) for one in right], rests)
    options = _by_thirds(reached)
    return ItemFigures(
        facility=facility,
        link=link,
        efficiency=_efficiency(right, rests),
        options=options,
        omitted=sum(not response.choice for response in reached),
        not_reached=len(responses) - len(reached),
        median_seconds=median([r.seconds for r in reached if r.seconds is not None]),
        flags=_flags(key, facility, link, options),
    )


def correlation(one: Sequence[float], other: Sequence[float]) -> Link | None:
    """Return Pearson's correlation with its interval; with a 0/1 variable it is the point-biserial one.

    The interval is Fisher's (Metron 1921;1:3-32): tanh(atanh r +- 1.96 / sqrt(n - 3)). None below four pairs, or
    when one of the two does not vary.
    """
    n = len(one)
    if n < 4:
        return None
    mean_one, mean_other = sum(one) / n, sum(other) / n
    spread_one = sum((x - mean_one) ** 2 for x in one)
    spread_other = sum((y - mean_other) ** 2 for y in other)
    if spread_one < 1e-12 or spread_other < 1e-12:
        return None
    shared = sum((x - mean_one) * (y - mean_other) for x, y in zip(one, other, strict=True))
    r = max(-1.0, min(1.0, shared / sqrt(spread_one * spread_other)))
    if abs(r) > 1 - 1e-12:
        return Link(r, r, r)
    half = Z95 / sqrt(n - 3)
    return Link(r, tanh(atanh(r) - half), tanh(atanh(r) + half))


def median(values: Sequence[float]) -> float | None:
    """Return the middle value, the mean of the two middle ones, or None of nothing."""
    if not values:
        return None
    ordered = sorted(values)
    half = len(ordered) // 2
    return float(ordered[half]) if len(ordered) % 2 else (ordered[half - 1] + ordered[half]) / 2


def _efficiency(right: Sequence[bool], rests: Sequence[float]) -> float | None:
    """Return discriminative efficiency: the covariance as a share of the largest one this facility allows.

    The largest is reached when exactly the persons with the best rest scores got the item right. 0 to 1 for items
    that work, negative for those that go against the rest; None when it cannot vary.
    """
    total, mean = len(right), sum(rests) / len(rests)
    count = sum(right)
    best = sum(sorted(rests, reverse=True)[:count]) - count * mean
    if count in (0, total) or best < 1e-12:
        return None
    return (sum(rest for rest, one in zip(rests, right, strict=True) if one) - count * mean) / best


def _by_thirds(reached: Sequence[Response]) -> dict[str, tuple[int, int, int]]:
    ordered = sorted(reached, key=lambda response: response.rest)
    third = len(ordered) / 3
    parts = [ordered[round(third * n) : round(third * (n + 1))] for n in range(3)]
    counts = [[response.choice for response in part] for part in parts]
    return {
        letter: (counts[0].count(letter), counts[1].count(letter), counts[2].count(letter)) for letter in LETTERS
    }


def _flags(
    key: str, facility: Share, link: Link | None, options: Mapping[str, tuple[int, int, int]]
) -> tuple[str, ...]:
    """Name what is wrong beyond chance."""
    found = []
    if facility.high < TOO_HARD:
        found.append("harder than guessing")
    if facility.low > TOO_EASY:
        found.append("nobody needs to think")
    if link and link.high < WEAK_LINK:
        found.append("goes against the rest")
    best = {letter: counts[2] for letter, counts in options.items()}
    rival = max((letter for letter in best if letter != key), key=lambda letter: best[letter])
    total = sum(best.values())
    if total and share(best[rival], total).low > share(best[key], total).high:
        found.append(f"the best third prefers {rival}")
    if facility.total >= 100:
        unused = [letter for letter, counts in options.items() if letter != key and not sum(counts)]
        found += [f"nobody takes {letter}" for letter in unused]
    return tuple(found)
