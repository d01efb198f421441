"""What a question page shows of the learner's own marks on the stem, confidence and note."""

from collections.abc import Iterable
from typing import Any

from questions.blocks.highlights import COLOURS, pieces, sentences
from questions.blocks.models import BlockItem
from questions.blocks.notes import LONGEST_NOTE, digest


def annotation_context(here: BlockItem, clues: Iterable[str], draft: str | None = None) -> dict[str, Any]:
    """Return stem, confidence and note as the templates need them.

    `clues` are the decisive sentences, for those who may see them.
    `draft` is a note that was refused because a newer one is stored: it stays in its field, beside the stored one.
    """
    stem = here.item.stem
    return {
        "pieces": pieces(stem, here.highlights, clues),
        "sentences": sentences(stem, here.highlights),
        "colours": COLOURS,
        "confidences": BlockItem.Confidence.choices,
        "note": here.note if draft is None else draft,
        "note_refused": draft is not None,
        "note_drawn": digest(here.note),
        "longest_note": LONGEST_NOTE,
    }
