"""Until the day is over, nothing that the site serves tells a key of its blocks, though they are closed."""

import pytest
from django.test import Client

from questions.bank.models import Item
from questions.blocks.exam_days.plans import Plan
from questions.blocks.lifecycle import exam_day, finish
from tests.blocks.test_no_key_leaks import CANARY, addresses, plant, told
from tests.factories.bank import ItemFactory
from tests.factories.blocks import MINUTE, NOON, answer
from tests.factories.exam_days import start_day

pytestmark = pytest.mark.django_db
TWO_BLOCKS = Plan("two", "Two blocks", step=1, sizes=(3, 1), pool_minutes=10)


@pytest.fixture
def closed(learner, clock):
    """Return the first block of a day, of planted items, answered and closed; the second is to come."""
    plain = ItemFactory.create_batch(4)
    day = start_day(learner, plan=TWO_BLOCKS, stock=False)
    Item.objects.filter(pk__in=[item.pk for item in plain]).update(state="withdrawn")
    plant()
    block = exam_day.start_block(learner, day.pk, 1, NOON)
    answer(block, 1, "C", marked=True, strike=("A", True))
    finish(block.pk, NOON + MINUTE)
    Item.objects.filter(pk=plain[0].pk).update(state="active")
    clock.now = NOON + 2 * MINUTE
    block.refresh_from_db()
    return block


def crawled(block):
    """Return every address of the site, those of the day filled in with the day."""
    paths = set(addresses(block))
    return sorted(paths | {path.replace(str(block.pk), str(block.exam_day_id)) for path in paths})


@pytest.mark.parametrize("who", ["learner", "other_learner", None])
@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
def test_no_address_tells_a_key_before_the_day_is_over(request, closed, who, headers):
    client = Client(raise_request_exception=False)
    if who:
        client.force_login(request.getfixturevalue(who))
    paths = crawled(closed)
    assert {f"/blocks/{closed.pk}/review/", f"/exam-day/{closed.exam_day_id}/report/", "/progress/"} <= set(paths)
    assert [path for path in paths if CANARY in told(client, path, **headers)] == []


def test_no_form_sent_to_a_closed_block_tells_a_key(tab, closed):
    for headers in ({}, {"HX-Request": "true"}):
        for fields in (
            {"choice": "C"},
            {"mark": "0"},
            {"action": "next"},
            {"action": "end"},
            {"action": "reveal"},
        ):
            for path in ("1/", "end/", "resume/"):
                sent = tab.post(f"/blocks/{closed.pk}/{path}", fields, headers=headers, follow=True)
                assert CANARY not in sent.content.decode()


def test_progress_does_not_count_the_closed_block(tab, closed):
    assert "Nothing to show yet" in tab.get("/progress/").content.decode()


def test_while_the_next_block_runs_the_one_before_stays_sealed(tab, learner, closed):
    exam_day.start_block(learner, closed.exam_day_id, 2, NOON + 3 * MINUTE)
    for path in crawled(closed):
        assert CANARY not in told(tab, path)


def test_once_the_day_is_over_the_planted_words_are_told(tab, learner, closed):
    exam_day.end_day(learner.pk, closed.exam_day_id, NOON + 3 * MINUTE)
    text = tab.get(f"/blocks/{closed.pk}/review/").content.decode()
    assert all(f"{CANARY}-rationale-{n}-C" in text for n in range(3))
    assert "Nothing to show yet" not in tab.get("/progress/").content.decode()
