"""What somebody sends who wants more than to answer: impossible places, two choices, grades, old traffic again."""

import pytest

from questions.blocks import lifecycle
from questions.blocks.models import Answer, Block
from tests.abuse.rows import all_rows
from tests.factories.bank import ItemFactory
from tests.factories.blocks import MINUTE, NOON

pytestmark = pytest.mark.django_db


@pytest.fixture
def tab(learner, browser_of):
    """Return the learner's browser."""
    return browser_of(learner)


@pytest.mark.parametrize("position", ["-1", "0", "4", "40", "1000000000", "%00", "1%00", "1.5", "٣", "9" * 400])
@pytest.mark.parametrize("method", ["get", "post"])
def test_there_is_no_question_at_an_impossible_place(tab, block, position, method):
    before = all_rows()
    assert getattr(tab, method)(f"/blocks/{block.pk}/{position}/", {"choice": "A"}).status_code == 404
    assert all_rows() == before


@pytest.mark.parametrize("position", ["-1", "4", "1000000000", "\0", "1e9", "x", " 1"])
def test_a_finish_from_an_impossible_place_is_refused_and_leaves_the_block_open(tab, block, position):
    before = all_rows()
    sent = tab.post(f"/blocks/{block.pk}/end/", {"position": position, "choice": "A"})
    assert sent.status_code in (400, 404)
    assert all_rows() == before


@pytest.mark.parametrize(
    "fields",
    [
        {"choice": ["A", "B"]},
        {"choice": ["A", "A"]},
        {"choice": ""},
        {"choice": "F"},
        {"choice": "a"},
        {"choice": "A\0"},
        {"choice": "AB"},
        {"choice": "A", "client_key": "k", "sequence": "0"},
        {"choice": "A", "client_key": "k", "sequence": "-1"},
        {"choice": "A", "client_key": "k", "sequence": "1e9"},
        {"choice": "A", "client_key": "k", "sequence": "9" * 12},
        {"choice": "A", "client_key": "\0", "sequence": "1"},
        {"choice": "A", "client_key": "k" * 65, "sequence": "1"},
        {"choice": "A", "action": "grade"},
        {"choice": "A", "action": "goto--1"},
    ],
    ids=str,
)
def test_what_is_no_answer_is_refused_and_writes_nothing(tab, block, fields):
    before = all_rows()
    assert tab.post(f"/blocks/{block.pk}/2/", fields).status_code == 400
    assert all_rows() == before


def test_fields_that_only_the_server_may_set_are_ignored(tab, block, other_learner):
    gifts = {
        "is_correct": "1",
        "correct": "1",
        "score": "40",
        "deadline": "2030-01-01",
        "deadline_at": "2030-01-01T00:00:00Z",
        "user": other_learner.pk,
        "mode": "tutor",
        "status": "finished",
        "time_factor": "3.00",
        "revealed_at": "2026-01-01",
        "key": "A",
    }
    kept = Block.objects.values("user", "mode", "status", "deadline_at", "time_factor", "credited_seconds")
    before = kept.get(pk=block.pk)
    tab.post(f"/blocks/{block.pk}/2/", {"choice": "A", "action": "reveal", **gifts})
    assert kept.get(pk=block.pk) == before
    place = block.block_items.get(position=2)
    assert (place.correct, place.revealed_at, place.final_choice) == (None, None, None)
    lifecycle.finish(block.pk, NOON + 6 * MINUTE)
    place.refresh_from_db()
    assert place.correct is False


def test_nobody_starts_a_block_with_more_time_or_for_somebody_else(tab, learner, other_learner, now):
    ItemFactory.create_batch(3)
    gifts = {
        "user": other_learner.pk,
        "time_factor": "3.00",
        "deadline_at": "2030-01-01",
        "started_at": "2030-01-01",
    }
    tab.post("/blocks/new/", {"size": 3, "minutes": 30, "mode": "timed", **gifts})
    block = Block.objects.get()
    assert (block.user, block.started_at, block.deadline_at) == (learner, now, now + 30 * MINUTE)


def test_all_the_traffic_of_a_block_again_after_its_end_changes_no_row(tab, block):
    root = f"/blocks/{block.pk}/"
    traffic = [
        (f"{root}1/", {"choice": "A", "client_key": "first", "sequence": "1"}),
        (f"{root}1/", {"choice": "D", "client_key": "second", "sequence": "2", "action": "next"}),
        (f"{root}2/", {"mark": "1"}),
        (f"{root}2/", {"strike": "B", "choice": "E"}),
        (f"{root}2/", {"confidence": "sure"}),
        (f"{root}3/", {"action": "reveal", "choice": "C"}),
        (f"{root}3/", {"action": "pause"}),
        (f"{root}3/", {"action": "goto-1"}),
        (f"{root}resume/", {}),
        (f"{root}end/", {"position": "3", "choice": "B", "client_key": "last", "sequence": "9"}),
    ]
    for path, fields in traffic:
        assert tab.post(path, fields).status_code < 500
    block.refresh_from_db()
    assert block.status == Block.Status.FINISHED
    assert Answer.objects.filter(block_item__block=block).count() > 2
    before = all_rows()
    for headers in ({}, {"HX-Request": "true"}):
        for path, fields in traffic:
            assert tab.post(path, fields, headers=headers).status_code < 500
    assert all_rows() == before
