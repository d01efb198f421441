"""Storing what a learner leaves on an item beside the answer: mark, strike-outs, confidence, highlights, note."""

from dataclasses import dataclass

from questions.blocks.highlights import Stroke
from questions.blocks.models import LETTERS, BlockItem
from questions.blocks.notes import Draft


@dataclass(frozen=True, slots=True, kw_only=True)
class Annotations:
    """What one request leaves on an item; None leaves a thing as it is. `strike` is (letter, struck or not)."""

    marked: bool | None = None
    strike: tuple[str, bool] | None = None
    confidence: str | None = None
    stroke: Stroke | None = None
    note: Draft | None = None

    @property
    def looks_different(self) -> bool:
        """Tell whether the question has to be drawn anew in part; a note is on the page as it was typed."""
        return any(each is not None for each in (self.marked, self.strike, self.confidence, self.stroke))


def annotate(place: BlockItem, sent: Annotations) -> bool:
    """Store what was sent, under the caller's lock; False when the note stays out, for a newer one is stored.

    Raises BadSpanError for a stroke outside the stem.
    """
    before = (place.marked, place.struck, place.confidence, place.highlights, place.note)
    if sent.marked is not None:
        place.marked = sent.marked
    if sent.strike is not None:
        letter, struck = sent.strike
        kept = set(place.struck) | {letter} if struck else set(place.struck) - {letter}
        place.struck = "".join(each for each in LETTERS if each in kept)
    if sent.confidence is not None and not place.revealed_at:  # being sure after the reveal is no confidence
        place.confidence = sent.confidence
    if sent.stroke is not None:
        place.highlights = sent.stroke.over(place.highlights, len(place.item.stem))
    stale = sent.note is not None and sent.note.is_stale(place.note)
    if sent.note is not None and sent.note.changes(place.note) and not stale:
        place.note = sent.note.text
    if before != (place.marked, place.struck, place.confidence, place.highlights, place.note):
        place.save(update_fields=["marked", "struck", "confidence", "highlights", "note"])
    return not stale
