"""Every write to blocks and answers."""

import datetime as dt
import uuid
from decimal import Decimal

import pytest
from django.db import IntegrityError, transaction

from questions.bank.models import Item
from questions.blocks import lifecycle
from questions.blocks.blueprints import Blueprint
from questions.blocks.lifecycle import Selection, Submission
from questions.blocks.models import Answer, Block, BlockItem
from questions.blocks.timing import GRACE
from tests.factories.bank import ItemFactory
from tests.factories.blocks import MINUTE, NOON, SECOND, answer, current_choice, start_block, stored_choices

pytestmark = pytest.mark.django_db
LATE = GRACE + dt.timedelta(microseconds=1)


class TestStart:
    def test_it_fixes_deadline_and_time_factor(self, learner):
        learner.time_factor = Decimal("1.5")
        learner.save()
        block = start_block(learner)
        learner.time_factor = Decimal("3")
        learner.save()
        block.refresh_from_db()
        assert block.deadline_at == NOON + 45 * MINUTE
        assert block.time_factor == Decimal("1.5")

    def test_an_untimed_block_has_no_deadline(self, learner):
        assert start_block(learner, mode="untimed").deadline_at is None

    def test_the_same_form_twice_starts_one_block(self, learner):
        ItemFactory.create_batch(3)
        first, second = (lifecycle.start(learner, Blueprint(size=2), "form-1", 1, NOON) for _ in range(2))
        assert first == second
        assert Block.objects.count() == 1

    def test_a_second_block_is_refused_while_one_runs(self, learner):
        start_block(learner)
        with pytest.raises(lifecycle.BlockRunningError):
            start_block(learner)
        assert Block.objects.count() == 1

    def test_an_overdue_block_does_not_stand_in_the_way(self, learner):
        first = start_block(learner)
        start_block(learner, now=NOON + 31 * MINUTE)
        first.refresh_from_db()
        assert first.status == Block.Status.EXPIRED
        assert first.finished_at == first.deadline_at

    def test_too_few_items_make_a_shorter_block(self, learner):
        ItemFactory.create_batch(2)
        block = start_block(learner, size=20, stock=False)
        assert block.size == block.block_items.count() == 2

    def test_without_any_item_nothing_is_written(self, learner):
        with pytest.raises(lifecycle.NothingToAskError):
            start_block(learner, stock=False)
        assert not Block.objects.exists()


class TestAnswer:
    def test_every_selection_is_kept_and_the_newest_counts(self, learner):
        block = start_block(learner)
        for second, choice in enumerate("ABA", start=1):
            answer(block, 1, choice, NOON + second * SECOND)
        assert stored_choices(block, 1) == ["A", "B", "A"]
        assert current_choice(block, 1) == "A"
        changes = Answer.objects.order_by("sequence").values_list("previous_choice", "seconds_on_item")
        assert list(changes) == [("", 1), ("A", 2), ("B", 3)]

    def test_the_same_choice_again_is_no_new_answer(self, learner):
        block = start_block(learner)
        answer(block, 1, "A")
        answer(block, 1, "A", key="another", sequence=2)
        assert stored_choices(block, 1) == ["A"]

    def test_a_repeated_client_key_changes_nothing(self, learner):
        block = start_block(learner)
        answer(block, 1, "A", key="first", sequence=1)
        answer(block, 1, "B", key="second", sequence=2)
        again = answer(block, 1, "A", key="first", sequence=9)
        assert again.overtaken
        assert stored_choices(block, 1) == ["A", "B"]

    def test_an_older_sequence_never_overwrites_a_newer_answer(self, learner):
        block = start_block(learner)
        answer(block, 1, "B", key="newer", sequence=2)
        late = answer(block, 1, "A", key="older", sequence=1)
        assert late.overtaken
        assert late.place.choice == current_choice(block, 1) == "B"

    def test_a_form_without_a_sequence_is_the_newest(self, learner):
        block = start_block(learner)
        answer(block, 1, "B", key="scripted", sequence=5)
        assert not answer(block, 1, "A").overtaken
        assert current_choice(block, 1) == "A"

    def test_it_keeps_the_answer_that_arrives_in_the_grace_second(self, learner):
        block = start_block(learner)
        assert answer(block, 1, "A", block.deadline_at + GRACE).accepted
        assert current_choice(block, 1) == "A"

    def test_an_answer_after_the_grace_is_refused_and_expires_the_block(self, learner):
        block = start_block(learner)
        answer(block, 1, "A")
        late = answer(block, 1, "B", block.deadline_at + LATE)
        assert not late.accepted
        assert late.place.choice == current_choice(block, 1) == "A"
        block.refresh_from_db()
        assert (block.status, block.finished_at) == (Block.Status.EXPIRED, block.deadline_at)

    def test_nothing_sent_after_the_end_changes_a_row(self, learner):
        block = start_block(learner)
        answer(block, 1, "A")
        lifecycle.finish(block.pk, NOON + MINUTE)
        before = list(BlockItem.objects.values()), list(Answer.objects.values()), list(Block.objects.values())
        answer(block, 1, "B", NOON + 2 * MINUTE, marked=True, strike=("C", True), target=2)
        after = list(BlockItem.objects.values()), list(Answer.objects.values()), list(Block.objects.values())
        assert before == after

    def test_somebody_elses_block_is_as_absent_as_none(self, learner, other_learner):
        block = start_block(learner)
        sent = Submission(selection=Selection("A"))
        with pytest.raises(Block.DoesNotExist):
            lifecycle.submit(other_learner.pk, block.pk, 1, sent, NOON)
        with pytest.raises(Block.DoesNotExist):
            lifecycle.submit(other_learner.pk, uuid.uuid4(), 1, sent, NOON)
        with pytest.raises(BlockItem.DoesNotExist):
            lifecycle.submit(learner.pk, block.pk, 4, sent, NOON)
        assert not Answer.objects.exists()


