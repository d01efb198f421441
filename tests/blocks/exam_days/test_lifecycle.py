"""Every write to exam days."""

import datetime as dt
from decimal import Decimal

import pytest
from django.core.management import call_command
from django.db import IntegrityError, transaction

from questions.bank.models import Item
from questions.blocks import lifecycle
from questions.blocks.lifecycle import exam_day
from questions.blocks.models import Block, BlockItem
from questions.blocks.models_exam import ExamDay
from questions.blocks.selection import point
from questions.blocks.timing import GRACE
from tests.factories.bank import ItemFactory
from tests.factories.blocks import MINUTE, NOON, SECOND, answer, start_block
from tests.factories.exam_days import SHORT, start_day, take_block

pytestmark = pytest.mark.django_db
LATE = GRACE + dt.timedelta(microseconds=1)
LENGTH = 105 * MINUTE


@pytest.fixture
def day(learner):
    """Return the learner's day of three blocks, in its tutorial."""
    return start_day(learner)


class TestStart:
    def test_it_fixes_plan_end_and_time_factor(self, learner):
        learner.time_factor = Decimal("2")
        learner.save()
        day = start_day(learner)
        learner.time_factor = Decimal("1")
        learner.save()
        day.refresh_from_db()
        assert (day.deadline_at, day.as_planned) == (NOON + 2 * LENGTH, SHORT)
        assert exam_day.start_block(learner, day.pk, 1, NOON).deadline_at == NOON + 60 * MINUTE

    def test_the_same_form_twice_starts_one_day(self, learner):
        ItemFactory.create_batch(5)
        days = {exam_day.start_day(learner, SHORT, "form", 1, NOON) for _ in range(2)}
        assert len(days) == ExamDay.objects.count() == 1

    def test_a_second_day_is_refused_while_one_runs(self, learner, day):
        with pytest.raises(lifecycle.ExamDayRunningError):
            start_day(learner)

    def test_a_day_whose_time_has_passed_does_not_stand_in_the_way(self, learner, day):
        second = start_day(learner, now=NOON + LENGTH + LATE)
        day.refresh_from_db()
        assert day.ended_at == NOON + LENGTH
        assert not second.is_over

    def test_a_running_block_is_to_be_ended_first(self, learner):
        start_block(learner)
        with pytest.raises(lifecycle.BlockRunningError):
            start_day(learner)

    def test_a_bank_that_cannot_fill_the_day_is_told_before_the_start(self, learner):
        ItemFactory.create_batch(4)
        with pytest.raises(lifecycle.NothingToAskError):
            start_day(learner, stock=False)
        assert not ExamDay.objects.exists()


class TestTutorial:
    def test_its_end_is_kept_once(self, learner, day):
        exam_day.end_tutorial(learner.pk, day.pk, NOON + MINUTE)
        again = exam_day.end_tutorial(learner.pk, day.pk, NOON + 3 * MINUTE)
        assert again.tutorial_ended_at == NOON + MINUTE

    def test_ended_late_it_ended_when_its_time_was_up(self, learner, day):
        assert exam_day.end_tutorial(learner.pk, day.pk, NOON + 9 * MINUTE).tutorial_ended_at == NOON + 5 * MINUTE

    def test_the_first_block_ends_it_too(self, learner, day):
        exam_day.start_block(learner, day.pk, 1, NOON + 2 * MINUTE)
        day.refresh_from_db()
        assert day.tutorial_ended_at == NOON + 2 * MINUTE


