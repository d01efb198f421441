"""Home and progress."""

import datetime as dt

import pytest
from django.utils import timezone

from questions.blocks import lifecycle
from tests.factories.accounts import GuestFactory
from tests.factories.bank import ItemFactory
from tests.factories.blocks import MINUTE, NOON, answer, start_block

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def page(client, path="/"):
    return client.get(path).content.decode()


def finished(user, right=1, size=3, now=NOON):
    block = start_block(user, size=size, now=now)
    for position in range(1, right + 1):
        answer(block, position, "C", now)
    return lifecycle.finish(block.pk, now + MINUTE)


def test_home_has_one_way_to_start(client):
    assert page(client).count(">Start a block<") == 1


def test_home_works_with_an_empty_bank(client):
    text = page(client)
    assert "0 questions on 0 drugs" in text
    assert "Today’s question" not in text


def test_home_shows_a_question_but_nothing_of_its_answer(client):
    item = ItemFactory()
    text = page(client)
    assert item.lead_in in text
    for option in item.options:
        assert option["text"] in text
        assert option["rationale"] not in text
    assert item.objective not in text
    assert item.explanation not in text


def test_home_offers_to_resume_a_running_block(client, learner):
    client.force_login(learner)
    block = start_block(learner, now=timezone.now())
    assert f"/blocks/{block.pk}/" in page(client)


def test_home_offers_no_overdue_block(client, learner):
    client.force_login(learner)
    block = start_block(learner, now=timezone.now() - DAY)
    assert str(block.pk) not in page(client)


def test_progress_of_a_visitor_invites_to_a_first_block(client):
    assert "Nothing to show yet" in page(client, "/progress/")


def test_progress_shows_each_block_with_score_interval_and_way_to_its_review(client, learner):
    block = finished(learner, right=2, size=3)
    client.force_login(learner)
    text = page(client, "/progress/")
    assert f'href="/blocks/{block.pk}/review/"' in text
    assert "2 of 3" in text
    assert "21–94%" in text


def test_progress_draws_the_chart_on_the_server(client, learner):
    finished(learner)
    client.force_login(learner)
    text = page(client, "/progress/")
    assert '<svg class="plot"' in text
    assert "Percent correct in 1 block" in text


def test_progress_shows_nobody_elses_blocks(client, learner, other_learner):
    block = finished(other_learner)
    client.force_login(learner)
    assert str(block.pk) not in page(client, "/progress/")


def test_progress_tells_a_guest_how_to_keep_it(client):
    guest = GuestFactory()
    finished(guest)
    client.force_login(guest)
    assert "Sign up</a> to keep this history" in page(client, "/progress/")


def test_progress_asks_a_fixed_number_of_queries(client, learner, django_assert_max_num_queries):
    for day in range(4):
        finished(learner, now=NOON + day * DAY)
    client.force_login(learner)
    with django_assert_max_num_queries(8):
        client.get("/progress/")


def test_a_drug_name_with_markup_stays_text(client, learner):
    ItemFactory(drug__classes=["<b>class</b>"])
    block = start_block(learner, size=1, stock=False)
    lifecycle.finish(block.pk, NOON + MINUTE)
    client.force_login(learner)
    assert "<b>class" not in page(client, "/progress/").lower()


@pytest.mark.parametrize("path", ["/", "/progress/"])
def test_these_pages_only_read(client, path):
    assert client.post(path).status_code == 405
