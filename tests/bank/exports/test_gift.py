"""GIFT read back by an independent reader is what was written."""

import pytest
from hypothesis import given

from questions.bank.exports.gift import write
from tests.bank.exports.gift_reader import read
from tests.bank.exports.samples import MORNING, blocks_of, clean, entry, tags_of, worded


@pytest.fixture
def question():
    """Return one question as read back."""
    (only,) = read(write([entry()], MORNING).decode())
    return only


def test_one_answer_is_right_and_each_has_its_feedback(question):
    assert [right for right, _, _ in question.answers] == [False, False, True, False, False]
    for letter, (_, text, feedback) in zip("ABCDE", question.answers, strict=True):
        assert text == f"Finding {letter}"
        assert blocks_of(feedback)[0] == f"Rationale of {letter}. A man has a fever."


def test_everybody_gets_key_explanation_and_sources(question):
    told = blocks_of(question.general)
    assert told[0] == "Correct answer: C. Finding C"
    assert "Fever points to infection." in told and told[-1] == "A label. FDA, 2024; 5.1."


def test_name_number_tags_and_category_come_along(question):
    assert question.name == "Adverse effect, item-1"
    assert question.category == "$course$/top/Rationale/Cytokine inhibitors/TNF inhibitors"
    assert question.marks[0] == ("id", "item-1")
    assert ("tag", "recipe: adverse-effect") in question.marks and ("tag", "drug: amberol") in question.marks


def test_questions_stay_apart_and_under_their_category():
    rows = [entry("item-1"), entry("item-2", classes={}), entry("item-3")]
    found = [(each.category.rpartition("/")[2], each.name) for each in read(write(rows, MORNING).decode())]
    assert found == [
        ("Cytokine inhibitors", "Adverse effect, item-2"),
        ("TNF inhibitors", "Adverse effect, item-1"),
        ("TNF inhibitors", "Adverse effect, item-3"),
    ]


@pytest.mark.parametrize(
    "text", ["%50%x", "[html]x", "[plain]", "=x", "~x", "#x", "//x", "::x::", "\\", "\\n", "a\n\nb"]
)
def test_what_gift_would_read_as_a_sign_is_text(text):
    (found,) = read(write([entry(stem=text, text=text)], MORNING).decode())
    assert [blocks_of(answer) for _, answer, _ in found.answers] == [[text]] * 5
    assert blocks_of(found.text)[0] == text


@given(worded)
def test_any_text_arrives_literally(text):
    (found,) = read(write([entry(stem=text, text=text)], MORNING).decode())
    assert found.form == "html"
    assert blocks_of(found.text)[0] == clean(text)
    for _, answer, feedback in found.answers:
        assert blocks_of(answer) == [clean(text)]
        assert blocks_of(feedback)[0].endswith(f". {clean(text)}")
        assert tags_of(answer) <= {"br"}
