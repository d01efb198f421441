"""A learner's note on an item: its length, and how two windows are kept from overwriting each other's."""

import hashlib
from dataclasses import dataclass

LONGEST_NOTE = 4000


def digest(note: str) -> str:
    """Return what stands for a note in the form that was drawn with it."""
    return hashlib.blake2s(note.encode(), digest_size=6).hexdigest()


@dataclass(frozen=True, slots=True)
class Draft:
    """A note as a form sent it; `drawn` is the digest of the note it was drawn with, "" when it does not say."""

    text: str
    drawn: str = ""

    def changes(self, stored: str) -> bool:
        """Tell whether the learner wrote something that is not stored yet: every form sends the note along."""
        return self.text != stored and digest(self.text) != self.drawn

    def is_stale(self, stored: str) -> bool:
        """Tell whether another window changed the stored note since this form was drawn."""
        return self.changes(stored) and self.drawn not in ("", digest(stored))
