"""Files to rows of texts and back, within limits: what is too big or active is refused before it is read."""

import csv
import datetime
import io
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

import openpyxl
import tablib
from import_export.formats.base_formats import CSV, XLSX

from drugs.loading.errors import ContentError

MOST_BYTES = 4_000_000
MOST_UNPACKED = 16_000_000  # bytes of a workbook's parts together
MOST_PARTS = 200
MOST_ROWS = 10_000
MOST_COLUMNS = 40
LONGEST_CELL = 5_000  # characters
ACTIVE = ("=", "+", "-", "@", "\t", "\r", "\n")  # what makes a spreadsheet take a text for a formula
DELIMITERS = ",;\t"
FORMATS = {"csv": CSV, "xlsx": XLSX}


@dataclass(frozen=True, slots=True)
class Sheet:
    """A heading and the rows below it that are not blank, each with its number in the file."""

    heading: list[str]
    rows: list[tuple[int, list[str]]]


def read(data: bytes) -> Sheet:
    """Read a CSV file or a workbook's first sheet, or raise ContentError with every reason."""
    if len(data) > MOST_BYTES:
        raise ContentError([f"The file has more than {MOST_BYTES:,} bytes: split it into smaller ones."])
    records = _workbook(data) if data[:4] == b"PK\x03\x04" else _csv(data)
    return _sheet(records)


def _csv(data: bytes) -> Iterator[list[Any]]:
    text = _decoded(data)
    first = text.lstrip("\r\n").partition("\n")[0]
    delimiter = max(DELIMITERS, key=first.count)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        yield from reader
    except csv.Error as wrong:
        raise ContentError([f"Row {reader.line_num}: this is no CSV file ({wrong})."]) from wrong


def _decoded(data: bytes) -> str:
    if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        raise ContentError(["The file is UTF-16 text. Save it as 'CSV UTF-8', or as a workbook (.xlsx)."])
    if b"\0" in data:
        raise ContentError(["The file holds NUL characters: it is no CSV text. Save it as 'CSV UTF-8'."])
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as wrong:
        line = data.count(b"\n", 0, wrong.start) + 1
        told = f"Row {line} is not UTF-8 text. Save the file as 'CSV UTF-8', or as a workbook (.xlsx)."
        raise ContentError([told]) from wrong


def _workbook(data: bytes) -> Iterator[list[Any]]:
    """Read the first sheet after a look at the parts of the file, without unpacking what is too much."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            infos = parts.infolist()
            if len(infos) > MOST_PARTS or sum(info.file_size for info in infos) > MOST_UNPACKED:
                raise ContentError(["The workbook unpacks to more than is allowed: split it, or save it as CSV."])
            for info in infos:
                _refuse_active_xml(parts.read(info))
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, keep_links=False)
        sheet = book.worksheets[0]
        sheet.reset_dimensions()  # what the file says of its size need not be true
        for row in sheet.iter_rows(max_row=MOST_ROWS + 2, max_col=MOST_COLUMNS + 1, values_only=True):
            yield list(row)
    except ContentError:
        raise
    except Exception as wrong:  # a broken workbook fails in as many ways as there are parts
        raise ContentError(
            [f"The workbook cannot be read ({type(wrong).__name__}): save it again, or as CSV."]
        ) from wrong


def _refuse_active_xml(part: bytes) -> None:
    if part[:2] in (b"\xff\xfe", b"\xfe\xff") or b"<!DOCTYPE" in part or b"<!ENTITY" in part:
        raise ContentError(["The workbook defines entities of its own, which no spreadsheet does: it is refused."])


def _sheet(records: Iterable[list[Any]]) -> Sheet:
    heading: list[str] = []
    rows: list[tuple[int, list[str]]] = []
    errors: list[str] = []
    for number, record in enumerate(records, start=1):
        cells = [_text(value) for value in record]
        while cells and not cells[-1]:
            cells.pop()
        if not cells:
            continue
        if len(cells) > MOST_COLUMNS:
            raise ContentError([f"Row {number} has more than {MOST_COLUMNS} columns: is this the right file?"])
        if not heading:
            heading = [cell.lower().replace(" ", "_") for cell in cells]
            continue
        if len(rows) == MOST_ROWS:
            raise ContentError([f"There are more than {MOST_ROWS:,} rows: split the file."])
        errors += _wrong_cells(number, cells, heading)
        rows.append((number, [_inert(cell) for cell in cells] + [""] * (len(heading) - len(cells))))
    if not heading:
        raise ContentError(["The file is empty. Export the table to see which columns it has."])
    if errors:
        raise ContentError(errors)
    return Sheet(heading, rows)


def _wrong_cells(number: int, cells: list[str], heading: list[str]) -> Iterator[str]:
    if len(cells) > len(heading):
        yield f"Row {number}: there are more cells than column names; is a cell with a delimiter not quoted?"
    for name, cell in zip(heading, cells, strict=False):
        if cell.startswith("="):
            yield f"Row {number}, {name}: '{cell[:40]}' is a formula: put its value there instead."
        if len(cell) > LONGEST_CELL:
            yield f"Row {number}, {name}: the cell has more than {LONGEST_CELL:,} characters."
        if "\0" in cell:
            yield f"Row {number}, {name}: a text must not hold a NUL character."


def _text(value: Any) -> str:
    """Return a cell as the text that CSV would hold."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime.datetime):
        return value.date().isoformat()
    return str(value).strip()


def _inert(cell: str) -> str:
    """Take off the apostrophe that an export put before what looks like a formula."""
    return cell[1:] if cell[:1] == "'" and cell[1:2] in ACTIVE and len(cell) > 1 else cell


def written(heading: list[str], rows: Iterable[list[str]], form: str) -> bytes:
    """Return a file with these rows, in which no cell is a formula."""
    data = tablib.Dataset(headers=heading)
    for row in rows:
        data.append([f"'{cell}" if cell.startswith(ACTIVE) else cell for cell in row])
    made = FORMATS[form]().export_data(data)
    # Spreadsheets take a CSV file for UTF-8 only when it begins with the mark.
    return made if isinstance(made, bytes) else b"\xef\xbb\xbf" + made.encode()
