"""The Moodle file holds what Moodle's importer looks for, where it looks."""

from xml.etree import ElementTree as ET

import pytest
from hypothesis import given

from questions.bank.exports.moodle import write
from tests.bank.exports.samples import MORNING, blocks_of, clean, entry, tags_of, worded

PLAIN = {"p", "strong", "br", "ul", "li"}


def read(*entries):
    """Return the questions of a written file by their kind."""
    quiz = ET.fromstring(write(entries, MORNING))
    assert quiz.tag == "quiz" and {child.tag for child in quiz} == {"question"}
    kinds = {"category": [], "multichoice": []}
    for question in quiz:
        kinds[question.attrib["type"]].append(question)
    return kinds


@pytest.fixture
def question():
    """Return one question as written."""
    return read(entry(choice="A", note="Mine."))["multichoice"][0]


def test_a_question_follows_its_category():
    rows = [entry("item-1"), entry("item-2", classes={"x": "and/or"}), entry("item-3")]
    quiz = ET.fromstring(write(rows, MORNING))
    told = [each.findtext("category/text") or each.findtext("idnumber") for each in quiz]
    assert told == [
        "$course$/top/Rationale/Cytokine inhibitors/And//or",
        "item-2",
        "$course$/top/Rationale/Cytokine inhibitors/TNF inhibitors",
        "item-1",
        "item-3",
    ]


def test_exactly_the_key_is_worth_the_mark(question):
    fractions = [answer.attrib["fraction"] for answer in question.findall("answer")]
    assert fractions == ["0", "0", "100", "0", "0"]
    assert question.findtext("single") == "true"
    assert question.findtext("defaultgrade") == "1"


def test_options_keep_their_order_and_letters(question):
    assert question.findtext("shuffleanswers") == "false"
    assert question.findtext("answernumbering") == "ABCD"
    assert [blocks_of(answer.findtext("text")) for answer in question.findall("answer")] == [
        [f"Finding {letter}"] for letter in "ABCDE"
    ]


def test_every_option_has_its_own_feedback(question):
    for letter, answer in zip("ABCDE", question.findall("answer"), strict=True):
        told = blocks_of(answer.findtext("feedback/text"))
        assert told[0] == f"Rationale of {letter}. A man has a fever."
        assert len(told) == (1 if letter == "C" else 2)


def test_the_general_feedback_tells_key_explanation_and_sources(question):
    assert blocks_of(question.findtext("generalfeedback/text")) == [
        "Correct answer: C. Finding C",
        "Fever points to infection.",
        "Fever is a sign.",
        "Sources",
        "A label. FDA, 2024; 5.1.",
    ]


def test_an_outdated_question_says_so():
    question = read(entry(outdated=True))["multichoice"][0]
    assert "have changed since" in question.findtext("generalfeedback/text")


def test_tags_tell_recipe_step_class_and_drug(question):
    assert [tag.text for tag in question.findall("tags/tag/text")] == [
        "recipe: adverse-effect",
        "step: 1",
        "step: 2",
        "class: tnf-inhibitors",
        "drug: amberol",
    ]


def test_the_name_gives_nothing_away_and_fits(question):
    assert question.findtext("name/text") == "Adverse effect, item-1"
    long = read(entry("i" * 300))["multichoice"][0]
    assert len(long.findtext("name/text")) == 255 and len(long.findtext("idnumber")) == 100


@given(worded)
def test_any_text_arrives_literally(text):
    question = read(entry(stem=text, text=text))["multichoice"][0]
    assert blocks_of(question.findtext("questiontext/text"))[0] == clean(text)
    for answer in question.findall("answer"):
        assert blocks_of(answer.findtext("text")) == [clean(text)]
        assert blocks_of(answer.findtext("feedback/text"))[0].endswith(f". {clean(text)}")
    assert {tag for node in question.iter("text") for tag in tags_of(node.text or "")} <= PLAIN
