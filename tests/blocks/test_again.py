"""The same block again, and notes written afterwards."""

import pytest

from questions.bank.models import Item
from questions.blocks import lifecycle
from questions.blocks.lifecycle import Again
from questions.blocks.models import Block
from questions.blocks.notes import Draft, digest
from tests.factories.bank import ItemFactory
from tests.factories.blocks import MINUTE, NOON, start_block

pytestmark = pytest.mark.django_db


@pytest.fixture
def closed(learner):
    block = start_block(learner, size=3)
    lifecycle.finish(block.pk, NOON + MINUTE)
    return block


def items(block):
    return list(block.block_items.order_by("position").values_list("item_id", flat=True))


def concepts(block):
    return set(block.block_items.values_list("item__concept", flat=True))


def test_it_has_the_same_items_in_their_order_without_a_clock(learner, closed):
    again = lifecycle.start_again(learner, Again(closed, fresh=False), "t", 7, NOON + 2 * MINUTE)
    assert items(again) == items(closed)
    assert (again.mode, again.deadline_at, again.again_of) == ("untimed", None, closed)


def test_fresh_variants_ask_the_same_points(learner, closed):
    for concept in concepts(closed):
        ItemFactory(concept=concept)
    again = lifecycle.start_again(learner, Again(closed, fresh=True), "t", 7, NOON + 2 * MINUTE)
    assert concepts(again) == concepts(closed)
    assert not set(items(again)) & set(items(closed))


def test_what_was_withdrawn_meanwhile_is_not_asked_again(learner, closed):
    Item.objects.filter(pk=items(closed)[0]).update(state="withdrawn")
    again = lifecycle.start_again(learner, Again(closed, fresh=False), "t", 7, NOON + 2 * MINUTE)
    assert items(again) == items(closed)[1:]


def test_with_nothing_left_it_says_so(learner, closed):
    Item.objects.update(state="withdrawn")
    with pytest.raises(lifecycle.NothingToAskError):
        lifecycle.start_again(learner, Again(closed, fresh=False), "t", 7, NOON + 2 * MINUTE)


def test_it_waits_for_a_block_that_runs(learner, closed):
    start_block(learner, size=1, now=NOON + 2 * MINUTE)
    with pytest.raises(lifecycle.BlockRunningError):
        lifecycle.start_again(learner, Again(closed, fresh=False), "t", 7, NOON + 3 * MINUTE)


def test_a_note_is_written_after_the_block(learner, closed):
    place, taken = lifecycle.write_note(learner.pk, closed.pk, 2, Draft("Look up TPMT.", digest("")))
    assert taken
    place.refresh_from_db()
    assert place.note == "Look up TPMT."


def test_a_stale_note_does_not_overwrite_a_newer_one(learner, closed):
    lifecycle.write_note(learner.pk, closed.pk, 2, Draft("First window", digest("")))
    place, taken = lifecycle.write_note(learner.pk, closed.pk, 2, Draft("Second window", digest("")))
    assert not taken
    assert place.note == "First window"


def test_a_running_block_and_the_block_of_another_take_no_note_here(learner, other_learner, closed):
    running = start_block(learner, size=1, now=NOON + 2 * MINUTE)
    for user, block in ((learner, running), (other_learner, closed)):
        with pytest.raises(Block.DoesNotExist):
            lifecycle.write_note(user.pk, block.pk, 1, Draft("x"))
