"""Sequential sets in a block: questions on one patient, opened in order, each locking the one before it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

# As a block's row keeps them: [first position, number of questions, question open now (from 1)].
Stored = Sequence[Sequence[int]]


@dataclass(frozen=True, slots=True)
class Part:
    """A question's place in its set; both count from 1."""

    number: int
    of: int


@dataclass(frozen=True, slots=True)
class Sequences:
    """The sets of one block and how far each is opened."""

    sets: Stored

    def part(self, position: int) -> Part | None:
        """Return the place of a question in its set; None for a question of its own."""
        found = self._found(position)
        return Part(position - found[0] + 1, found[1]) if found else None

    def is_hidden(self, position: int) -> bool:
        """Tell whether the question may not be seen yet: the one before it is still open."""
        found = self._found(position)
        return found is not None and position >= found[0] + found[2]

    def is_locked(self, position: int) -> bool:
        """Tell whether the answer stands, since the question after it was opened."""
        found = self._found(position)
        return found is not None and position < found[0] + found[2] - 1

    def reachable(self, position: int) -> int:
        """Return the question to show for this one: itself, or the open one of its set."""
        found = self._found(position)
        return found[0] + found[2] - 1 if found and self.is_hidden(position) else position

    def moved(self, position: int, target: int | None) -> list[list[int]]:
        """Return the sets, as they are stored, after a move: from the open question to the next of its set."""
        after = [list(each) for each in self.sets]
        for each in after:
            first, of, now = each
            if position == first + now - 1 and target == position + 1 < first + of:
                each[2] += 1
        return after

    def _found(self, position: int) -> Sequence[int] | None:
        return next((each for each in self.sets if each[0] <= position < each[0] + each[1]), None)


def together(follows: Iterable[tuple[int, int | None]]) -> list[int]:
    """Order items, given with what each continues, so that what continues another comes right after it."""
    rows = list(follows)
    present = {item for item, _ in rows}
    after = {before: item for item, before in rows if before in present}
    ordered: list[int] = []
    for item, before in rows:
        link: int | None = item if before not in present else None
        while link is not None and link not in ordered:
            ordered.append(link)
            link = after.get(link)
    return ordered


def sets_of(ordered: Sequence[tuple[int, int | None]]) -> list[list[int]]:
    """Return the sets among items in the order of a block, none of them opened beyond its first question."""
    found: list[list[int]] = []
    for position, (_, before) in enumerate(ordered, start=1):
        if position == 1 or before is None or ordered[position - 2][0] != before:
            continue
        if found and sum(found[-1][:2]) == position:
            found[-1][1] += 1
        else:
            found.append([position - 1, 2, 1])
    return found
