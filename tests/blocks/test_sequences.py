"""Sets of questions that open one after the other."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.blocks.sequences import Part, Sequences, sets_of, together

THREE = Sequences([[3, 3, 1]])  # positions 3, 4 and 5


def moves(*steps, sets=((3, 3, 1),)):
    """Make (position, target) moves one after the other."""
    now = [list(each) for each in sets]
    for position, target in steps:
        now = Sequences(now).moved(position, target)
    return Sequences(now)


def test_only_the_first_question_of_a_set_is_open_at_the_start():
    assert [position for position in range(1, 8) if THREE.is_hidden(position)] == [4, 5]
    assert not any(THREE.is_locked(position) for position in range(1, 8))


def test_the_next_question_opens_and_locks_the_one_before():
    after = moves((3, 4))
    assert (after.is_locked(3), after.is_locked(4), after.is_hidden(5)) == (True, False, True)


@pytest.mark.parametrize("step", [(3, 5), (3, 2), (3, 6), (3, None), (3, 3), (2, 3), (4, 5), (5, 6), (1, 4)])
def test_no_other_move_opens_anything(step):
    assert moves(step).sets == [[3, 3, 1]]


def test_going_back_and_forth_opens_nothing_twice():
    assert moves((3, 4), (4, 3), (3, 4), (3, 4)).sets == [[3, 3, 2]]
    assert moves((3, 4), (4, 5), (5, 6)).sets == [[3, 3, 3]]


@pytest.mark.parametrize(("asked", "shown"), [(1, 1), (3, 3), (4, 3), (5, 3), (6, 6)])
def test_a_hidden_question_leads_to_the_open_one(asked, shown):
    assert THREE.reachable(asked) == shown


def test_a_question_knows_its_part():
    assert [THREE.part(position) for position in (2, 3, 5, 6)] == [None, Part(1, 3), Part(3, 3), None]


@given(st.lists(st.tuples(st.integers(1, 9), st.one_of(st.none(), st.integers(1, 9))), max_size=30))
def test_whatever_is_tried_exactly_one_question_of_a_set_is_open(steps):
    after = moves(*steps, sets=((2, 2, 1), (5, 3, 1)))
    for first, of, _ in after.sets:
        positions = range(first, first + of)
        assert sum(not after.is_locked(each) and not after.is_hidden(each) for each in positions) == 1


def test_what_continues_another_is_put_right_after_it():
    assert together([(3, 2), (1, None), (2, 1), (9, None)]) == [1, 2, 3, 9]
    assert together([(1, None), (3, 2)]) == [1, 3]  # what it continues is not there


def test_sets_are_found_in_the_order_of_the_block():
    assert sets_of([(1, None), (2, 1), (3, 2), (4, None), (5, None), (6, 5)]) == [[1, 3, 1], [5, 2, 1]]
    assert sets_of([(2, 1), (4, None), (3, 2)]) == []


@given(st.permutations([(1, None), (2, 1), (3, 2), (4, None), (5, 4), (6, None), (7, 99)]))
def test_no_item_is_lost_or_doubled(rows):
    ordered = together(rows)
    assert sorted(ordered) == [1, 2, 3, 4, 5, 6, 7]
    assert ordered.index(2) == ordered.index(1) + 1
    assert ordered.index(5) == ordered.index(4) + 1
