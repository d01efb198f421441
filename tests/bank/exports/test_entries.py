"""What all formats share: filing, tags, and the learner's own part."""

import pytest

from questions.bank.exports.entries import clean
from questions.bank.exports.formats import FORMATS
from tests.bank.exports.samples import MORNING, entry


def test_an_own_answer_is_named_with_its_letter():
    assert entry(choice="B").own_answer == "B. Finding B"
    assert entry().own_answer == ""


def test_an_entry_without_class_stands_under_its_category():
    assert entry(classes={}).shelf == ("Cytokine inhibitors",)


def test_tags_have_no_spaces():
    assert ("drug", "gold-salt") in entry(drug="gold salt").tags


def test_clean_text_keeps_line_ends_and_tabs_and_drops_control_characters():
    assert clean("a\r\nb\rc\n\td\0\x1b\x7f\ud800") == "a\nb\nc\n\td"


@pytest.mark.parametrize("made", FORMATS.values(), ids=lambda made: made.slug)
def test_nothing_to_write_is_still_a_file(made):
    assert made.write([], MORNING)


@pytest.mark.parametrize("made", FORMATS.values(), ids=lambda made: made.slug)
def test_entries_may_come_one_after_the_other(made):
    assert made.write(iter([entry("item-1"), entry("item-2")]), MORNING) == made.write(
        [entry("item-1"), entry("item-2")], MORNING
    )
