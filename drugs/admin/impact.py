"""What a change of facts does to questions, told by whoever asks them: this app knows none."""

from typing import Protocol


class Asker(Protocol):
    """What the bank of questions answers about facts."""

    def resting_on(self, keys: set[str]) -> int:
        """Return how many questions in service rest on any of these facts."""
        ...


_askers: list[Asker] = []


def register(asker: Asker) -> None:
    """Have an app asked from now on; apps do so when they are ready."""
    _askers.append(asker)


def resting_on(keys: set[str]) -> int:
    """Return how many questions in service rest on any of these facts."""
    return sum(asker.resting_on(keys) for asker in _askers)