class TestMarks:
    def test_a_mark_is_set_and_taken_away_as_often_as_sent(self, learner):
        block = start_block(learner)
        for marked in (True, True, False, True):
            lifecycle.submit(learner.pk, block.pk, 2, Submission(marked=marked), NOON)
            assert block.block_items.get(position=2).marked is marked

    def test_strike_outs_are_kept_by_letter(self, learner):
        block = start_block(learner)
        for strike in (("D", True), ("A", True), ("D", True), ("A", False), ("B", True)):
            lifecycle.submit(learner.pk, block.pk, 1, Submission(strike=strike), NOON)
        assert block.block_items.get(position=1).struck == "BD"


class TestTimeSpent:
    def test_the_time_since_the_last_event_belongs_to_the_item_that_sent_something(self, learner):
        block = start_block(learner)
        lifecycle.submit(learner.pk, block.pk, 1, Submission(target=2), NOON + 40 * SECOND)
        lifecycle.submit(learner.pk, block.pk, 2, Submission(target=1), NOON + 50 * SECOND)
        lifecycle.submit(learner.pk, block.pk, 1, Submission(target=1), NOON + 55 * SECOND)
        block.refresh_from_db()
        assert block.seconds == {"1": 45, "2": 10}
        assert block.current_position == 1

    def test_no_time_after_the_deadline_is_counted(self, learner):
        block = start_block(learner, minutes=1)
        answer(block, 1, "A", block.deadline_at + 2 * SECOND)
        block.refresh_from_db()
        assert block.seconds == {"1": 60}

    def test_an_item_that_was_only_opened_is_reached_with_no_time(self, learner):
        block = start_block(learner)
        lifecycle.submit(learner.pk, block.pk, 1, Submission(target=3), NOON)
        block.refresh_from_db()
        assert set(block.seconds) == {"1", "3"}

    @pytest.mark.parametrize("target", [0, 4, 999])
    def test_a_target_outside_the_block_is_not_reached(self, learner, target):
        block = start_block(learner)
        lifecycle.submit(learner.pk, block.pk, 1, Submission(target=target), NOON)
        block.refresh_from_db()
        assert set(block.seconds) == {"1"}
        assert block.current_position == 1


