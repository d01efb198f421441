"""The text under one option, and how its sentences are joined."""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Reason:
    """The text under one option and the facts it rests on."""

    rationale: str
    when_right: str
    fact_ids: tuple[str, ...]


def joined(parts: Sequence[str]) -> str:
    """Join sentences, each with its full stop; empty ones are left out."""
    return " ".join(part if part.endswith((".", "?")) else f"{part}." for part in parts if part)
