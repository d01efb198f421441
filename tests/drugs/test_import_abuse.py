"""Files that are broken, huge or hostile are refused quickly, with a message that says what to do."""

import io
import time
import zipfile

import openpyxl
import pytest

from drugs.importing import sheets
from drugs.importing.importing import prepare
from drugs.importing.sheets import read, written
from drugs.importing.tables import TABLES
from drugs.loading.errors import ContentError

SOURCES = TABLES["sources"]


def refused(data):
    """Return the reasons and how long they took to come, in seconds of this process."""
    begin = time.process_time()
    with pytest.raises(ContentError) as caught:
        read(data)
    return caught.value.errors, time.process_time() - begin


def workbook(*rows):
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    made = io.BytesIO()
    book.save(made)
    return made.getvalue()


def repacked(data, change):
    """Return a workbook whose parts went through a change."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return made.getvalue()


@pytest.mark.parametrize("start", ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx"])
@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_no_exported_cell_is_a_formula_and_its_text_comes_back(start, form):
    data = written(["id", "title"], [["a", start], ["b", "plain"]], form)
    assert read(data).rows[0][1][1].strip() == start.strip()
    if form == "xlsx":
        cells = [cell for row in openpyxl.load_workbook(io.BytesIO(data)).active for cell in row]
        assert all(cell.data_type != "f" and not str(cell.value).startswith(sheets.ACTIVE) for cell in cells)
    else:
        assert f"a,{start}".encode() not in data


def test_a_formula_in_a_file_is_refused_with_its_cell():
    (error,), _ = refused(workbook(["id", "title"], ["a", '=HYPERLINK("http://x")']))
    assert error.startswith("Row 2, title: '=HYPERLINK") and "put its value there instead" in error


def test_a_workbook_that_unpacks_to_too_much_is_refused_before_it_is_parsed():
    bomb = repacked(workbook(["id"]), lambda name, part: part + b" " * 60_000_000 if "sheet1" in name else part)
    assert len(bomb) < 300_000
    (error,), seconds = refused(bomb)
    assert "unpacks to more than is allowed" in error
    assert seconds < 1


def test_a_workbook_with_very_many_parts_is_refused():
    made = io.BytesIO()
    with zipfile.ZipFile(made, "w") as parts:
        for number in range(500):
            parts.writestr(f"part{number}", b"")
    assert "unpacks to more" in refused(made.getvalue())[0][0]


@pytest.mark.parametrize(
    "evil",
    [
        b'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>',
        b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;&a;">]>',
        b"\xff\xfe<\x00",
    ],
)
def test_entities_in_a_workbook_are_refused(evil):
    data = repacked(workbook(["id"], ["a"]), lambda name, part: evil + part if "sheet1" in name else part)
    assert "defines entities of its own" in refused(data)[0][0]


def test_a_workbook_that_lies_about_its_size_is_read_as_far_as_it_goes():
    data = repacked(
        workbook(["id"], ["a"]),
        lambda name, part: part.replace(b'<dimension ref="A1:A2"', b'<dimension ref="A1:XFD1048576"'),
    )
    begin = time.process_time()
    sheet = read(data)
    assert (sheet.heading, sheet.rows) == (["id"], [(2, ["a"])])
    assert time.process_time() - begin < 2


@pytest.mark.parametrize("data", [b"PK\x03\x04 and nothing else", b"PK\x03\x04" + b"\0" * 500])
def test_a_broken_workbook_is_told(data):
    assert "cannot be read" in refused(data)[0][0]


def test_too_many_bytes_rows_and_columns_are_refused_quickly():
    for data, told in (
        (b"id\n" + b"a\n" * 3_000_000, "more than 4,000,000 bytes"),
        (b"id\n" + b"a\n" * 1_000_000, "more than 10,000 rows"),
        (b",".join([b"c"] * 100_000), "more than 40 columns"),
        (b"id,title\na," + b"x" * 100_000, "more than 5,000 characters"),
    ):
        errors, seconds = refused(data)
        assert told in errors[0]
        assert seconds < 2


def test_a_million_rows_in_a_workbook_are_refused_quickly():
    row = b'<row r="%d"><c r="A%d"><v>1</v></c></row>'
    many = b"".join(row % (n, n) for n in range(3, 250_000))
    data = repacked(
        workbook(["id"], ["a"]),
        lambda name, part: part.replace(b"</sheetData>", many + b"</sheetData>") if "sheet1" in name else part,
    )
    errors, seconds = refused(data)
    assert "more than 10,000 rows" in errors[0]
    assert seconds < 5


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("id;title".encode("utf-16"), "UTF-16"),
        (b"id,title\na,\xe9t\xe9", "Row 2 is not UTF-8"),
        (b"id,ti\0tle\na,b", "NUL"),
        (b"", "The file is empty"),
        (b"\n\n ,,\n", "The file is empty"),
        (b'id,title\na,"b\nc', ""),
        (b"id,title\na,b,c", "Row 2: there are more cells than column names"),
        (b'id,title\n"' + b"x" * 200_000 + b'",b', "no CSV file"),
    ],
)
def test_wrong_text_is_told(data, told):
    if told:
        assert told in refused(data)[0][0]
    else:
        assert read(data).rows == [(2, ["a", "b\nc"])]


@pytest.mark.parametrize(
    "data",
    [
        b"\xef\xbb\xbfid,title\na,b\n",
        b"id;title\na;b\n",
        b"id\ttitle\na\tb\n",
        b"\n\nid,title\n\n\na,b\n,\n",
        b"ID, Title ,\r\na,b,\r\n",
        b'"id","title"\r\n"a","b"\r\n',
    ],
    ids=["mark", "semicolons", "tabs", "blank rows", "spaces and capitals", "quotes"],
)
def test_usual_oddities_of_spreadsheets_are_understood(data):
    sheet = read(data)
    assert sheet.heading == ["id", "title"]
    assert [cells for _, cells in sheet.rows] == [["a", "b"]]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("heading", "told"),
    [
        ("id,titel", "has no column 'titel'. Did you mean 'title'?"),
        ("id,colour", "has no column 'colour'. There are: id, kind, title"),
        ("id,title,title", "The column 'title' is there twice"),
        ("title,year", "The column 'id' is missing"),
        ("id,title", "There is no row below the column names."),
    ],
)
def test_a_wrong_heading_is_told_with_what_is_expected(heading, told):
    line = "" if "no row" in told else "\na,b,c"[: 2 * heading.count(",") + 3]
    with pytest.raises(ContentError) as caught:
        prepare(SOURCES, (heading + line).encode())
    assert any(told in error for error in caught.value.errors)


@pytest.mark.usefixtures("amberol")
def test_one_wrong_row_among_ten_thousand_is_found_and_nothing_imported():
    lines = [f"label-{n},label,Label {n},Agency,2025" for n in range(10_000)]
    lines[9_997] = "label-x2,label,Label,Agency,never"
    lines[5] = "label-x3,leaflet,Label,Agency,2025"
    with pytest.raises(ContentError) as caught:
        prepare(SOURCES, "\n".join(["id,kind,title,publisher,year", *lines]).encode())
    assert [error.split(",")[0] for error in caught.value.errors] == ["Row 7", "Row 9999"]
