"""A learner with a short but varied history."""

import datetime as dt

import pytest

from questions.blocks import lifecycle
from tests.factories.bank import DrugFactory, ItemFactory
from tests.factories.blocks import NOON, SECOND, answer, start_block
from tests.factories.exam_days import start_day, take_block

MINUTE, DAY = dt.timedelta(minutes=1), dt.timedelta(days=1)
# Selections in order, seconds, confidence; the key is always C, and E is the option that harms.
REPLIES = [("C", 40, "sure"), ("E", 70, "sure"), ("AC", 100, "unsure"), ("CA", 120, "guess"), ("C", 20, "")]


def sitting(user, replies=REPLIES, now=NOON, stock=True, **blueprint):
    """Take a block as the replies say; positions without one stay blank."""
    block = start_block(user, size=len(replies) + 1, now=now, stock=stock, **blueprint)
    at = now
    for position, (choices, seconds, confidence) in enumerate(replies, start=1):
        at += seconds * SECOND
        for choice in choices:
            answer(block, position, choice, at, confidence=confidence, target=min(position + 1, len(replies)))
    return lifecycle.finish(block.pk, at)


@pytest.fixture
def history(learner):
    """Give the learner blocks of five weeks, new and seen before, and an exam day."""
    for slug, recipe, category in (
        ("tnf-inhibitors", "mechanism", "cytokine-inhibitors"),
        ("glucocorticoids", "adverse-effect", "corticosteroids"),
    ):
        drug = DrugFactory(classes=[slug])
        ItemFactory.create_batch(4, drug=drug, recipe=recipe, category=category)
    for week in range(5):
        sitting(learner, now=NOON + 7 * week * DAY, stock=week % 2 == 0)
    day = start_day(learner, now=NOON + 40 * DAY)
    for number, minute in ((1, 6), (2, 20), (3, 40)):
        take_block(day, number, NOON + 40 * DAY + minute * MINUTE)
    return learner
