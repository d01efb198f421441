"""lint_items as other programs call it: the stored bank or a file of any items, and what its exit status says."""

import json
import sys
from io import BytesIO, StringIO, TextIOWrapper

import pytest
from django.core.management import CommandError, call_command

from questions.bank.models import Item
from questions.bank.sources import load_facts
from questions.bank.stocking import stock
from questions.generator.criteria import CRITERIA
from tests.factories.bank import ItemFactory, options_with_key

FLAWED = {
    "stem": "A man has fever. Which of the following is not true?",
    "lead_in": "",
    "options": [{"text": "Always", "correct": True}, {"text": "None of the above", "correct": False}],
}


def lint(*args, **options):
    out, err = StringIO(), StringIO()
    try:
        call_command("lint_items", *args, stdout=out, stderr=err, **options)
    except CommandError as failed:
        return failed.returncode, out.getvalue(), f"{err.getvalue()}{failed}"
    return 0, out.getvalue(), err.getvalue()


def report(*args, **options):
    return json.loads(lint(*args, json=True, **options)[1])


@pytest.fixture
def bank_file(tmp_path):
    """Return what writes lines to a file and gives its name."""

    def write(*lines):
        path = tmp_path / "bank.jsonl"
        path.write_bytes(
            b"".join(line if isinstance(line, bytes) else json.dumps(line).encode() + b"\n" for line in lines)
        )
        return str(path)

    return write


def test_flaws_of_a_foreign_bank_are_counted_with_lines_and_do_not_change_the_status(bank_file):
    status, told, _ = lint(bank_file({**FLAWED, "author": 3}, b"\n", FLAWED))
    assert status == 0
    assert "2 items, 2 of them (100.0%) with a flaw." in told
    assert 'line 1: option B: "None of the above"' in told and "line 3: the lead-in says" in told
    assert all(criterion.title in told for criterion in CRITERIA.values())


def test_strict_makes_a_flaw_the_status(bank_file):
    status, _, err = lint(bank_file(FLAWED), strict=True)
    assert status == 1
    assert "1 item with a flaw" in err


def test_bad_lines_are_named_counted_and_left_out(bank_file):
    name = bank_file(FLAWED, b"{\n", b"\xff\n", {"stem": "A man."})
    status, told, err = lint(name)
    assert status == 1
    assert "1 item, 1 of them" in told and "Left out: 3 lines" in told
    for expected in (
        "line 2: is not JSON",
        "line 3: is not UTF-8",
        'line 4: the item misses "lead_in"',
        "3 lines could",
    ):
        assert expected in err
    assert [each["line"] for each in report(name)["unreadable"]] == [2, 3, 4]


def test_a_file_of_bad_lines_only_ends_with_status_one(bank_file):
    status, told, err = lint(bank_file(b"{\n" * 150))
    assert (status, told) == (1, "")
    assert "and 50 lines more" in err and "There is no item: 150 lines could not be read." in err


@pytest.mark.parametrize(("content", "why"), [(b"", "The file is empty"), (b"\n \n", "The file is empty")])
def test_an_empty_file_is_bad_input(bank_file, content, why):
    status, _, err = lint(bank_file(content))
    assert status == 2 and why in err


def test_a_file_that_cannot_be_read_is_bad_input(tmp_path):
    assert lint(str(tmp_path / "none"))[0] == lint(str(tmp_path))[0] == 2
    assert "No such file" in lint(str(tmp_path / "none"))[2]


def test_a_negative_number_of_examples_is_bad_input(bank_file):
    assert lint(bank_file(FLAWED), examples=-1)[0] == 2


def test_standard_input_is_read(monkeypatch):
    monkeypatch.setattr(sys, "stdin", TextIOWrapper(BytesIO(json.dumps(FLAWED).encode())))
    assert "1 item, " in lint("-")[1]


def test_examples_are_as_many_as_asked(bank_file):
    found = report(bank_file(*[FLAWED] * 5), examples=2)
    counts = {each["slug"]: each for each in found["criteria"]}
    assert list(counts) == list(CRITERIA)
    assert counts["negative-stem"]["count"] == 5
    assert [example["line"] for example in counts["negative-stem"]["examples"]] == [1, 2]
    assert counts["all-of-the-above"] | {"how": ""} == {
        "slug": "all-of-the-above", "title": "All of the above", "judged": "fully", "how": "", "count": 0,
        "share": 0.0, "examples": [],
    }  # fmt: skip


def test_the_report_for_programs_has_every_figure_with_its_target(bank_file):
    found = report(bank_file(FLAWED, FLAWED))
    assert found.keys() == {
        "items", "unreadable", "flawed_items", "criteria", "figures", "key_positions", "lead_ins", "stems",
        "one_sided_entities", "nearest",
    }  # fmt: skip
    assert all(
        figure.keys() == {"slug", "title", "value", "shown", "target", "holds"} for figure in found["figures"]
    )
    assert found["key_positions"] == {"A": 2, "B": 0}
    assert found["nearest"] == {"items": [{"line": 1}, {"line": 2}], "likeness": 1.0}


@pytest.mark.django_db
def test_the_active_items_are_judged_and_named_by_their_id():
    options = options_with_key("C")
    options[0]["text"] = "Never a fever"
    flawed = ItemFactory(options=options)
    ItemFactory(state=Item.State.WITHDRAWN)
    found = report()
    assert found["items"] == 1
    absolute = next(each for each in found["criteria"] if each["slug"] == "absolute-terms")
    assert absolute["examples"] == [{"id": flawed.uid, "evidence": 'option A says "Never"'}]


@pytest.mark.django_db
def test_an_empty_bank_is_bad_input():
    status, _, err = lint()
    assert status == 2 and "no active items" in err


@pytest.mark.usefixtures("stored_world")
def test_generated_items_show_none_of_the_nineteen():
    stock(load_facts())
    assert report()["flawed_items"] == 0
