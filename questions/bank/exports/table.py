"""Items as CSV: a row each, in which no cell is a formula."""

import csv
from collections.abc import Iterable
from datetime import datetime
from io import StringIO

from questions.bank.exports.entries import Entry, clean

ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")  # taken for the start of a formula
LETTERS = "ABCDE"
COLUMNS = (
    "id concept recipe drug category classes steps tier stem lead_in",
    *(f"option_{letter.lower()}" for letter in LETTERS),
    "key",
    *(f"rationale_{letter.lower()}" for letter in LETTERS),
    *(f"when_right_{letter.lower()}" for letter in LETTERS),
    "objective explanation sources facts_changed your_answer your_note exported",
)
HEADING = " ".join(COLUMNS).split()


def write(entries: Iterable[Entry], at: datetime) -> bytes:
    """Return the table with its heading; spreadsheets take it for UTF-8 only when it begins with the mark."""
    page = StringIO(newline="")
    table = csv.writer(page)
    table.writerow(HEADING)
    for entry in entries:
        table.writerow([inert(clean(cell)) for cell in _row(entry, at)])
    return page.getvalue().encode("utf-8-sig")


def inert(cell: str) -> str:
    """Return a cell that a spreadsheet shows and never calculates."""
    return f"'{cell}" if cell.startswith(ACTIVE) else cell


def _row(entry: Entry, at: datetime) -> list[str]:
    item = entry.item
    named = ("id", "concept", "recipe", "drug", "category")
    return [
        *(item[name] for name in named),
        "; ".join(entry.classes.values()),
        ", ".join(str(step) for step in item["steps"]),
        item["tier"],
        item["stem"],
        item["lead_in"],
        *_of_options(entry, "text"),
        entry.key["key"],
        *_of_options(entry, "rationale"),
        *_of_options(entry, "when_right"),
        item["objective"],
        item["explanation"],
        "\n".join(entry.sources),
        "yes" if entry.outdated else "no",
        entry.choice,
        entry.note,
        f"{at:%Y-%m-%d}",
    ]


def _of_options(entry: Entry, part: str) -> list[str]:
    by_key = {option["key"]: option[part] for option in entry.item["options"]}
    return [by_key.get(letter, "") for letter in LETTERS]
