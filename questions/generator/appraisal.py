"""The whole judgement of a bank: the 19 criteria counted with examples, and the bank-level figures."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from statistics import median
from typing import Any

from .criteria import CRITERIA, Criterion, judge
from .figures import Figure, figures
from .readability import StemLengths, grade, stem_lengths
from .testwise import BankReport, bank_report

Item = Mapping[str, Any]
EXAMPLES = 3


@dataclass(frozen=True, slots=True)
class Example:
    """An item that shows a flaw, by its place in the bank, and what shows it."""

    place: int
    evidence: str


@dataclass(frozen=True, slots=True)
class Count:
    """How many items show a flaw, as a share too, and the first of them."""

    slug: str
    count: int
    share: float
    examples: tuple[Example, ...]

    @property
    def criterion(self) -> Criterion:
        return CRITERIA[self.slug]


@dataclass(frozen=True, slots=True)
class Appraisal:
    """A judged bank; `flawed` counts the items with at least one of the 19 flaws."""

    items: int
    flawed: int
    counts: tuple[Count, ...]
    bank: BankReport
    lengths: tuple[StemLengths, ...]
    figures: tuple[Figure, ...]

    @property
    def missed(self) -> int:
        """Return how many bank-level targets do not hold."""
        return sum(figure.holds is False for figure in self.figures)


def appraise(
    items: Sequence[Item],
    examples: int = EXAMPLES,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> Appraisal:
    """Judge a bank of at least one item; `progress` is called with items judged and their total."""
    found: dict[str, list[Example]] = {slug: [] for slug in CRITERIA}
    flawed = 0
    for place, item in enumerate(items):
        shown = judge(item)
        flawed += bool(shown)
        for slug, evidence in shown.items():
            found[slug].append(Example(place, evidence))
        progress(place + 1, len(items))
    bank, lengths = bank_report(items), stem_lengths(items)
    reading = median(grade(f"{item['stem']} {item['lead_in']}") for item in items)
    return Appraisal(
        items=len(items),
        flawed=flawed,
        counts=tuple(
            Count(slug, len(each), len(each) / len(items), tuple(each[:examples])) for slug, each in found.items()
        ),
        bank=bank,
        lengths=tuple(lengths),
        figures=tuple(figures(bank, lengths, reading)),
    )
