"""What the content check accepts, the generator can write out."""

from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from drugs.loading.tokens import token_errors
from questions.generator.language import render

PIECES = [
    "[",
    "]",
    "|",
    "-",
    "–",
    "2",
    "15",
    "1,000",
    "0.5",
    "3.25",
    "He",
    "his",
    "man",
    "a word",
    " ",
    ".",
    "[5-9]",
    "[a|b]",
]


@given(st.lists(st.sampled_from(PIECES), max_size=8).map("".join), st.integers(0, 99), st.booleans())
def test_an_accepted_text_is_written_out_without_a_bracket_left(text, seed, female):
    if not list(token_errors(text)):
        written = render(text, Random(seed), female)
        assert "[" not in written and "]" not in written


@pytest.mark.parametrize(
    "text",
    ["[He] is [2-5] years old", "[1,000-2,500]/mm3", "[0.5–1.5] mg/dL", "[one|two] times", "No bracket at all"],
)
def test_good_texts_are_accepted(text):
    assert list(token_errors(text)) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("[very] ill", "neither a range, a choice"),
        ("[5-5] days", "end is not above its beginning"),
        ("[2-] days", "neither a range, a choice"),
        ("[a|] choice", "neither a range, a choice"),
        ("[] nothing", "neither a range, a choice"),
        ("It is [He", "'[' without ']'"),
        ("He] is", "']' without '['"),
        ("[[He]] is", "brackets do not pair up"),
    ],
)
def test_bad_texts_are_told_what_is_wrong(text, told):
    assert any(told in error for error in token_errors(text)), list(token_errors(text))
