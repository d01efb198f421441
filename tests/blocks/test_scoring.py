"""Scores from choices and keys."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.blocks.scoring import Graded, score

GRADED = st.builds(
    Graded, choice=st.sampled_from(["", *"ABCDE"]), key=st.sampled_from("ABCDE"), reached=st.booleans()
)


def test_it_tells_omitted_from_not_reached():
    found = score([Graded("C", "C"), Graded("A", "C"), Graded("", "C"), Graded("", "C", reached=False)])
    assert (found.correct, found.total, found.omitted, found.not_reached) == (1, 4, 1, 1)


@pytest.mark.parametrize(("correct", "total", "percent"), [(0, 3, 0), (1, 3, 33), (2, 3, 67), (3, 3, 100)])
def test_the_percentage_is_whole(correct, total, percent):
    graded = [Graded("C" if n < correct else "A", "C") for n in range(total)]
    assert score(graded).percent == percent


def test_no_items_score_nothing():
    assert score([]).percent == 0


@given(st.lists(GRADED, max_size=40))
def test_every_item_is_counted_in_at_most_one_way(graded):
    found = score(graded)
    wrong = sum(bool(item.choice) and item.choice != item.key for item in graded)
    assert found.correct + wrong + found.omitted + found.not_reached == found.total == len(graded)
