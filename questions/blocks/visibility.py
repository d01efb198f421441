"""What the owner of a block may see and do: the one rule that keeps keys on the server (pure)."""

from typing import NamedTuple

# Modes in which nothing about a key is shown before the whole block is closed.
SEALED_MODES = ("timed", "untimed")


class Visibility(NamedTuple):
    """Three permissions: read the questions, answer them, see keys and explanations."""

    questions: bool
    answering: bool
    keys: bool


NOTHING = Visibility(questions=False, answering=False, keys=False)
IN_PROGRESS = Visibility(questions=True, answering=True, keys=False)
IN_REVIEW = Visibility(questions=True, answering=False, keys=True)


def visibility(mode: str, status: str) -> Visibility:
    """Return the permissions for a mode and a status; anything unknown shows nothing."""
    if mode not in SEALED_MODES:
        return NOTHING
    if status == "running":
        return IN_PROGRESS
    if status in ("finished", "expired"):
        return IN_REVIEW
    return NOTHING
