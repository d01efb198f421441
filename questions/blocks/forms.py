"""What learners send from under a question."""

from dataclasses import dataclass

from django.http import QueryDict

from questions.blocks.annotation_fields import MalformedError, is_letter, read_annotations
from questions.blocks.lifecycle import Selection, Submission
from questions.blocks.lifecycle.annotating import Annotations

ACTIONS = ("save", "next", "previous", "end", "reveal", "pause")


@dataclass(frozen=True, slots=True)
class Sent:
    """A question form as it arrived. `move` is one of ACTIONS, or a position to go to."""

    selection: Selection | None
    move: str | int
    left: Annotations

    def submission(self, position: int) -> Submission:
        """Return what this form says about the item at `position`."""
        return Submission(
            selection=self.selection,
            target=self.target(position),
            marked=self.left.marked,
            strike=self.left.strike,
            confidence=self.left.confidence,
            stroke=self.left.stroke,
            note=self.left.note,
            reveal=self.move == "reveal",
            pause=self.move == "pause",
        )

    def target(self, position: int) -> int | None:
        """Return the position to go to from `position`; None to go to the end."""
        if isinstance(self.move, int):
            return self.move
        if self.move == "end":
            return None
        return {"next": position + 1, "previous": max(1, position - 1)}.get(self.move, position)


def parse(data: QueryDict) -> Sent:
    """Read a question form; unknown fields are ignored, impossible values raise MalformedError."""
    return Sent(
        selection=_selection(data),
        move=_move(data.get("action", "save")),
        left=read_annotations(data),
    )


def _selection(data: QueryDict) -> Selection | None:
    choices = data.getlist("choice")
    if not choices:
        return None
    if len(choices) > 1 or not is_letter(choices[0]):
        raise MalformedError("Send one answer, A to E.")
    key, sequence = data.get("client_key", ""), data.get("sequence", "0")
    if not (sequence.isascii() and sequence.isdecimal()) or len(sequence) > 9:
        raise MalformedError("The sequence must be a whole number.")
    if len(key) > 64 or (key and not (key.isascii() and key.isalnum())):
        raise MalformedError("The client key must be letters and digits.")
    if key and not int(sequence):
        raise MalformedError("An answer with a client key needs a sequence number from 1.")
    return Selection(choices[0], key, int(sequence))


def _move(action: str) -> str | int:
    if action in ACTIONS:
        return action
    kind, _, place = action.partition("-")
    if kind == "goto" and place.isdecimal() and place.isascii() and len(place) <= 3:
        return int(place)
    raise MalformedError("There is no such action.")
