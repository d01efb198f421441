"""What an outage of the server gives back: exactly its length, once, to clocks that ran, and within a bound."""

import datetime as dt

import pytest
from django.core.management import call_command

from questions.blocks import lifecycle
from questions.blocks.lifecycle import LONGEST_CREDIT, Submission, exam_day
from questions.blocks.models import Block
from quizsite.core.models import Outage
from quizsite.core.pulse import beat
from tests.factories.blocks import MINUTE, NOON, SECOND, answer, start_block
from tests.factories.exam_days import start_day

pytestmark = pytest.mark.django_db


def outage(start, end):
    """Let the pulse stop at `start` and come back at `end`."""
    beat(start)
    beat(end)


def test_the_deadline_moves_by_the_length_of_the_outage(learner):
    block = start_block(learner)
    outage(NOON + 10 * MINUTE, NOON + 14 * MINUTE)
    block.refresh_from_db()
    assert block.deadline_at == NOON + 34 * MINUTE
    assert block.credited_seconds == 240


def test_a_block_whose_deadline_fell_into_the_outage_has_what_was_left_before_it(learner):
    block = start_block(learner)
    outage(NOON + 25 * MINUTE, NOON + 65 * MINUTE)
    block.refresh_from_db()
    assert block.clock.remaining(NOON + 65 * MINUTE) == 5 * MINUTE
    assert answer(block, 1, "A", NOON + 66 * MINUTE).accepted


def test_the_same_outage_is_not_given_twice(learner):
    block = start_block(learner)
    outage(NOON + 10 * MINUTE, NOON + 14 * MINUTE)
    beat(NOON + 14 * MINUTE + SECOND)
    block.refresh_from_db()
    assert block.deadline_at == NOON + 34 * MINUTE
    assert Outage.objects.count() == 1


def test_a_closed_laptop_gets_nothing(learner):
    block = start_block(learner)
    for minute in range(20):
        beat(NOON + minute * 15 * SECOND)
    block.refresh_from_db()
    assert block.deadline_at == NOON + 30 * MINUTE


def test_the_time_on_the_item_does_not_grow_by_it(learner):
    block = start_block(learner)
    answer(block, 1, "A", NOON + 60 * SECOND)
    outage(NOON + 70 * SECOND, NOON + 670 * SECOND)
    answer(block, 1, "B", NOON + 680 * SECOND)
    block.refresh_from_db()
    assert block.seconds == {"1": 80}


def test_an_untimed_block_is_not_charged_with_it_either(learner):
    block = start_block(learner, mode="untimed")
    outage(NOON + 10 * SECOND, NOON + 310 * SECOND)
    answer(block, 1, "B", NOON + 320 * SECOND)
    block.refresh_from_db()
    assert block.deadline_at is None
    assert block.seconds == {"1": 20}


def test_a_block_that_started_during_the_gap_gets_only_its_own_part(learner):
    beat(NOON - MINUTE)
    block = start_block(learner)  # the server stopped right after, before its next beat
    beat(NOON + 5 * MINUTE)
    block.refresh_from_db()
    assert block.deadline_at == NOON + 35 * MINUTE


def test_a_stopped_clock_lost_nothing(learner):
    block = start_block(learner, mode="timed-tutor")
    lifecycle.submit(learner.pk, block.pk, 1, Submission(pause=True), NOON + MINUTE)
    outage(NOON + 2 * MINUTE, NOON + 9 * MINUTE)
    block.refresh_from_db()
    assert block.deadline_at == NOON + 30 * MINUTE


def test_what_was_over_before_stays_over(learner, other_learner):
    over, finished = start_block(learner), start_block(other_learner)
    lifecycle.finish(finished.pk, NOON + MINUTE)
    outage(over.deadline_at + MINUTE, over.deadline_at + 9 * MINUTE)
    for block in (over, finished):
        before = block.deadline_at
        block.refresh_from_db()
        assert block.deadline_at == before


def test_all_outages_together_give_no_more_than_the_bound(learner):
    block = start_block(learner, minutes=240)
    outage(NOON + MINUTE, NOON + 91 * MINUTE)
    outage(NOON + 100 * MINUTE, NOON + 190 * MINUTE)
    block.refresh_from_db()
    assert block.deadline_at == NOON + 240 * MINUTE + LONGEST_CREDIT
    assert block.credited_seconds == LONGEST_CREDIT.total_seconds()


def test_it_is_written_to_the_log(learner, caplog):
    start_block(learner)
    outage(NOON + 10 * MINUTE, NOON + 14 * MINUTE)
    assert "Gave time back to 1 blocks and exam days for an outage of 0:04:00." in caplog.text


def test_an_exam_day_its_block_and_the_seals_move_together(learner):
    day = start_day(learner)
    block = exam_day.start_block(learner, day.pk, 1, NOON + MINUTE)
    day.refresh_from_db()
    before = (day.deadline_at, block.deadline_at, block.sealed_until)
    outage(NOON + 6 * MINUTE, NOON + 16 * MINUTE)
    day.refresh_from_db()
    block.refresh_from_db()
    moved = (day.deadline_at, block.deadline_at, block.sealed_until)
    assert [after - earlier for after, earlier in zip(moved, before, strict=True)] == [10 * MINUTE] * 3
    assert day.standing(NOON + 17 * MINUTE).pool_left == day.standing(NOON + 6 * MINUTE).pool_left


class TestTheSweep:
    def test_it_closes_nothing_that_may_get_time_back(self, learner, clock, capsys):
        block = start_block(learner)
        beat(NOON + 29 * MINUTE)
        clock.now = NOON + 40 * MINUTE
        call_command("expire_blocks")
        assert "no pulse" in capsys.readouterr().err
        beat(clock.now)
        block.refresh_from_db()
        assert block.clock.remaining(clock.now) == MINUTE

    def test_it_closes_what_no_outage_can_save(self, learner, clock):
        block = start_block(learner)
        beat(NOON + 29 * MINUTE)
        clock.now = NOON + 30 * MINUTE + LONGEST_CREDIT + dt.timedelta(minutes=1)
        call_command("expire_blocks")
        block.refresh_from_db()
        assert (block.status, block.finished_at) == (Block.Status.EXPIRED, NOON + 30 * MINUTE)
