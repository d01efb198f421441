"""The clock's rules."""

import datetime as dt
from decimal import Decimal

import pytest

from questions.blocks.timing import GRACE, LONGEST_VISIT_SECONDS, Clock, deadline, seconds_between
from tests.factories.blocks import MINUTE, NOON, SECOND


@pytest.mark.parametrize(("factor", "minutes"), [("1", 30), ("1.5", 45), ("2", 60), ("3", 90)])
def test_the_time_factor_lengthens_the_block(factor, minutes):
    assert deadline(NOON, 30, Decimal(factor)) == NOON + minutes * MINUTE


def test_it_accepts_an_answer_in_the_last_moment_of_the_grace():
    assert Clock(NOON).accepts(NOON + GRACE)


def test_it_refuses_an_answer_after_the_grace():
    assert not Clock(NOON).accepts(NOON + GRACE + dt.timedelta(microseconds=1))
    assert Clock(NOON).is_over(NOON + GRACE + dt.timedelta(microseconds=1))


def test_an_untimed_block_is_never_over():
    assert Clock(None).accepts(NOON + 10_000 * MINUTE)
    assert Clock(None).remaining(NOON) is None
    assert Clock(None).finish_time(NOON) == NOON


def test_the_remaining_time_is_never_negative():
    assert Clock(NOON).remaining(NOON + MINUTE) == dt.timedelta(0)
    assert Clock(NOON).remaining(NOON - MINUTE) == MINUTE


def test_a_block_never_ends_after_its_deadline():
    assert Clock(NOON).finish_time(NOON + MINUTE) == NOON
    assert Clock(NOON).finish_time(NOON - MINUTE) == NOON - MINUTE


def test_a_visit_is_bounded_on_both_sides():
    assert seconds_between(NOON, NOON + 90 * SECOND) == 90
    assert seconds_between(NOON, NOON - MINUTE) == 0
    assert seconds_between(NOON, NOON + 600 * MINUTE) == LONGEST_VISIT_SECONDS
