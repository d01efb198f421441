"""Fifty requests to start at the same moment, where they really run at the same moment."""

import threading

import pytest
from django.db import connection
from django.test import Client

from questions.blocks.models import Block
from tests.factories.bank import ItemFactory

PATIENCE_SECONDS = 60


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("same_form", [True, False])
def test_fifty_parallel_starts_make_one_block(learner, same_form):
    ItemFactory.create_batch(5)
    browsers = [Client() for _ in range(50)]
    for browser in browsers:
        browser.force_login(learner)
    statuses, barrier = [], threading.Barrier(len(browsers))

    def start(number, browser):
        token = "one" if same_form else f"form{number}"
        form = {"size": 5, "minutes": 5, "mode": "timed", "token": token}
        barrier.wait(PATIENCE_SECONDS)
        try:
            statuses.append(browser.post("/blocks/new/", form).status_code)
        finally:
            connection.close()

    threads = [threading.Thread(target=start, args=each) for each in enumerate(browsers)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE_SECONDS)
    assert Block.objects.get().block_items.count() == 5
    assert sorted(statuses) == ([303] * 50 if same_form else [303] + [409] * 49)
