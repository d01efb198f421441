"""Which stems of a bank are too like another one: every pair above a limit, found without comparing all.

Likeness is the Jaccard index of 3-word shingles (Broder 1997). Two sets that are alike by at least `limit` have
one of their rarest shingles in common (prefix filter: Chaudhuri, Ganti and Kaushik 2006), so only such pairs are
compared, and none is missed.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import ceil

from . import language

Shingle = tuple[str, str, str]
NEIGHBOUR_LIMIT = 0.60  # from which two stems are too like each other
TINY = 1e-9  # so that 0.6 x 5 asks for three shared shingles, not four


def shingles(text: str) -> frozenset[Shingle]:
    """Return the runs of three words of a text, in lower case."""
    words = [word.lower() for word in language.words(text)]
    return frozenset(zip(words, words[1:], words[2:], strict=False))


def too_like(own: frozenset[Shingle], others: Iterable[frozenset[Shingle]]) -> bool:
    """Tell whether a stem is too like one of a few others, each given by its shingles."""
    return any(len(own & other) >= NEIGHBOUR_LIMIT * len(own | other) for other in others)


def alike(texts: Sequence[str], limit: float) -> Iterator[tuple[int, int, float]]:
    """Yield (place, earlier place, likeness) of every two texts whose likeness is at least `limit`, above 0.

    Texts of fewer than three words are like none.
    """
    sets = [shingles(text) for text in texts]
    uses = Counter(shingle for own in sets for shingle in own)
    rank = {shingle: number for number, (shingle, _) in enumerate(sorted(uses.items(), key=lambda use: use[::-1]))}
    numbered = [sorted(rank[shingle] for shingle in own) for own in sets]
    kept: list[frozenset[int]] = []
    holders: defaultdict[int, list[int]] = defaultdict(
        list
    )  # by shingle, the texts that have it among their rarest
    for place, own in enumerate(numbered):
        mine = frozenset(own)
        rarest = own[: len(own) - ceil(limit * len(own) - TINY) + 1] if own else []
        for other in {holder for shingle in rarest for holder in holders[shingle]}:
            theirs = kept[other]
            if min(len(mine), len(theirs)) < limit * max(len(mine), len(theirs)):
                continue
            shared = len(mine & theirs)
            likeness = shared / (len(mine) + len(theirs) - shared)
            if likeness >= limit:
                yield place, other, likeness
        for shingle in rarest:
            holders[shingle].append(place)
        kept.append(mine)
