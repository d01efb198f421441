"""The table reads back as it was written, and no cell of it is a formula."""

import csv
import io

import pytest
from hypothesis import given

from questions.bank.exports.table import ACTIVE, HEADING, inert, write
from tests.bank.exports.samples import MORNING, clean, entry, texts


def rows_of(*entries):
    """Return the rows by column, as a spreadsheet reads them."""
    text = write(entries, MORNING).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def test_every_part_has_its_column():
    (row,) = rows_of(entry(choice="A", note="Mine."))
    assert list(row) == HEADING
    assert (row["id"], row["key"], row["your_answer"], row["your_note"]) == ("item-1", "C", "A", "Mine.")
    assert row["classes"] == "TNF inhibitors" and row["steps"] == "1, 2" and row["exported"] == "2026-03-02"
    assert row["sources"] == "A label. FDA, 2024; 5.1." and row["facts_changed"] == "no"
    for letter in "ABCDE":
        assert row[f"option_{letter.lower()}"] == f"Finding {letter}"
        assert row[f"rationale_{letter.lower()}"].startswith(f"Rationale of {letter}.")
    assert row["when_right_c"] == "" and row["when_right_a"].startswith("Another story for A.")


def test_it_begins_with_the_mark_that_spreadsheets_need():
    assert write([entry()], MORNING).startswith(b"\xef\xbb\xbf")


def test_rows_keep_the_order_of_the_entries():
    assert [row["id"] for row in rows_of(entry("item-2"), entry("item-1"))] == ["item-2", "item-1"]


@pytest.mark.parametrize("cell", ["=1+1", "+1", "-1", "@SUM(A1)", "\t=1", "\n=1", "＝1"])
def test_what_looks_like_a_formula_is_text(cell):
    assert inert(cell) == f"'{cell}"


@given(texts)
def test_any_text_reads_back_and_no_cell_is_active(text):
    (row,) = rows_of(entry(stem=text, text=text or "x", note=text))
    assert not any(cell.startswith(ACTIVE) for cell in row.values())
    assert row["stem"] in (clean(text), f"'{clean(text)}")
    assert row["your_note"] in (clean(text), f"'{clean(text)}")
