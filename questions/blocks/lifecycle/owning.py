"""Blocks change hands when a guest signs in to an account."""

from datetime import datetime
from typing import Any

from django.db import transaction

from questions.blocks.lifecycle.closing import finish
from questions.blocks.lifecycle.exam_day import move_days
from questions.blocks.models import Block


@transaction.atomic
def move_blocks(source: Any, target: Any, now: datetime) -> int:
    """Give a guest's blocks and exam days to the account the guest signed in to.

    A running block goes on there, unless the account has one of its own: then the guest's is closed first.
    """
    if Block.objects.running().filter(user=target).exists():
        for block_id in Block.objects.running().filter(user=source).values_list("pk", flat=True):
            finish(block_id, now)
    move_days(source, target, now)
    return Block.objects.filter(user=source).update(user=target)
