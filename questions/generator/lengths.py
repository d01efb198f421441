"""Gate G7: how long options may be beside each other, in characters."""

from collections.abc import Sequence

LONGEST_TO_SHORTEST = 2.0
LONGEST_TO_SHORTEST_SINGLE_WORDS = 3.0
KEY_OVER_NEXT_LONGEST = 1.25


def most(*texts: str) -> float:
    """Return how many times the shortest of these texts the longest may measure."""
    return LONGEST_TO_SHORTEST if any(" " in text for text in texts) else LONGEST_TO_SHORTEST_SINGLE_WORDS


def comparable(key: str, other: str) -> bool:
    """Tell whether two options alone hold the limit."""
    return max(len(key), len(other)) <= most(key, other) * min(len(key), len(other))


def lengths_hold(texts: Sequence[str], key: str) -> bool:
    """Longest to shortest at most 2 (3 for single words); the key not longest by over 25 %."""
    sizes = sorted(len(text) for text in texts)
    if sizes[-1] > most(*texts) * sizes[0]:
        return False
    return len(key) <= KEY_OVER_NEXT_LONGEST * max(len(text) for text in texts if text != key)
