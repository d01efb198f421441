"""What comes back, and when."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from questions.blocks import lifecycle
from questions.blocks.models import BlockItem
from questions.review import queue
from questions.review.models import AbsorbedBlock, Card, CardReview, ReviewPreference
from questions.review.scheduling import Rating
from tests.factories.bank import ItemFactory
from tests.factories.blocks import MINUTE, NOON, answer, start_block

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def closed(learner):
    """Return a closed block: right; wrong; right and marked; not reached."""
    block = start_block(learner, size=4)
    answer(block, 1, "C", NOON + MINUTE, target=2)
    answer(block, 2, "A", NOON + 2 * MINUTE, target=3)
    answer(block, 3, "C", NOON + 3 * MINUTE, marked=True)
    lifecycle.finish(block.pk, NOON + 3 * MINUTE)
    return block


def concept(block, position):
    return block.block_items.get(position=position).item.concept


def test_misses_and_marks_come_back_and_what_was_never_shown_does_not(learner, closed):
    found = queue.standing(learner, NOON + DAY)
    assert {card.concept: card.reason for card in found.cards.values()} == {
        concept(closed, 2): "missed",
        concept(closed, 3): "marked",
    }


def test_a_right_guess_comes_back(learner):
    block = start_block(learner, size=1)
    answer(block, 1, "C", NOON + MINUTE)
    BlockItem.objects.filter(block=block).update(confidence="guess")
    lifecycle.finish(block.pk, NOON + MINUTE)
    (card,) = queue.standing(learner, NOON + DAY).cards.values()
    assert card.reason == "guessed"


def test_looking_writes_nothing(learner, closed):
    with CaptureQueriesContext(
        connection,
    ) as seen:
        queue.standing(learner, NOON + DAY)
    assert all(query["sql"].startswith("SELECT") for query in seen.captured_queries)
    assert len(seen) <= 4
    assert not Card.objects.exists()


def test_looking_and_storing_agree(learner, closed):
    shown = queue.standing(learner, NOON + DAY)
    queue.absorb(learner, NOON + DAY)
    stored = queue.standing(learner, NOON + DAY)
    assert [(card.concept, card.due) for card in stored.due(NOON + 9 * DAY)] == [
        (card.concept, card.due) for card in shown.due(NOON + 9 * DAY)
    ]
    assert stored.blocks == []


def test_a_block_counts_once_however_often_it_is_taken_in(learner, closed):
    for _ in range(3):
        queue.absorb(learner, NOON + DAY)
    assert AbsorbedBlock.objects.count() == 1
    assert CardReview.objects.count() == 2
    assert set(Card.objects.values_list("reviews", flat=True)) == {1}


def test_a_missed_concept_is_due_the_next_day_and_not_before(learner, closed):
    found = queue.absorb(learner, NOON + MINUTE)
    missed = concept(closed, 2)
    assert missed not in [card.concept for card in found.due(NOON + 3 * MINUTE + DAY - MINUTE)]
    assert missed in [card.concept for card in found.due(NOON + 3 * MINUTE + DAY)]


def test_a_second_miss_is_a_lapse_and_the_first_is_not(learner):
    ItemFactory(concept="a/effect/b")
    for n in range(2):
        block = start_block(learner, size=1, stock=False, now=NOON + n * DAY)
        answer(block, 1, "A", NOON + n * DAY)
        lifecycle.finish(block.pk, NOON + n * DAY)
        queue.absorb(learner, NOON + n * DAY)
        assert Card.objects.get().lapses == n


def test_another_persons_answers_make_no_card(learner, other_learner, closed):
    queue.absorb(other_learner, NOON + DAY)
    assert not Card.objects.exists()


def test_a_suspended_card_is_never_due_and_a_buried_one_tomorrow(learner, closed):
    queue.absorb(learner, NOON)
    one, two = Card.objects.order_by("pk")
    later = NOON + 30 * DAY
    queue.suspend(learner, one.pk, True)
    queue.bury(learner, two.pk, later)
    assert queue.standing(learner, later).due(later) == []
    assert queue.standing(learner, later).due(later + DAY) == [two]
    queue.suspend(learner, one.pk, False)
    assert one in queue.standing(learner, later).due(later)


def test_nobody_changes_the_cards_of_another_person(learner, other_learner, closed):
    queue.absorb(learner, NOON)
    card = Card.objects.first()
    queue.suspend(other_learner, card.pk, True)
    queue.bury(other_learner, card.pk, NOON)
    card.refresh_from_db()
    assert not card.suspended
    assert card.buried_until is None


def test_an_undone_review_leaves_the_card_as_it_was_and_is_not_taken_in_again(learner, closed):
    queue.absorb(learner, NOON)
    last = CardReview.objects.order_by("-at", "-pk").first()
    undone = queue.undo(learner, NOON + DAY)
    assert undone == last
    last.card.refresh_from_db()
    assert last.card.reviews == 0
    assert last.card.memory is None
    queue.absorb(learner, NOON + DAY)
    last.card.refresh_from_db()
    assert last.card.reviews == 0


def test_there_is_nothing_to_undo_before_the_first_review(learner):
    assert queue.undo(learner, NOON) is None


def test_a_corrected_rating_replaces_the_one_it_corrects(learner, closed):
    queue.absorb(learner, NOON)
    review = CardReview.objects.get(card__concept=concept(closed, 3))
    before = Card.objects.get(pk=review.card_id)
    queue.correct_rating(learner, review.block_item_id, Rating.AGAIN, NOON)
    after = Card.objects.get(pk=review.card_id)
    assert after.due < before.due
    assert after.reviews == 1


def test_the_daily_limit_counts_what_was_reviewed_today(learner, closed):
    ReviewPreference.objects.create(user=learner, daily_limit=3)
    found = queue.standing(learner, NOON + MINUTE)
    assert queue.left_today(found, NOON + MINUTE) == 1
    found = queue.absorb(learner, NOON + MINUTE)
    assert queue.left_today(found, NOON + MINUTE) == 1
    assert queue.left_today(found, NOON + DAY) == 3


def test_due_concepts_stop_at_the_daily_limit(learner, closed):
    queue.absorb(learner, NOON)
    ReviewPreference.objects.create(user=learner, daily_limit=1)
    assert len(queue.due_concepts(learner.pk, NOON + 30 * DAY)) == 1


def test_a_concept_added_by_hand_is_due_at_once_and_added_once(learner):
    assert queue.add(learner, ["a/effect/b", "a/effect/b"], "chosen", NOON) == 1
    assert queue.add(learner, ["a/effect/b"], "chosen", NOON) == 0
    assert [card.concept for card in queue.standing(learner, NOON).due(NOON)] == ["a/effect/b"]
