"""How long and how hard the stems of a bank are to read, by kind of question, against published items."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from statistics import median
from typing import Any

from . import language
from .testwise import recipe_of

Item = Mapping[str, Any]
# Words of stem and lead-in in published items, by task: 10th percentile, median, 90th percentile.
PUBLISHED = {
    "mechanism": (64, 102, 159),
    "adverse effect": (64, 96, 152),
    "therapy": (81, 128, 188),
    "cause": (53, 100, 168),
    "any": (71, 117, 179),
}
TASKS = {
    "mechanism": "mechanism",
    "process": "mechanism",
    "adverse-effect": "adverse effect",
    "therapy": "therapy",
    "target-of-therapy": "therapy",
    "look-alikes": "therapy",
    "culprit": "cause",
}
GRADES = (8.5, 13.0)  # Flesch-Kincaid grades of published items
SENTENCE_END = re.compile(r"[.?!](?=\s|$)")
VOWELS = re.compile(r"[aeiouyα-ω]+")


@dataclass(frozen=True, slots=True)
class StemLengths:
    """Words with the lead-in (10th percentile, median, 90th) and median grade of one kind of question.

    `within` is the share of items inside the published 10th to 90th percentile; of published items it is 80 %.
    """

    recipe: str
    items: int
    low: int
    middle: int
    high: int
    grade: float
    within: float
    published: tuple[int, int, int]


def stem_lengths(items: Iterable[Item]) -> list[StemLengths]:
    """Measure every kind of question, by name."""
    texts: dict[str, list[str]] = {}
    for item in items:
        texts.setdefault(recipe_of(item), []).append(f"{item['stem']} {item['lead_in']}")
    return [_lengths(recipe, own) for recipe, own in sorted(texts.items())]


def _lengths(recipe: str, texts: Sequence[str]) -> StemLengths:
    words = sorted(len(text.split()) for text in texts)
    published = PUBLISHED[TASKS.get(recipe, "any")]
    return StemLengths(
        recipe=recipe,
        items=len(texts),
        low=words[len(words) // 10],
        middle=words[len(words) // 2],
        high=words[len(words) * 9 // 10],
        grade=median(grade(text) for text in texts),
        within=sum(published[0] <= count <= published[2] for count in words) / len(words),
        published=published,
    )


def grade(text: str) -> float:
    """Return the Flesch-Kincaid grade (Kincaid et al. 1975) of a text; numbers are no words."""
    words = language.words(text)
    if not words:
        return 0.0
    sentences = max(1, len(SENTENCE_END.findall(text)))
    return 0.39 * len(words) / sentences + 11.8 * sum(map(syllables, words)) / len(words) - 15.59


@lru_cache(maxsize=50_000)
def syllables(word: str) -> int:
    """Count the vowel groups of a word, without a silent e at its end; at least one."""
    lowered = word.lower()
    count = len(VOWELS.findall(lowered))
    if lowered.endswith("e") and not lowered.endswith(("le", "ee")):
        count -= 1
    return max(1, count)
