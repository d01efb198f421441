"""Makes blocks the way learners do: through the lifecycle."""

import datetime as dt
import uuid

from questions.blocks import lifecycle
from questions.blocks.blueprints import Blueprint
from questions.blocks.lifecycle import Selection, Submission
from tests.factories.bank import ItemFactory

NOON = dt.datetime(2026, 3, 2, 12, 0, tzinfo=dt.UTC)
MINUTE = dt.timedelta(minutes=1)
SECOND = dt.timedelta(seconds=1)


def start_block(user, size=3, minutes=30, now=NOON, stock=True, **blueprint):
    """Start a block of `size` items, stocked for it unless `stock` is false."""
    if stock:
        ItemFactory.create_batch(size)
    return lifecycle.start(user, Blueprint(size=size, minutes=minutes, **blueprint), uuid.uuid4().hex, 7, now)


def answer(block, position, choice, now=NOON, key="", sequence=0, **more):
    """Submit one choice as the block's owner."""
    sent = Submission(selection=Selection(choice, key, sequence), **more)
    return lifecycle.submit(block.user_id, block.pk, position, sent, now)


def stored_choices(block, position):
    """Return every choice ever stored for one place, oldest first."""
    place = block.block_items.get(position=position)
    return list(place.answers.order_by("sequence").values_list("choice", flat=True))


def current_choice(block, position):
    """Return the answer that counts."""
    return block.block_items.with_choice().get(position=position).choice
