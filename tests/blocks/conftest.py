"""A learner in the middle of a block, and the clock of its requests."""

import pytest
from django.test import Client
from django.utils import timezone

from tests.factories.blocks import NOON, start_block


class RequestClock:
    """The time that requests are told; tests move it."""

    def __init__(self):
        self.now = NOON


@pytest.fixture
def clock(monkeypatch):
    """Stop the clock of requests at noon."""
    stopped = RequestClock()
    monkeypatch.setattr(timezone, "now", lambda: stopped.now)
    return stopped


@pytest.fixture
def block(learner, clock):
    """Return the learner's running block of three items."""
    return start_block(learner)


@pytest.fixture
def tab(client, learner, clock):
    """Return a browser in which the learner is signed in."""
    client.force_login(learner)
    return client


@pytest.fixture
def other_tab(other_learner, clock):
    """Return a browser in which somebody else is signed in."""
    browser = Client()
    browser.force_login(other_learner)
    return browser
