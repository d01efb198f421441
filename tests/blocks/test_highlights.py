"""Highlights as spans: what painting, erasing and cutting must never get wrong."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.blocks.highlights import COLOURS, ERASER, BadSpanError, Stroke, pieces, sentences

STEM = "A man has a fever of 38.5°C. Blood pressure is low. He took a drug."
LENGTH = len(STEM)


@st.composite
def strokes(draw):
    start = draw(st.integers(0, LENGTH - 1))
    end = draw(st.integers(start + 1, LENGTH))
    return Stroke(start, end, draw(st.sampled_from([*COLOURS, ERASER])))


def drawn(painted):
    spans = []
    for stroke in painted:
        spans = stroke.over(spans, LENGTH)
    return spans


@given(st.lists(strokes(), max_size=12))
def test_every_character_has_the_colour_of_the_last_stroke_over_it(painted):
    expected = [""] * LENGTH
    for stroke in painted:
        colour = "" if stroke.colour == ERASER else stroke.colour
        expected[stroke.start : stroke.end] = [colour] * (stroke.end - stroke.start)
    shown = [piece.colour for piece in pieces(STEM, drawn(painted)) for _ in piece.text]
    assert shown == expected


@given(st.lists(strokes(), max_size=12))
def test_spans_are_sorted_disjoint_joined_and_never_empty(painted):
    spans = drawn(painted)
    assert all(start < end for start, end, _ in spans)
    for (_, end, colour), (start, _, following) in pairwise(spans):
        assert end < start or (end == start and colour != following)


@given(st.lists(strokes(), max_size=8), strokes())
def test_a_repeated_stroke_changes_nothing(painted, again):
    once = again.over(drawn(painted), LENGTH)
    assert again.over(once, LENGTH) == once


@given(st.lists(strokes(), max_size=8))
def test_the_pieces_joined_are_the_stem(painted):
    cut = pieces(STEM, drawn(painted), clues=["Blood pressure is low."])
    assert "".join(piece.text for piece in cut) == STEM
    assert "".join(piece.text for piece in cut if piece.decisive) == "Blood pressure is low."
    assert all(STEM[piece.start : piece.end] == piece.text for piece in cut)


@pytest.mark.parametrize(("start", "end"), [(0, 0), (5, 4), (-1, 3), (0, LENGTH + 1), (LENGTH, LENGTH + 2)])
def test_a_span_outside_the_stem_is_refused(start, end):
    with pytest.raises(BadSpanError):
        Stroke(start, end, "yellow").over([], LENGTH)


def test_a_clue_that_the_stem_does_not_hold_cuts_nothing():
    assert [piece.text for piece in pieces(STEM, [], clues=["No such sentence.", ""])] == [STEM]


def test_a_figure_ends_no_sentence():
    assert [each.text for each in sentences(STEM)] == [
        "A man has a fever of 38.5°C.",
        "Blood pressure is low.",
        "He took a drug.",
    ]
    assert all(STEM[each.start : each.end] == each.text for each in sentences(STEM))


def test_text_after_the_last_full_stop_is_a_sentence_too():
    assert [each.text for each in sentences("He is ill. And more")] == ["He is ill.", "And more"]
    assert sentences("") == []


def test_a_sentence_has_a_colour_once_all_of_it_is_highlighted():
    second = sentences(STEM)[1]
    half = Stroke(second.start, second.end - 2, "green").over([], LENGTH)
    assert [each.colour for each in sentences(STEM, half)] == ["", "", ""]
    whole = Stroke(second.end - 2, second.end + 4, "pink").over(half, LENGTH)
    assert [each.colour for each in sentences(STEM, whole)] == ["", "green", ""]
