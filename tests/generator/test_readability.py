"""Lengths and grades of stems."""

import pytest

from questions.generator.readability import grade, stem_lengths, syllables


@pytest.mark.parametrize(
    ("word", "count"),
    [
        ("man", 1),
        ("patient", 2),
        ("examination", 5),
        ("table", 2),
        ("rate", 1),
        ("knee", 1),
        ("the", 1),
        ("mm", 1),
    ],
)
def test_syllables_are_vowel_groups_without_a_silent_e(word, count):
    assert syllables(word) == count


def test_the_grade_follows_the_formula():
    assert grade("The man has a rash. He is ill.") == pytest.approx(0.39 * 8 / 2 + 11.8 * 1 - 15.59)


def test_a_decimal_point_ends_no_sentence():
    assert grade("The dose is 2.5 mg.") == grade("The dose is 2 mg.")


def test_a_text_without_words_has_no_grade():
    assert grade("5 - 7") == 0


def test_lengths_are_told_by_kind_of_question_with_what_is_published_of_its_task():
    bank = [
        {"recipe": "culprit", "stem": "word " * count, "lead_in": "Which drug?"} for count in range(10, 110, 10)
    ] + [{"stem": "word " * 98, "lead_in": "Which drug?"}]
    foreign, culprit = stem_lengths(bank)
    assert (foreign.recipe, foreign.middle, foreign.within) == ("all", 100, 1)
    assert (culprit.items, culprit.low, culprit.middle, culprit.high) == (10, 22, 62, 102)
    assert culprit.published == (53, 100, 168)
    assert culprit.within == 0.5
