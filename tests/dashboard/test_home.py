"""Home."""

import datetime as dt

import pytest
from django.utils import timezone

from tests.factories.bank import ItemFactory
from tests.factories.blocks import start_block

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def page(client, path="/"):
    return client.get(path).content.decode()


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


def test_home_only_reads(client):
    assert client.post("/").status_code == 405