class TestBlocks:
    def test_a_block_has_its_size_its_time_and_its_seal(self, learner, day):
        block = exam_day.start_block(learner, day.pk, 1, NOON)
        assert (block.size, block.deadline_at) == (2, NOON + 30 * MINUTE)
        assert (block.day_number, block.sealed_until, block.mode) == (1, day.deadline_at, Block.Mode.TIMED)

    def test_the_same_form_twice_starts_one_block(self, learner, day):
        first, second = (exam_day.start_block(learner, day.pk, 1, NOON) for _ in range(2))
        assert first == second
        take_block(day, 1, NOON)
        assert exam_day.start_block(learner, day.pk, 1, NOON + 20 * MINUTE) == first
        assert day.blocks.count() == 1

    @pytest.mark.parametrize("number", [0, 2, 3, 4])
    def test_only_the_next_block_starts(self, learner, day, number):
        assert exam_day.start_block(learner, day.pk, number, NOON) is None
        assert not day.blocks.exists()

    def test_no_block_starts_while_one_runs(self, learner, day):
        exam_day.start_block(learner, day.pk, 1, NOON)
        assert exam_day.start_block(learner, day.pk, 2, NOON + MINUTE) is None

    def test_after_a_deadline_that_nobody_noticed_the_next_one_starts(self, learner, day):
        first = exam_day.start_block(learner, day.pk, 1, NOON)
        exam_day.start_block(learner, day.pk, 2, NOON + 33 * MINUTE)
        first.refresh_from_db()
        day.refresh_from_db()
        assert (first.status, first.finished_at) == (Block.Status.EXPIRED, NOON + 30 * MINUTE)
        assert day.standing(NOON + 33 * MINUTE).breaks == 3 * MINUTE

    def test_somebody_elses_day_is_as_absent_as_none(self, other_learner, day):
        for act in (
            lambda: exam_day.start_block(other_learner, day.pk, 1, NOON),
            lambda: exam_day.end_tutorial(other_learner.pk, day.pk, NOON),
            lambda: exam_day.end_day(other_learner.pk, day.pk, NOON),
        ):
            with pytest.raises(ExamDay.DoesNotExist):
                act()

    def test_no_two_blocks_of_a_day_ask_about_one_point(self, learner):
        for _ in range(5):
            concept = ItemFactory().concept
            drug, _, tested = concept.split("/")
            ItemFactory(concept=concept)
            ItemFactory(concept=f"{drug}/mechanism/{tested}", recipe="mechanism")
        day = start_day(learner, stock=False)
        for number, minute in ((1, 0), (2, 30), (3, 60)):
            take_block(day, number, NOON + minute * MINUTE)
        concepts = BlockItem.objects.filter(block__exam_day=day).values_list("item__concept", flat=True)
        assert len({point(concept) for concept in concepts}) == len(concepts) == 5

    def test_a_bank_that_shrank_meanwhile_makes_a_shorter_block_or_none(self, learner, day):
        take_block(day, 1, NOON)
        asked = BlockItem.objects.values_list("item", flat=True)
        left = Item.objects.exclude(pk__in=asked)
        Item.objects.filter(pk__in=left.values_list("pk", flat=True)[1:]).update(state="withdrawn")
        assert take_block(day, 2, NOON + 20 * MINUTE).size == 1
        with pytest.raises(lifecycle.NothingToAskError):
            exam_day.start_block(learner, day.pk, 3, NOON + 40 * MINUTE)

    def test_the_last_block_is_shorter_by_what_the_breaks_took_too_much(self, learner, day):
        take_block(day, 1, NOON, minutes=30)
        take_block(day, 2, NOON + 60 * MINUTE, minutes=30)
        last = exam_day.start_block(learner, day.pk, 3, NOON + 90 * MINUTE)
        assert last.deadline_at == NOON + LENGTH
        assert last.blueprint["minutes"] == 15

    def test_at_the_end_of_the_day_no_block_of_no_time_starts(self, learner, day):
        assert exam_day.start_block(learner, day.pk, 1, day.deadline_at + SECOND) is None

    def test_other_blocks_wait_until_the_day_is_over(self, learner, day):
        with pytest.raises(lifecycle.ExamDayRunningError):
            start_block(learner)
        exam_day.end_day(learner.pk, day.pk, NOON + MINUTE)
        assert start_block(learner, now=NOON + 2 * MINUTE).is_running


