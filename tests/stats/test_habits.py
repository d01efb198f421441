"""Pace, second thoughts, certainty."""

from collections import Counter

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.stats.habits import PACE_BINS, Thought, Visit, bin_names, calibration, changes, pacing


def paced(*visits):
    return pacing(Counter(Visit(*visit) for visit in visits))


def test_the_thirds_of_a_block_are_compared_by_their_medians():
    found = paced((20, 1, True), (40, 1, True), (60, 2, True), (100, 3, True), (120, 3, True))
    assert (found.first_third, found.last_third) == (30, 110)


def test_right_and_wrong_are_told_apart():
    found = paced((40, 1, True), (100, 1, False))
    assert (found.when_right, found.when_wrong) == (40, 100)


def test_ninety_seconds_are_in_time_and_ninety_one_are_over():
    found = paced((90, 1, True), (91, 1, True))
    assert (found.over.correct, found.over.total) == (1, 2)


def test_every_reached_item_stands_in_one_bar_and_the_last_bar_is_open():
    found = paced(*((seconds, 2, True) for seconds in (0, 15, 16, 180, 181, 9999)))
    assert len(found.bins) == len(PACE_BINS) + 1 == len(bin_names())
    assert (found.bins[0], found.bins[1], found.bins[-2], found.bins[-1]) == (2, 1, 1, 2)


def test_nothing_reached_has_no_pace():
    found = pacing({})
    assert sum(found.bins) == 0
    assert found.over is None
    assert found.first_third is None


@given(st.lists(st.integers(0, 400), min_size=1, max_size=60))
def test_the_median_of_counts_is_numpys_median_of_values(values):
    assert paced(*((value, 1, True) for value in values)).middle == pytest.approx(float(np.median(values)))


def test_second_thoughts_are_counted_by_what_they_did():
    found = changes(
        {
            Thought(first_right=False, final_right=True, changed=True): 3,
            Thought(first_right=True, final_right=False, changed=True): 1,
            Thought(first_right=False, final_right=False, changed=True): 2,
            Thought(first_right=True, final_right=True, changed=False): 10,
        }
    )
    assert (found.answered, found.changed, found.gained) == (16, 6, 2)
    assert (found.to_right, found.to_wrong, found.wrong_to_wrong) == (3, 1, 2)


def test_certainty_is_compared_with_being_right_surest_first():
    found = calibration({("guess", False): 1, ("sure", True): 1, ("sure", False): 1, ("", True): 9})
    assert [(level, each.correct, each.total) for level, each in found] == [("sure", 1, 2), ("guess", 0, 1)]
