"""An item as a reader sees it: the view that every criterion judges."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from string import ascii_uppercase
from typing import Any

# A leading number, after "less than" and the like, whatever follows it.
NUMBER = re.compile(r"\s*(?:[<>≤≥~±]|about |up to |at least )?\s*(-?\d+(?:,\d{3})*(?:\.\d+)?)")
# Signs tell options apart as words do: "↑ renin, ↓ aldosterone", "< 5 mg", "HBsAg -".
WORD_OR_SIGN = re.compile(r"\w+|[↑↓<>≤≥+]|(?<!\w)-|-(?!\w)")
BETWEEN_PARTS = re.compile(r"\s*(?:[,;/→]|\s\+\s|\band\b|\bwith\b|\bplus\b|\bbut\b)\s*", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Question:
    """Stem, lead-in and option texts in display order, with the places of those marked correct."""

    stem: str
    lead_in: str
    texts: tuple[str, ...]
    marked: tuple[int, ...]

    @classmethod
    def of(cls, item: Mapping[str, Any]) -> "Question":
        """Read an item in the contract's form."""
        options = item["options"]
        return cls(
            stem=item["stem"],
            lead_in=item["lead_in"],
            texts=tuple(option["text"] for option in options),
            marked=tuple(place for place, option in enumerate(options) if option["correct"]),
        )

    @property
    def key(self) -> int | None:
        """Return the place of the key if exactly one option is marked correct."""
        return self.marked[0] if len(self.marked) == 1 else None

    @property
    def asked(self) -> str:
        return f"{self.stem} {self.lead_in}"

    def others(self) -> list[str]:
        """Return the texts of the options that are not marked correct."""
        return [text for place, text in enumerate(self.texts) if place not in self.marked]


def letter(place: int) -> str:
    """Return the letter of an option."""
    return ascii_uppercase[place]


def number(text: str) -> float | None:
    """Return the number that an option begins with, if it does."""
    match = NUMBER.match(text)
    return float(match.group(1).replace(",", "")) if match else None


def plain(text: str) -> tuple[str, ...]:
    """Return the words and signs of a text in lower case, without punctuation."""
    return tuple(WORD_OR_SIGN.findall(text.lower()))


def parts(text: str) -> frozenset[str]:
    """Return what an option lists: "fever and chills" is of two parts."""
    return frozenset(" ".join(plain(part)) for part in BETWEEN_PARTS.split(text)) - {""}
