"""A reset keeps everything and counts nothing; a withdrawn item is right for whoever met it."""

import datetime as dt

import pytest
from django.utils import timezone

from questions.bank.models import Item
from questions.bank.stocking import withdraw
from questions.blocks import lifecycle
from questions.blocks.blueprints import Blueprint
from questions.blocks.filters import Asker, matching
from questions.blocks.models import Block, BlockItem
from questions.blocks.notes import Draft
from tests.factories.blocks import MINUTE, NOON, answer, start_block
from tests.factories.exam_days import start_day, take_block

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def taken(learner):
    """Return a closed block of two items: the first changed from A to C and right, the second wrong."""
    block = start_block(learner, size=2)
    answer(block, 1, "A", NOON, note=Draft("look at this again"))
    answer(block, 1, "C", NOON)
    answer(block, 2, "B", NOON)
    return lifecycle.finish(block.pk, NOON + MINUTE)


def unseen(user):
    return matching(Blueprint(status="unseen"), Asker(user.pk, NOON + DAY)).count()


def test_the_grade_keeps_the_first_choice_and_the_last(taken):
    places = taken.block_items.values_list("first_choice", "final_choice", "correct")
    assert list(places) == [("A", "C", True), ("B", "B", False)]


def test_a_reset_makes_items_unseen_again_and_keeps_answers_and_notes(learner, taken):
    assert unseen(learner) == 0
    assert lifecycle.archive_blocks(learner, NOON + DAY) == 1
    assert unseen(learner) == 2
    place = BlockItem.objects.get(block=taken, position=1)
    assert place.note == "look at this again"
    assert place.answers.count() == 2


def test_after_a_reset_the_same_items_are_met_for_the_first_time(learner, taken):
    lifecycle.archive_blocks(learner, NOON + DAY)
    block = start_block(learner, size=2, now=NOON + DAY, stock=False)
    assert set(block.block_items.values_list("novelty", flat=True)) == {"new"}


def test_a_second_reset_puts_away_only_what_came_after_the_first(learner, taken):
    lifecycle.archive_blocks(learner, NOON + DAY)
    assert lifecycle.archive_blocks(learner, NOON + 2 * DAY) == 0
    assert Block.objects.get(pk=taken.pk).archived_at == NOON + DAY


def test_a_reset_leaves_what_runs_and_what_belongs_to_others(learner, other_learner, taken):
    running = start_block(learner, size=1, now=NOON + DAY)
    other = start_block(other_learner, size=1)
    lifecycle.finish(other.pk, NOON + MINUTE)
    lifecycle.archive_blocks(learner, NOON + DAY)
    assert set(Block.objects.current()) == {running, other}


def test_a_reset_leaves_the_blocks_of_an_exam_day_that_goes_on(learner):
    day = start_day(learner)
    take_block(day, 1, NOON + 6 * MINUTE)
    assert lifecycle.archive_blocks(learner, NOON + 20 * MINUTE) == 0
    assert lifecycle.archive_blocks(learner, NOON + DAY) == 1


def test_missed_points_of_archived_blocks_are_not_missed_any_more(learner, taken):
    lifecycle.archive_blocks(learner, NOON + DAY)
    assert matching(Blueprint(status="missed"), Asker(learner.pk, NOON + DAY)).count() == 0


def test_who_met_a_withdrawn_item_has_it_right_and_it_is_recorded(taken):
    wrong = taken.block_items.get(position=2)
    withdraw(Item.objects.filter(pk=wrong.item_id))
    wrong.refresh_from_db()
    assert wrong.correct
    assert wrong.final_choice == "B"
    assert abs(wrong.full_marks_at - timezone.now()) < MINUTE
    assert taken.block_items.get(position=1).full_marks_at is None


def test_an_item_withdrawn_while_a_block_runs_is_right_when_it_closes(learner):
    block = start_block(learner, size=1)
    answer(block, 1, "A", NOON)
    withdraw(Item.objects.all())
    lifecycle.finish(block.pk, NOON + MINUTE)
    place = block.block_items.get()
    assert (place.correct, place.full_marks_at) == (True, NOON + MINUTE)


def test_full_marks_are_given_once(taken):
    items = list(taken.block_items.values_list("item", flat=True))
    assert lifecycle.give_full_marks(items, NOON + DAY) == 2
    assert lifecycle.give_full_marks(items, NOON + 2 * DAY) == 0
