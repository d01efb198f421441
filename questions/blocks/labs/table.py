"""The laboratory table: reading it, wording a range in either system of units, and finding a test by any name.

The figures are usual intervals of adults, rounded as textbooks do; docs/laboratory-values.md names what they were
compared with. Conventional and SI figures stand side by side in the file, and the factor is there to prove them.
"""

import csv
import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import groupby
from pathlib import Path

FILE = Path(__file__).with_name("values.csv")
CONVENTIONAL, SI = "conventional", "si"


@dataclass(frozen=True, slots=True)
class LabValue:
    """One test with its usual interval; an open side is the empty text. Conventional times `factor` is SI."""

    group: str
    name: str
    low: str
    high: str
    unit: str
    factor: str
    si_low: str
    si_high: str
    si_unit: str
    aliases: tuple[str, ...]

    @property
    def conventional(self) -> str:
        """Return the interval as it is read in the United States."""
        return _worded(self.low, self.high, self.unit)

    @property
    def si(self) -> str:
        """Return the interval in units of the International System."""
        return _worded(self.si_low, self.si_high, self.si_unit)

    @property
    def names(self) -> str:
        """Return every word by which this test is found, in small letters."""
        return " ".join(_words(" ".join((self.name, *self.aliases))))

    def answers(self, query: str) -> bool:
        """Tell whether each word of the query begins one of this test's names; page scripts do the same."""
        names = self.names.split()
        return all(any(name.startswith(word) for name in names) for word in _words(query))


@cache
def lab_values() -> tuple[LabValue, ...]:
    """Return the whole table in its order."""
    with FILE.open(newline="", encoding="utf-8") as lines:
        return tuple(_value(row) for row in csv.DictReader(lines))


def find(query: str) -> list[tuple[str, list[LabValue]]]:
    """Return (group, values) of what answers the query; everything for an empty one."""
    found: Iterable[LabValue] = (value for value in lab_values() if value.answers(query))
    return [(group, list(values)) for group, values in groupby(found, key=lambda value: value.group)]


def _value(row: dict[str, str]) -> LabValue:
    names = tuple(filter(None, row.pop("aliases").split(";")))
    return LabValue(aliases=names, **row)


def _words(text: str) -> list[str]:
    """Split names at what nobody types: "HbA1c;A1c", "Lp(a)", "25-Hydroxyvitamin D"."""
    return re.findall(r"[\w+]+", text.lower())


def _worded(low: str, high: str, unit: str) -> str:
    if low and high:
        interval = f"{_grouped(low)}–{_grouped(high)}"
    else:
        interval = f"≥{_grouped(low)}" if low else f"<{_grouped(high)}"
    return f"{interval}{'' if unit in ('', '%') or unit.startswith('/') else ' '}{unit}"


def _grouped(figure: str) -> str:
    """Write thousands with commas and keep every decimal as it stands in the file."""
    whole, point, decimals = figure.partition(".")
    return f"{int(whole):,}{point}{decimals}"
