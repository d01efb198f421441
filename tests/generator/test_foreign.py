"""Reading banks written elsewhere: what is taken, and what each bad line is told."""

import json

import pytest

from questions.generator.foreign import LONGEST_LINE, parted, read_bank
from questions.generator.item import Item, Option

GOOD = {
    "stem": "A man has fever.",
    "lead_in": "Which of the following drugs is the most likely cause?",
    "options": [{"text": "Anakinra", "correct": True}, {"text": "Etanercept", "correct": False}],
}


def line(**changes):
    form = {name: value for name, value in {**GOOD, **changes}.items() if value is not ...}
    return json.dumps(form).encode()


def told(raw):
    [(number, why)] = read_bank([line(), raw]).errors
    assert number == 2
    return why


def test_an_item_is_read_and_what_is_unknown_ignored():
    bank = read_bank([line(author={"name": "X"}, recipe="culprit", id=7)])
    assert bank.errors == []
    assert bank.items == [{**GOOD, "recipe": "culprit", "concept": "", "id": "7", "line": 1}]


def test_our_own_form_is_read():
    options = tuple(Option(key, f"Drug {key}", key == "B", "", "", False, ()) for key in "ABCDE")
    ours = Item(
        "culprit",
        1,
        1,
        "a/b",
        "a",
        "c",
        (1,),
        "recall",
        1,
        0.5,
        "A man.",
        "Which?",
        options,
        "",
        "",
        (),
        "",
        (),
        {},
    )
    [item] = read_bank([json.dumps(ours.as_json()).encode()]).items
    assert (item["id"], item["concept"], item["options"][1]["correct"]) == (ours.id, "a/b", True)


def test_lines_keep_their_number_past_blank_and_bad_ones():
    bank = read_bank([b"\xef\xbb\xbf" + line(), b"\n", b"{\r\n", line() + b"\r\n"])
    assert [item["line"] for item in bank.items] == [1, 4]
    assert [number for number, _ in bank.errors] == [3]


@pytest.mark.parametrize(
    ("raw", "why"),
    [
        (b"{", "is not JSON: Expecting property name"),
        (b"1" * 5000, "a number is too long"),
        (b"[" * 100_000, "nested too deeply"),
        (b"[{}]", "is a list: write one item a line"),
        (b"null", "must be an object, not null"),
        (b"3", "must be an object, not a number"),
        (b"\xff\xfe{\x00", "is not UTF-8 text (byte 1 of the line)"),
        (b'{"stem": "' + b"a" * LONGEST_LINE, "is longer than 1,000,000 bytes"),
        (line(stem=...), 'the item misses "stem"'),
        (line(lead_in=...), 'misses "lead_in" (give "" when the stem ends with the question)'),
        (line(stem=3), '"stem" of the item must be a text, not a number'),
        (line(stem=" "), '"stem" of the item is empty'),
        (line(lead_in=None), '"lead_in" of the item must be a text, not null'),
        (line(options=...), 'misses "options"'),
        (line(options={"A": "x"}), '"options" must be a list, not an object'),
        (line(options=[]), '"options" must be 2 to 26, not 0'),
        (line(options=GOOD["options"] * 14), '"options" must be 2 to 26, not 28'),
        (
            line(options=["Anakinra", "x"]),
            'option 1 must be an object with "text" and "correct", not the text "Ana',
        ),
        (line(options=[GOOD["options"][0], {"text": "x"}]), 'option 2 misses "correct"'),
        (line(options=[GOOD["options"][0], {"correct": True}]), 'option 2 misses "text"'),
        (
            line(options=[{"text": "x", "correct": "yes"}] * 2),
            '"correct" of option 1 must be true or false, not the',
        ),
        (line(options=[{"text": "", "correct": True}] * 2), '"text" of option 1 is empty'),
        (line(stem="\ud800"), "holds half a character"),
    ],
    ids=lambda value: value[:30] if isinstance(value, str) else "",
)
def test_a_bad_line_is_told_what_is_wrong(raw, why):
    assert why in told(raw)


def test_characters_that_steer_a_terminal_are_not_passed_on():
    [item] = read_bank([line(stem="A \x1b[31mman\x07 has fever.", concept="\x1b]0;x")]).items
    assert "\x1b" not in json.dumps(item, ensure_ascii=False) and "\x07" not in item["stem"]


@pytest.mark.parametrize("label", [None, True, [], {"a": 1}, 1e300, "\ud800"])
def test_labels_of_any_other_kind_are_left_out(label):
    [item] = read_bank([line(recipe=label, concept=label)]).items
    assert item["recipe"] == item["concept"] == ""


@pytest.mark.parametrize(
    ("stem", "lead_in"),
    [
        ("A man has fever. Which drug is it?", "Which drug is it?"),
        (
            "He takes 2.5 mg. Temperature is 38.1 °C. Which drug (e.g. gold) is it?",
            "Which drug (e.g. gold) is it?",
        ),
        ("A man has fever. The most likely cause is:", "The most likely cause is:"),
        ("A man has fever. The cause is", "The cause is"),
        ("Which drug is it?", "Which drug is it?"),
        ("A man has fever. He is ill.", ""),
    ],
)
def test_a_question_at_the_end_of_the_stem_is_the_lead_in(stem, lead_in):
    rest, found = parted(stem)
    assert found == lead_in
    assert f"{rest} {found}".strip() == stem


def test_progress_tells_every_line():
    seen = []
    read_bank([line(), b"", line()], seen.append)
    assert seen == [1, 2, 3]
