"""What the progress pages count: first attempts apart from what was seen before."""

import datetime as dt

import pytest

from questions.bank.models import Item
from questions.bank.stocking import withdraw
from questions.blocks import lifecycle
from questions.stats.queries import RECENT_BLOCKS, by_class, by_kind, overdue, progress
from tests.factories.bank import DrugFactory, ItemFactory
from tests.factories.blocks import MINUTE, NOON, answer, start_block
from tests.factories.exam_days import start_day, take_block

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def taken(user, right, size=4, now=NOON, **more):
    """Let a person take a block: the first `right` items right, one wrong if there is one more, the rest blank."""
    block = start_block(user, size=size, now=now, **more)
    for position in range(1, min(right + 1, size) + 1):
        answer(block, position, "C" if position <= right else "A", now, target=min(position + 1, size))
    lifecycle.finish(block.pk, now + MINUTE)
    return block


def counts(tally):
    return tally.new_right, tally.new, tally.seen_right, tally.seen


def test_a_person_without_blocks_has_no_progress(learner):
    assert progress(learner, NOON) is None


def test_an_unanswered_item_counts_as_wrong(learner):
    taken(learner, right=2, size=4)
    assert counts(progress(learner, NOON + DAY).overall) == (2, 4, 0, 0)


def test_only_the_last_answer_counts(learner):
    block = start_block(learner, size=1)
    answer(block, 1, "C")
    answer(block, 1, "B")
    lifecycle.finish(block.pk, NOON + MINUTE)
    assert progress(learner, NOON + DAY).overall.new_right == 0


def test_what_was_seen_before_is_counted_apart(learner):
    taken(learner, right=1, size=2)
    taken(learner, right=2, size=2, now=NOON + DAY, stock=False)
    assert counts(progress(learner, NOON + 2 * DAY).overall) == (1, 2, 2, 2)


def test_a_running_block_does_not_count_yet(learner):
    taken(learner, right=1)
    block = start_block(learner, size=3, now=NOON + DAY)
    answer(block, 1, "C", NOON + DAY)
    found = progress(learner, NOON + DAY + MINUTE)
    assert (len(found.blocks), found.overall.whole.total) == (1, 4)


def test_an_overdue_block_is_named_until_somebody_writes_it_down(learner):
    block = start_block(learner, size=3, minutes=30)
    assert overdue(learner, NOON + MINUTE) is None
    assert overdue(learner, NOON + DAY) == block
    assert progress(learner, NOON + DAY) is None
    lifecycle.expire_overdue(NOON + DAY)
    assert overdue(learner, NOON + DAY) is None
    assert counts(progress(learner, NOON + DAY).overall) == (0, 3, 0, 0)


def test_blocks_of_an_exam_day_count_once_the_day_is_over(learner):
    day = start_day(learner)
    take_block(day, 1, NOON + 6 * MINUTE)
    assert progress(learner, NOON + 20 * MINUTE) is None
    lifecycle.end_overdue_days(NOON + DAY)
    assert progress(learner, NOON + DAY).overall.whole.total == 2


def test_blocks_put_away_and_other_peoples_do_not_count(learner, other_learner):
    taken(other_learner, right=1)
    taken(learner, right=1)
    lifecycle.archive_blocks(learner, NOON + DAY)
    assert progress(learner, NOON + 2 * DAY) is None


def test_a_withdrawn_item_counts_for_nothing_here(learner):
    taken(learner, right=1, size=2)
    withdraw(Item.objects.filter(pk=Item.objects.earliest("pk").pk))
    assert progress(learner, NOON + DAY).overall.new == 1


def test_the_newest_block_comes_first(learner):
    taken(learner, right=0, now=NOON)
    newer = taken(learner, right=2, now=NOON + DAY)
    found = progress(learner, NOON + 2 * DAY)
    assert found.recent[0].pk == newer.pk
    assert [result.tally.new_right for result in found.recent] == [2, 0]


def test_weeks_are_pooled_with_the_three_before_and_no_further(learner):
    for week in (0, 1, 4):
        taken(learner, right=1, size=2, now=NOON + 7 * week * DAY)
    weeks = progress(learner, NOON + 60 * DAY).weeks
    assert [week.monday.isoformat() for week in weeks] == ["2026-03-02", "2026-03-09", "2026-03-30"]
    assert [week.tally.new for week in weeks] == [2, 2, 2]
    assert [week.pooled.new for week in weeks] == [2, 4, 4]


def test_it_splits_by_category_and_kind_and_then_by_class(learner):
    for slug in ("tnf-inhibitors", "glucocorticoids"):
        drug = DrugFactory(classes=[slug])
        ItemFactory(drug=drug, recipe="mechanism", category="cytokine-inhibitors")
        ItemFactory(drug=drug, recipe="adverse-effect", category="cytokine-inhibitors")
    taken(learner, right=4, size=4, stock=False)
    found = by_kind(learner, NOON + DAY)
    assert {key: tally.new for key, tally in found.items()} == {
        ("cytokine-inhibitors", "mechanism"): 2,
        ("cytokine-inhibitors", "adverse-effect"): 2,
    }
    classes = by_class(learner, NOON + DAY, "cytokine-inhibitors")
    assert classes["tnf-inhibitors", "mechanism"].new == classes["glucocorticoids", "mechanism"].new == 1
    assert by_class(learner, NOON + DAY, "corticosteroids") == {}


def test_what_was_never_reached_says_nothing_about_a_kind(learner):
    taken(learner, right=0, size=4)
    assert sum(tally.new for tally in by_kind(learner, NOON + DAY).values()) == 2


def test_progress_takes_one_query(learner, django_assert_num_queries):
    for day in range(RECENT_BLOCKS + 1):
        taken(learner, right=1, size=1, now=NOON + day * DAY)
    with django_assert_num_queries(1):
        found = progress(learner, NOON + 99 * DAY)
    assert (len(found.blocks), len(found.recent)) == (RECENT_BLOCKS + 1, RECENT_BLOCKS)


def test_the_map_looks_at_the_newest_blocks_only(learner, monkeypatch):
    monkeypatch.setattr("questions.stats.queries.WINDOW_BLOCKS", 1)
    taken(learner, right=2, size=2)
    taken(learner, right=1, size=1, now=NOON + DAY)
    assert sum(tally.new for tally in by_kind(learner, NOON + 2 * DAY).values()) == 1
    assert progress(learner, NOON + 2 * DAY).overall.new == 3
