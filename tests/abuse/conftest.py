"""A learner with a running block, a closed one and a sealed exam day; what everybody else tries to get at."""

import pytest
from django.test import Client
from django.utils import timezone

from questions.blocks import lifecycle
from tests.factories.accounts import UserFactory
from tests.factories.blocks import MINUTE, NOON, answer, start_block
from tests.factories.exam_days import start_day


@pytest.fixture
def now(monkeypatch):
    """Stop the clock of requests five minutes after noon."""
    moment = NOON + 5 * MINUTE
    monkeypatch.setattr(timezone, "now", lambda: moment)
    return moment


@pytest.fixture
def closed(learner, now):
    """Return a block that the learner has finished."""
    block = start_block(learner)
    answer(block, 1, "C")
    return lifecycle.finish(block.pk, NOON + MINUTE)


@pytest.fixture
def block(learner, closed):
    """Return the learner's running block, with one answer."""
    block = start_block(learner, now=NOON + 2 * MINUTE)
    answer(block, 1, "B", NOON + 3 * MINUTE, key="first", sequence=1)
    return block


@pytest.fixture
def day(now):
    """Return the exam day of a third person."""
    return start_day(UserFactory(username="examinee"))


@pytest.fixture
def browser_of():
    """Return a function that opens a browser for a person, or for a visitor."""

    def open_browser(person=None, **options):
        browser = Client(raise_request_exception=False, **options)
        if person is not None:
            browser.force_login(person)
        return browser

    return open_browser
