"""What the progress page counts."""

import datetime as dt

import pytest

from questions.blocks import lifecycle
from questions.stats.queries import RECENT_BLOCKS, progress
from tests.factories.bank import DrugFactory, ItemFactory
from tests.factories.blocks import MINUTE, NOON, answer, start_block

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def taken(user, right, size=4, now=NOON, **more):
    """Let a person take a block: the first `right` items right, one wrong if there is one more, the rest blank."""
    block = start_block(user, size=size, now=now, **more)
    for position in range(1, min(right + 1, size) + 1):
        answer(block, position, "C" if position <= right else "A", now)
    lifecycle.finish(block.pk, now + MINUTE)
    return block


def test_a_person_without_blocks_has_no_progress(learner):
    assert progress(learner, NOON) is None


def test_an_unanswered_item_counts_as_wrong(learner):
    taken(learner, right=2, size=4)
    found = progress(learner, NOON + DAY)
    assert (found.overall.correct, found.overall.total) == (2, 4)


def test_only_the_last_answer_counts(learner):
    block = start_block(learner, size=1)
    answer(block, 1, "C")
    answer(block, 1, "B")
    lifecycle.finish(block.pk, NOON + MINUTE)
    assert progress(learner, NOON + DAY).overall.correct == 0


def test_a_running_block_does_not_count_yet(learner):
    taken(learner, right=1)
    block = start_block(learner, size=3, now=NOON + DAY)
    answer(block, 1, "C", NOON + DAY)
    found = progress(learner, NOON + DAY + MINUTE)
    assert (found.blocks, found.overall.total) == (1, 4)


def test_an_overdue_block_counts_even_before_somebody_closed_it(learner):
    block = start_block(learner, size=3, minutes=30)
    answer(block, 1, "C")
    found = progress(learner, NOON + DAY)
    assert found.blocks == 1
    assert found.recent[0].block.status == "expired"
    assert (found.overall.correct, found.overall.total) == (1, 3)


def test_other_peoples_blocks_do_not_count(learner, other_learner):
    taken(other_learner, right=1)
    assert progress(learner, NOON + DAY) is None


def test_the_newest_block_comes_first(learner):
    taken(learner, right=0, now=NOON)
    newer = taken(learner, right=2, now=NOON + DAY)
    found = progress(learner, NOON + 2 * DAY)
    assert found.recent[0].block == newer
    assert [result.share.correct for result in found.recent] == [2, 0]


def test_it_splits_by_kind_of_question_and_by_drug_class(learner):
    for slug in ("tnf-inhibitors", "glucocorticoids"):
        drug = DrugFactory(classes=[slug])
        ItemFactory(drug=drug, recipe="mechanism")
        ItemFactory(drug=drug, recipe="adverse-effect")
    taken(learner, right=4, size=4, stock=False)
    found = progress(learner, NOON + DAY)
    assert {name: part.total for name, part in found.by_class} == {"Glucocorticoids": 2, "Tnf inhibitors": 2}
    assert sorted(part.total for _, part in found.by_recipe) == [2, 2]


def test_an_item_whose_drug_is_gone_is_counted_under_other(learner):
    ItemFactory(drug=None)
    taken(learner, right=0, size=1, stock=False)
    assert [name for name, _ in progress(learner, NOON + DAY).by_class] == ["Other"]


def test_the_number_of_queries_does_not_grow(learner, django_assert_num_queries):
    for day in range(3):
        taken(learner, right=1, now=NOON + day * DAY)
    with django_assert_num_queries(5):
        progress(learner, NOON + 9 * DAY)


def test_old_blocks_are_counted_but_not_listed(learner):
    ItemFactory()
    for day in range(RECENT_BLOCKS + 1):
        block = start_block(learner, size=1, now=NOON + day * DAY, stock=False)
        lifecycle.finish(block.pk, NOON + day * DAY + MINUTE)
    found = progress(learner, NOON + 90 * DAY)
    assert (found.blocks, len(found.recent)) == (RECENT_BLOCKS + 1, RECENT_BLOCKS)
