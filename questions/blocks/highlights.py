"""Highlights of a stem as spans of characters: painting, erasing, and cutting the text for display."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise

COLOURS = ("yellow", "green", "blue", "pink")
ERASER = "none"

# A stored span is [start, end, colour]: JSON knows no tuples. Spans are sorted, never overlap and are never empty.
Span = Sequence[int | str]


class BadSpanError(ValueError):
    """The span is empty or lies outside the stem."""


@dataclass(frozen=True, slots=True)
class Stroke:
    """One pull of the pen over a stem; the colour `none` erases."""

    start: int
    end: int
    colour: str

    def over(self, spans: Iterable[Span], length: int) -> list[list[int | str]]:
        """Return `spans` with this stroke over them, in a stem of `length` characters; safe to repeat."""
        if not 0 <= self.start < self.end <= length:
            raise BadSpanError("Highlight some of the text.")
        kept: list[list[int | str]] = []
        for start, end, colour in _typed(spans):
            kept += [[start, min(end, self.start), colour]] if start < self.start else []
            kept += [[max(start, self.end), end, colour]] if end > self.end else []
        if self.colour != ERASER:
            kept.append([self.start, self.end, self.colour])
        return _joined(sorted(kept, key=lambda span: span[0]))


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of stem text that looks the same throughout."""

    text: str
    start: int
    colour: str = ""
    decisive: bool = False

    @property
    def end(self) -> int:
        """Return where the next piece starts."""
        return self.start + len(self.text)


def pieces(stem: str, spans: Iterable[Span], clues: Iterable[str] = ()) -> list[Piece]:
    """Cut the stem where a highlight or a decisive sentence begins or ends; joined, the texts are the stem."""
    inks = _typed(spans)
    decisive = [(at, at + len(clue)) for clue in clues if clue and (at := stem.find(clue)) >= 0]
    edges = {0, len(stem)}
    edges.update(edge for start, end, _ in inks for edge in (start, end) if edge <= len(stem))
    edges.update(edge for span in decisive for edge in span)
    cuts = sorted(edges)
    return [
        Piece(
            text=stem[start:end],
            start=start,
            colour=next((colour for first, last, colour in inks if first <= start < last), ""),
            decisive=any(first <= start < last for first, last in decisive),
        )
        for start, end in pairwise(cuts)
    ]


def sentences(stem: str, spans: Iterable[Span] = ()) -> list[Piece]:
    """Return the stem's sentences, coloured if highlighted throughout; a full stop inside a figure ends none."""
    ends = [match.end() for match in re.finditer(r"[.!?](?=\s+[A-Z]|$)", stem)]
    inks = _typed(spans)
    found, start = [], 0
    for end in [*ends, len(stem)]:
        text = stem[start:end].strip()
        if text:
            first = stem.index(text, start)
            found.append(Piece(text, first, _colour_throughout(inks, first, first + len(text))))
        start = end
    return found


def _colour_throughout(inks: list[tuple[int, int, str]], start: int, end: int) -> str:
    """Return the colour with which a stretch begins if no character of it is bare."""
    under = [ink for ink in inks if ink[0] < end and ink[1] > start]
    covered = sum(min(last, end) - max(first, start) for first, last, _ in under)
    return under[0][2] if under and covered == end - start else ""


def _typed(spans: Iterable[Span]) -> list[tuple[int, int, str]]:
    return [(int(start), int(end), str(colour)) for start, end, colour in spans]


def _joined(spans: list[list[int | str]]) -> list[list[int | str]]:
    """Make one of neighbours in the same colour."""
    joined: list[list[int | str]] = []
    for span in spans:
        if joined and joined[-1][1] == span[0] and joined[-1][2] == span[2]:
            joined[-1][1] = span[1]
        else:
            joined.append(span)
    return joined
