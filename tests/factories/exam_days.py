"""Makes exam days the way learners do: through the lifecycle."""

import uuid

from questions.blocks.exam_days.plans import Plan
from questions.blocks.lifecycle import exam_day, finish
from tests.factories.bank import ItemFactory
from tests.factories.blocks import MINUTE, NOON

SHORT = Plan("short", "Short day", step=1, sizes=(2, 2, 1), pool_minutes=10)


def start_day(user, plan=SHORT, now=NOON, stock=True):
    """Start a day, by default of three blocks and ten minutes of break, stocked for it unless `stock` is false."""
    if stock:
        ItemFactory.create_batch(plan.items)
    return exam_day.start_day(user, plan, uuid.uuid4().hex, 7, now)


def take_block(day, number, now, minutes=10):
    """Start the block of this number and end it by hand after some minutes."""
    block = exam_day.start_block(day.user, day.pk, number, now)
    return finish(block.pk, now + minutes * MINUTE)