class TestEnd:
    def test_ended_by_hand_it_is_finished_now(self, learner):
        block = lifecycle.finish(start_block(learner).pk, NOON + MINUTE)
        assert (block.status, block.finished_at) == (Block.Status.FINISHED, NOON + MINUTE)

    def test_ended_in_the_grace_it_has_expired_at_its_deadline(self, learner):
        block = start_block(learner)
        ended = lifecycle.finish(block.pk, block.deadline_at + SECOND)
        assert (ended.status, ended.finished_at) == (Block.Status.EXPIRED, block.deadline_at)

    def test_a_second_end_changes_nothing(self, learner):
        block = start_block(learner)
        lifecycle.finish(block.pk, NOON + MINUTE)
        assert lifecycle.finish(block.pk, NOON + 9 * MINUTE).finished_at == NOON + MINUTE

    def test_the_sweep_closes_what_is_overdue_and_only_that(self, learner, other_learner, editor):
        overdue = start_block(learner, minutes=1)
        start_block(other_learner, minutes=30)
        start_block(editor, mode="untimed")
        assert lifecycle.expire_overdue(overdue.deadline_at + GRACE) == 0
        assert lifecycle.expire_overdue(overdue.deadline_at + LATE) == 1
        assert lifecycle.expire_overdue(overdue.deadline_at + LATE) == 0
        overdue.refresh_from_db()
        assert (overdue.status, overdue.finished_at) == (Block.Status.EXPIRED, overdue.deadline_at)
        assert Block.objects.running().count() == 2

    def test_an_overdue_block_counts_as_closed_before_the_sweep(self, learner):
        block = start_block(learner)
        assert not Block.objects.closed(block.deadline_at + GRACE).exists()
        assert Block.objects.closed(block.deadline_at + LATE).get() == block
        assert block.as_of(block.deadline_at + LATE).shows_key


class TestMoveToAnAccount:
    def test_a_running_block_goes_on_under_the_account(self, learner, other_learner):
        block = start_block(learner)
        lifecycle.move_blocks(learner, other_learner, NOON)
        assert other_learner.blocks.running().get() == block

    def test_it_is_closed_when_the_account_has_one_running(self, learner, other_learner):
        guests, own = start_block(learner), start_block(other_learner)
        lifecycle.move_blocks(learner, other_learner, NOON + MINUTE)
        assert other_learner.blocks.running().get() == own
        assert set(other_learner.blocks.all()) == {guests, own}
        assert not learner.blocks.exists()


@pytest.mark.parametrize(
    "break_it",
    [
        lambda block: Block.objects.filter(pk=block.pk).update(status="finished"),
        lambda block: Block.objects.filter(pk=block.pk).update(deadline_at=None),
        lambda block: Block.objects.filter(pk=block.pk).update(size=0),
        lambda block: BlockItem.objects.filter(position=2).update(position=1),
        lambda block: BlockItem.objects.filter(position=2).update(item=block.block_items.first().item),
        lambda block: Answer.objects.update(choice="F"),
        lambda block: Answer.objects.filter(sequence=2).update(client_key="form-1"),
        lambda block: Answer.objects.filter(sequence=2).update(sequence=1),
    ],
    ids=["end", "deadline", "size", "position", "item", "letter", "client key", "sequence"],
)
def test_the_database_itself_refuses_what_must_not_be(learner, break_it):
    block = start_block(learner)
    answer(block, 1, "A")
    answer(block, 1, "B")
    with pytest.raises(IntegrityError), transaction.atomic():
        break_it(block)


def test_closing_keeps_the_grade_beside_each_item(block):
    answer(block, 1, "C", NOON + MINUTE)
    answer(block, 2, "A", NOON + 2 * MINUTE)
    lifecycle.finish(block.pk, NOON + 3 * MINUTE)
    places = block.block_items.order_by("position")
    assert list(places.values_list("final_choice", "correct")) == [("C", True), ("A", False), ("", False)]
    assert [place.seconds for place in places] == [60, 60, None]


def test_nothing_is_graded_before_the_block_closes(block):
    answer(block, 1, "C", NOON + MINUTE)
    assert set(block.block_items.values_list("final_choice", "correct")) == {(None, None)}


def test_an_item_is_new_then_a_variant_then_a_repeat(learner):
    first, second = ItemFactory(concept="a/effect/b"), ItemFactory(concept="a/effect/b", recipe="other")
    novelty = []
    for n, item in enumerate((first, second, first)):
        Item.objects.exclude(pk=item.pk).update(state="withdrawn")
        Item.objects.filter(pk=item.pk).update(state="active")
        own = start_block(learner, size=1, now=NOON + n * MINUTE, stock=False)
        novelty.append(own.block_items.get().novelty)
        lifecycle.finish(own.pk, NOON + n * MINUTE)
    assert novelty == ["new", "variant", "repeat"]
