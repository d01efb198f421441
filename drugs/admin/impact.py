"""What a change of facts does to questions, told by whoever asks them: this app knows none."""

from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from typing import Protocol

MOST_EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Shown:
    """A question as an example shows it; options are (key, text, whether it is the right one)."""

    name: str
    stem: str
    lead_in: str
    options: tuple[tuple[str, str, bool], ...]


@dataclass(slots=True)
class Impact:
    """How many questions in service become stale; how many of these have no successor; how many are new.

    `examples` pair a question that becomes stale with its successor; either may be missing.
    """

    stale: int = 0
    lost: int = 0
    new: int = 0
    examples: list[tuple[Shown | None, Shown | None]] = field(default_factory=list)
    left_out: tuple[str, ...] = ()  # drugs whose successors were not counted, to answer in time


class Asker(Protocol):
    """What the bank of questions answers about facts."""

    def resting_on(self, keys: set[str]) -> int:
        """Return how many questions in service rest on any of these facts."""
        ...

    def impact(self, change: Callable[[], None], keys: set[str], drugs: Collection[str]) -> Impact:
        """Return what a change would do; it is made and rolled back. `drugs` are looked at first."""
        ...


_askers: list[Asker] = []


def register(asker: Asker) -> None:
    """Have an app asked from now on; apps do so when they are ready."""
    _askers.append(asker)


def resting_on(keys: set[str]) -> int:
    """Return how many questions in service rest on any of these facts."""
    return sum(asker.resting_on(keys) for asker in _askers)


def impact(change: Callable[[], None], keys: set[str], drugs: Collection[str] = ()) -> Impact:
    """Return what a change would do to all questions."""
    told = Impact()
    for asker in _askers:
        one = asker.impact(change, keys, drugs)
        told.stale, told.lost, told.new = told.stale + one.stale, told.lost + one.lost, told.new + one.new
        told.examples = [*told.examples, *one.examples][:MOST_EXAMPLES]
        told.left_out += one.left_out
    return told
