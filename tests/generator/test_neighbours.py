"""Stems that are too like another one, against a comparison of all with all."""

from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.generator.neighbours import alike, shingles

texts = st.lists(st.lists(st.sampled_from("abcd"), max_size=12).map(" ".join), max_size=12)


def likeness(one, other):
    return len(shingles(one) & shingles(other)) / max(1, len(shingles(one) | shingles(other)))


@settings(deadline=None)
@given(texts, st.sampled_from([0.3, 0.5, 0.6, 0.75, 1.0]))
def test_no_pair_above_the_limit_is_missed_and_none_below_is_named(bank, limit):
    expected = {
        (later, earlier)
        for earlier, later in combinations(range(len(bank)), 2)
        if likeness(bank[earlier], bank[later]) >= limit
    }
    assert {(one, other) for one, other, _ in alike(bank, limit)} == expected


def test_three_of_five_shared_shingles_are_sixty_percent():
    one, other = "a b c d e f", "a b c d e x"
    assert [pair[:2] for pair in alike([one, other], 0.6)] == [(1, 0)]


def test_the_same_text_is_wholly_alike_whatever_its_case():
    assert list(alike(["A man has fever", "a man has FEVER"], 0.6)) == [(1, 0, pytest.approx(1))]


def test_texts_of_two_words_are_like_none():
    assert list(alike(["a man", "a man"], 0.6)) == []