class TestEnd:
    def test_with_its_last_block_the_day_is_over_and_tells_its_keys(self, learner, day):
        for number, minute in ((1, 0), (2, 30)):
            assert not take_block(day, number, NOON + minute * MINUTE).shows_key
        assert take_block(day, 3, NOON + 60 * MINUTE).shows_key
        day.refresh_from_db()
        assert day.ended_at == NOON + 70 * MINUTE
        assert all(block.shows_key for block in day.blocks.all())

    def test_a_last_block_that_nobody_ended_ends_the_day_at_its_deadline(self, learner, day):
        for number in (1, 2):
            take_block(day, number, NOON + 20 * number * MINUTE)
        last = exam_day.start_block(learner, day.pk, 3, NOON + 60 * MINUTE)
        after = last.deadline_at + LATE
        day.refresh_from_db()
        assert day.as_of(after).ended_at == last.deadline_at == NOON + 90 * MINUTE
        assert all(block.as_of(after).shows_key for block in day.blocks.all())
        assert not any(block.as_of(last.deadline_at + GRACE).shows_key for block in day.blocks.all())

    def test_ended_early_it_ends_the_block_that_runs_with_its_answers(self, learner, day):
        block = exam_day.start_block(learner, day.pk, 1, NOON)
        answer(block, 1, "C", NOON + MINUTE)
        exam_day.end_day(learner.pk, day.pk, NOON + 2 * MINUTE)
        block.refresh_from_db()
        day.refresh_from_db()
        assert (block.status, block.finished_at, day.ended_at) == ("finished", *[NOON + 2 * MINUTE] * 2)
        assert block.shows_key
        assert block.block_items.get(position=1).correct

    def test_a_second_end_changes_nothing(self, learner, day):
        exam_day.end_day(learner.pk, day.pk, NOON + MINUTE)
        assert exam_day.end_day(learner.pk, day.pk, NOON + 9 * MINUTE).ended_at == NOON + MINUTE
        assert exam_day.start_block(learner, day.pk, 1, NOON + 9 * MINUTE) is None

    def test_the_sweep_ends_what_is_overdue_and_only_that(self, learner, other_learner, day, clock, capsys):
        start_day(other_learner, now=NOON + MINUTE)
        block = exam_day.start_block(learner, day.pk, 1, NOON)
        clock.now = NOON + LENGTH + LATE
        call_command("expire_blocks")
        assert capsys.readouterr().out == "1 block closed.\n1 exam day ended.\n"
        day.refresh_from_db()
        block.refresh_from_db()
        assert (day.ended_at, block.sealed_until) == (NOON + LENGTH, None)
        assert ExamDay.objects.filter(ended_at__isnull=True).count() == 1

    def test_closed_blocks_of_a_day_that_goes_on_are_in_no_statistics(self, learner, day):
        block = take_block(day, 1, NOON)
        now = NOON + 20 * MINUTE
        assert not Block.objects.closed(now).exists()
        exam_day.end_day(learner.pk, day.pk, now)
        assert Block.objects.closed(now).get() == block


class TestMoveToAnAccount:
    def test_a_running_day_goes_on_under_the_account(self, learner, other_learner, day):
        block = exam_day.start_block(learner, day.pk, 1, NOON)
        lifecycle.move_blocks(learner, other_learner, NOON + MINUTE)
        assert other_learner.exam_days.get() == day
        assert other_learner.blocks.get() == block
        assert exam_day.start_block(other_learner, day.pk, 1, NOON + MINUTE) == block

    def test_it_ends_when_the_account_has_one_running(self, learner, other_learner, day):
        own = start_day(other_learner)
        lifecycle.move_blocks(learner, other_learner, NOON + MINUTE)
        assert other_learner.exam_days.running(NOON + MINUTE).get() == own
        assert other_learner.exam_days.count() == 2


@pytest.mark.parametrize(
    "break_it",
    [
        lambda day: Block.objects.filter(day_number=2).update(day_number=1),
        lambda day: Block.objects.filter(day_number=2).update(day_number=None),
        lambda day: Block.objects.filter(day_number=2).update(exam_day=None),
        lambda day: ExamDay.objects.create(
            user=day.user, start_token="x", plan={}, size=1, seed=1, started_at=NOON, deadline_at=NOON
        ),
    ],
    ids=["number", "no number", "no day", "two days"],
)
def test_the_database_itself_refuses_what_must_not_be(day, break_it):
    take_block(day, 1, NOON)
    take_block(day, 2, NOON + 20 * MINUTE + SECOND)
    with pytest.raises(IntegrityError), transaction.atomic():
        break_it(day)
