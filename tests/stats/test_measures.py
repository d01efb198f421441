"""Shares and their intervals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.stats.measures import share


def test_it_gives_the_published_wilson_interval():
    # Newcombe, Stat Med 1998;17:857-872, table I, method 3: 81 of 263 gives 0.2553 to 0.3662.
    found = share(81, 263)
    assert found.value == pytest.approx(30.80, abs=0.01)
    assert found.low == pytest.approx(25.53, abs=0.01)
    assert found.high == pytest.approx(36.62, abs=0.01)


def test_none_correct_still_leaves_room_above():
    # Newcombe, as above: 0 of 20 gives 0 to 0.1611.
    found = share(0, 20)
    assert (found.value, found.low) == (0, 0)
    assert found.high == pytest.approx(16.11, abs=0.01)


@given(st.integers(1, 5000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_the_interval_lies_around_the_share_within_the_scale(counts):
    correct, total = counts
    found = share(correct, total)
    assert 0 <= found.low <= found.value + 1e-9
    assert found.value - 1e-9 <= found.high <= 100


@given(st.integers(1, 2000).flatmap(lambda total: st.tuples(st.integers(0, total), st.just(total))))
def test_more_of_the_same_makes_it_narrower(counts):
    correct, total = counts
    few, many = share(correct, total), share(10 * correct, 10 * total)
    assert many.high - many.low < few.high - few.low


@pytest.mark.parametrize(("correct", "total"), [(0, 0), (-1, 5), (6, 5)])
def test_impossible_counts_are_refused(correct, total):
    with pytest.raises(ValueError, match="at least one item"):
        share(correct, total)
