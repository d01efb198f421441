"""Statistics with their uncertainty, from counts."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt

# The 97.5th percentile of the normal distribution: two-sided 95 %.
Z95 = 1.959964


@dataclass(frozen=True, slots=True)
class Share:
    """A proportion with its 95 % interval; `value`, `low` and `high` are percentages from 0 to 100."""

    correct: int
    total: int
    value: float
    low: float
    high: float


def share(correct: int, total: int) -> Share:
    """Return correct/total with the Wilson score interval.

    Formula: E. B. Wilson, J Am Stat Assoc 1927;22:209-212. Unlike the textbook interval it stays within 0 and 100
    and keeps its coverage for small n. Raises ValueError when there is nothing to divide by or `correct` is out of
    range.
    """
    if total < 1 or not 0 <= correct <= total:
        raise ValueError("needs at least one item, and from none to all of them correct")
    p = correct / total
    spread = 1 + Z95**2 / total
    centre = (p + Z95**2 / (2 * total)) / spread
    half = Z95 / spread * sqrt(p * (1 - p) / total + Z95**2 / (4 * total**2))
    # Rounding must not put the value outside its own interval at 0 and at 1.
    return Share(
        correct, total, 100 * p, 100 * min(max(centre - half, 0.0), p), 100 * max(min(centre + half, 1.0), p)
    )


def together(shares: Sequence[Share]) -> Share:
    """Return the share over all of several."""
    return share(sum(each.correct for each in shares), sum(each.total for each in shares))


def halves(shares: Sequence[Share]) -> tuple[Share, Share] | None:
    """Return the share of the first and of the second half; None of fewer than two."""
    half = len(shares) // 2
    return (together(shares[:half]), together(shares[half:])) if half else None
