"""The fields by which a question form marks, strikes out, rates, highlights and takes notes."""

from django.http import QueryDict

from questions.blocks.highlights import COLOURS, ERASER, Stroke
from questions.blocks.lifecycle.annotating import Annotations
from questions.blocks.models import LETTERS, BlockItem
from questions.blocks.notes import LONGEST_NOTE, Draft


class MalformedError(Exception):
    """The request is not one that our pages send."""


def read_annotations(data: QueryDict) -> Annotations:
    """Return what a form leaves on an item; raise MalformedError for impossible values."""
    return Annotations(
        marked=_marked(data.get("mark")),
        strike=_strike(data),
        confidence=_confidence(data.get("confidence")),
        stroke=_stroke(data.get("highlight"), data.get("colour", COLOURS[0])),
        note=_note(data.get("note"), data.get("note_drawn", "")),
    )


def is_letter(text: str) -> bool:
    """Tell whether the text names one of the five options."""
    return len(text) == 1 and text in LETTERS


def _marked(mark: str | None) -> bool | None:
    if mark not in (None, "0", "1"):
        raise MalformedError("The mark must be 1 or 0.")
    return None if mark is None else mark == "1"


def _strike(data: QueryDict) -> tuple[str, bool] | None:
    for field, struck in (("strike", True), ("unstrike", False)):
        if letter := data.get(field):
            if not is_letter(letter):
                raise MalformedError("Strike out one option, A to E.")
            return letter, struck
    return None


def _confidence(confidence: str | None) -> str | None:
    if confidence not in (None, "", *BlockItem.Confidence.values):
        raise MalformedError("The confidence must be sure, unsure, guess, or nothing.")
    return confidence


def _stroke(highlight: str | None, colour: str) -> Stroke | None:
    """Read "start-end" or "start-end-colour": a button that paints one colour only names it itself."""
    if highlight is None:
        return None
    edges, own = highlight.split("-")[:2], highlight.split("-")[2:]
    if len(edges) < 2 or len(own) > 1 or not all(map(_is_place, edges)):
        raise MalformedError("A highlight goes from one character to another.")
    colour = own[0] if own else colour
    if colour not in (*COLOURS, ERASER):
        raise MalformedError("There is no such colour.")
    return Stroke(int(edges[0]), int(edges[1]), colour)


def _is_place(text: str) -> bool:
    return text.isascii() and text.isdecimal() and len(text) <= 6


def _note(note: str | None, drawn: str) -> Draft | None:
    if note is None:
        return None
    text = note.replace("\r\n", "\n").replace("\r", "\n")
    if len(text) > LONGEST_NOTE:
        raise MalformedError(f"A note has at most {LONGEST_NOTE} characters.")
    if "\0" in text or len(drawn) > 64:
        raise MalformedError("The note has characters that no keyboard makes.")
    return Draft(text, drawn)
