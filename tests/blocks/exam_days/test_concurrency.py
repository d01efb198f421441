"""Two requests about one exam day at the same moment, on a database that runs them at the same moment."""

import uuid

import pytest

from questions.blocks import lifecycle
from questions.blocks.lifecycle import exam_day
from questions.blocks.models import Block
from questions.blocks.models_exam import ExamDay
from tests.blocks.test_concurrency import together
from tests.factories.bank import ItemFactory
from tests.factories.blocks import MINUTE, NOON, SECOND, answer
from tests.factories.exam_days import SHORT, start_day, take_block

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = range(4)


@pytest.mark.parametrize("_", ROUNDS)
def test_ten_starts_from_one_form_make_one_day(learner, _):
    ItemFactory.create_batch(5)
    token = uuid.uuid4().hex
    days = together(*[lambda: exam_day.start_day(learner, SHORT, token, 7, NOON)] * 10)
    assert {day.pk for day in days} == {ExamDay.objects.get().pk}


@pytest.mark.parametrize("_", ROUNDS)
def test_ten_starts_of_the_next_block_make_one(learner, _):
    day = start_day(learner)
    blocks = together(*[lambda: exam_day.start_block(learner, day.pk, 1, NOON)] * 10)
    assert {block.pk for block in blocks} == {Block.objects.get().pk}


@pytest.mark.parametrize("_", ROUNDS)
def test_an_end_against_a_start_leaves_no_block_running_and_nothing_sealed(learner, _):
    day = start_day(learner)
    take_block(day, 1, NOON)
    now = NOON + 20 * MINUTE
    together(
        lambda: exam_day.start_block(learner, day.pk, 2, now),
        lambda: exam_day.end_day(learner.pk, day.pk, now),
    )
    assert ExamDay.objects.get().ended_at == now
    assert not Block.objects.running().exists()
    assert not Block.objects.filter(sealed_until__isnull=False).exists()


@pytest.mark.parametrize("_", ROUNDS)
def test_ends_of_the_last_block_and_of_the_day_wait_for_no_circle(learner, _):
    day = start_day(learner)
    for number in (1, 2):
        take_block(day, number, NOON + 20 * number * MINUTE)
    block = exam_day.start_block(learner, day.pk, 3, NOON + 60 * MINUTE)
    now = NOON + 61 * MINUTE
    results = together(
        lambda: lifecycle.finish(block.pk, now),
        lambda: exam_day.end_day(learner.pk, day.pk, now),
        lambda: exam_day.end_overdue_days(now + 500 * MINUTE),
        lambda: answer(block, 1, "C", now - SECOND),
    )
    assert [each for each in results if isinstance(each, Exception)] == []
    assert ExamDay.objects.get().is_over
    assert not Block.objects.filter(sealed_until__isnull=False).exists()
