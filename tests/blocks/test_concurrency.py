"""Two requests at the same moment, on a database that runs them at the same moment."""

import datetime as dt
import threading
import uuid

import pytest
from django.db import connection

from questions.blocks import lifecycle
from questions.blocks.blueprints import Blueprint
from questions.blocks.models import Answer, Block
from questions.blocks.timing import GRACE
from quizsite.core.models import Outage
from quizsite.core.pulse import beat
from tests.factories.bank import ItemFactory
from tests.factories.blocks import MINUTE, NOON, SECOND, answer, start_block

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]
ROUNDS = range(4)
PATIENCE = 30  # seconds until a thread that waits for another is called dead


def together(*acts):
    """Run the acts in threads that start at one barrier; return results or exceptions in order."""
    barrier = threading.Barrier(len(acts))
    results = [None] * len(acts)

    def run(place, act):
        try:
            barrier.wait(PATIENCE)
            results[place] = act()
        except Exception as error:  # handed to the test, which decides
            results[place] = error
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=each) for each in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
        assert not thread.is_alive(), "the requests wait for each other"
    return results


@pytest.mark.parametrize("_", ROUNDS)
def test_ten_starts_from_one_form_make_one_block(learner, _):
    ItemFactory.create_batch(3)
    token = uuid.uuid4().hex
    acts = [lambda seed=seed: lifecycle.start(learner, Blueprint(size=3), token, seed, NOON) for seed in range(10)]
    started = together(*acts)
    assert {block.pk for block in started} == {Block.objects.get().pk}
    assert Block.objects.get().block_items.count() == 3


@pytest.mark.parametrize("_", ROUNDS)
def test_two_forms_at_once_start_one_block_and_refuse_the_other(learner, _):
    ItemFactory.create_batch(3)
    acts = [lambda token=token: lifecycle.start(learner, Blueprint(size=3), token, 1, NOON) for token in "ab"]
    started = together(*acts)
    assert sorted(type(each).__name__ for each in started) == ["Block", "BlockRunningError"]
    assert Block.objects.count() == 1


@pytest.mark.parametrize("_", ROUNDS)
def test_a_double_finish_closes_once(learner, _):
    block = start_block(learner)
    moments = [NOON + n * SECOND for n in range(1, 5)]
    closed = together(*(lambda now=now: lifecycle.finish(block.pk, now) for now in moments))
    assert len({each.finished_at for each in closed}) == 1
    block.refresh_from_db()
    assert block.finished_at == closed[0].finished_at


@pytest.mark.parametrize("_", ROUNDS)
def test_an_answer_against_the_expiry_is_either_stored_in_time_or_refused(learner, _):
    block = start_block(learner)
    late = block.deadline_at + GRACE + dt.timedelta(microseconds=1)
    stored, swept = together(
        lambda: answer(block, 1, "A", block.deadline_at + GRACE, key="k", sequence=1),
        lambda: lifecycle.expire_overdue(late),
    )
    assert swept == 1
    assert stored.accepted is Answer.objects.exists()
    block.refresh_from_db()
    assert (block.status, block.finished_at) == (Block.Status.EXPIRED, block.deadline_at)


@pytest.mark.parametrize("_", ROUNDS)
def test_two_sweeps_close_an_overdue_block_once_at_its_deadline(learner, other_learner, _):
    blocks = [start_block(learner), start_block(other_learner)]
    together(*[lambda: lifecycle.expire_overdue(blocks[0].deadline_at + MINUTE)] * 3)
    assert {each.finished_at for each in Block.objects.all()} == {blocks[0].deadline_at}


@pytest.mark.parametrize("_", ROUNDS)
def test_the_same_answer_sent_twice_at_once_is_one_row(learner, _):
    block = start_block(learner)
    sent = together(*[lambda: answer(block, 1, "B", NOON + SECOND, key="once", sequence=1)] * 4)
    assert all(each.accepted and not each.overtaken for each in sent)
    assert Answer.objects.count() == 1


@pytest.mark.parametrize("_", ROUNDS)
def test_two_windows_at_once_leave_one_row_per_sequence_and_the_newest_counts(learner, _):
    block = start_block(learner)
    sent = together(
        lambda: answer(block, 1, "A", key="window1", sequence=1),
        lambda: answer(block, 1, "B", key="window2", sequence=1),
    )
    assert sorted(each.overtaken for each in sent) == [False, True]
    assert len({each.place.choice for each in sent}) == 1


@pytest.mark.parametrize("_", ROUNDS)
def test_marks_and_times_of_parallel_requests_are_all_kept(learner, _):
    block = start_block(learner)
    together(
        *(
            lambda letter=letter: lifecycle.submit(
                learner.pk, block.pk, 1, lifecycle.Submission(strike=(letter, True)), NOON + 10 * SECOND
            )
            for letter in "ABCD"
        )
    )
    assert block.block_items.get(position=1).struck == "ABCD"
    block.refresh_from_db()
    assert block.seconds == {"1": 10}


@pytest.mark.parametrize("_", ROUNDS)
def test_an_answer_against_the_reveal_is_stored_before_it_or_locked_out(learner, _):
    block = start_block(learner, mode="tutor")
    answer(block, 1, "A", key="first", sequence=1)
    reveal = lifecycle.Submission(reveal=True)
    _, changed = together(
        lambda: lifecycle.submit(learner.pk, block.pk, 1, reveal, NOON + SECOND),
        lambda: answer(block, 1, "C", NOON + SECOND, key="second", sequence=2),
    )
    place = block.block_items.with_choice().get(position=1)
    assert place.revealed_at is not None
    assert place.choice == ("A" if changed.fate == lifecycle.Fate.LOCKED else "C")


@pytest.mark.parametrize("_", ROUNDS)
def test_a_pause_is_given_back_once_however_often_one_resumes(learner, _):
    block = start_block(learner, mode="timed-tutor")
    lifecycle.submit(learner.pk, block.pk, 1, lifecycle.Submission(pause=True), NOON + MINUTE)
    together(*[lambda: lifecycle.resume(learner.pk, block.pk, NOON + 5 * MINUTE)] * 4)
    block.refresh_from_db()
    assert block.deadline_at == NOON + 34 * MINUTE


@pytest.mark.parametrize("_", ROUNDS)
def test_two_watchers_record_an_outage_and_give_its_time_once(learner, _):
    block = start_block(learner)
    beat(NOON + MINUTE)
    together(*[lambda: beat(NOON + 6 * MINUTE)] * 3)
    block.refresh_from_db()
    assert Outage.objects.count() == 1
    assert block.deadline_at == NOON + 35 * MINUTE
