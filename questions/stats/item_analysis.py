"""What answers tell about an item: facility, discrimination, its options. Pure, from sums of first attempts.

Flags look at intervals, never at points: a bad item is told from an item that few have met.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import atanh, sqrt, tanh

from questions.stats.measures import Z95, Share, share

LETTERS = "ABCDE"
TOO_HARD, TOO_EASY = 20.0, 97.0  # percent; below chance, or nobody needs to think
WEAK_LINK = 0.10  # an item that goes against the rest has a correlation below this


@dataclass(frozen=True, slots=True)
class Tally:
    """What the first attempts at one item add up to.

    Rest scores are the persons' shares (0 to 1) right among the other items that they reached in the same block:
    `rests` and `squares` are sums over all, `right_rests` over those who got it right, `best_rests` over as many
    of the best. `options` counts each letter in the weakest, the middle and the best third by rest score.
    What was not reached counts only in `not_reached`.
    """

    n: int
    right: int
    omitted: int
    not_reached: int
    rests: float
    squares: float
    right_rests: float
    best_rests: float
    median_seconds: float | None
    options: Mapping[str, tuple[int, int, int]]


@dataclass(frozen=True, slots=True)
class Link:
    """A correlation with its 95 % interval (Fisher's z), -1 to 1."""

    value: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """An item's figures; `link` and `efficiency` are None where they do not exist (no spread, or under four).

    `options` counts each letter in the weakest, the middle and the best third by rest score.
    """

    facility: Share
    link: Link | None
    efficiency: float | None
    options: Mapping[str, tuple[int, int, int]]
    omitted: int
    not_reached: int
    median_seconds: float | None
    flags: tuple[str, ...]


def figures(key: str, tally: Tally) -> ItemFigures:
    """Return the figures of an item from what its first attempts add up to; raises ValueError for none."""
    facility = share(tally.right, tally.n)
    link = _link(tally)
    return ItemFigures(
        facility=facility,
        link=link,
        efficiency=_efficiency(tally),
        options=tally.options,
        omitted=tally.omitted,
        not_reached=tally.not_reached,
        median_seconds=tally.median_seconds,
        flags=_flags(key, facility, link, tally.options),
    )


def link_of(r: float, n: int) -> Link:
    """Return a correlation of n pairs with Fisher's interval (Metron 1921;1:3-32).

    tanh(atanh r +- 1.96 / sqrt(n - 3)); raises ValueError below four pairs.
    """
    if n < 4:
        raise ValueError("needs four pairs")
    if abs(r) > 1 - 1e-12:
        return Link(r, r, r)
    half = Z95 / sqrt(n - 3)
    return Link(r, tanh(atanh(r) - half), tanh(atanh(r) + half))


def _link(tally: Tally) -> Link | None:
    """Return the point-biserial correlation of right with rest; None below four, or when one does not vary."""
    n, right = tally.n, tally.right
    spread = tally.squares - tally.rests**2 / n
    if n < 4 or right in (0, n) or spread < 1e-9:
        return None
    shared = tally.right_rests - right * tally.rests / n
    r = shared / sqrt(spread * right * (n - right) / n)
    return link_of(max(-1.0, min(1.0, r)), n)


def _efficiency(tally: Tally) -> float | None:
    """Return discriminative efficiency: the covariance as a share of the largest one this facility allows.

    The largest is reached when exactly the persons with the best rest scores got the item right. 0 to 1 for items
    that work, negative for those that go against the rest; None when it cannot vary.
    """
    by_chance = tally.right * tally.rests / tally.n
    best = tally.best_rests - by_chance
    if tally.right in (0, tally.n) or best < 1e-9:
        return None
    return (tally.right_rests - by_chance) / best


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
