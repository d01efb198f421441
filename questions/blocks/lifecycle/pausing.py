"""Letting a paused block go on; it is stopped by a submission, which carries the selection under way."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from questions.blocks.models import Block


@transaction.atomic
def resume(user_id: int, block_id: UUID, now: datetime) -> Block:
    """Start the clock of the person's own block again, its deadline moved by the pause; a running one stays.

    Raises Block.DoesNotExist when the person has no such block.
    """
    block = Block.objects.select_for_update().get(pk=block_id, user_id=user_id)
    if block.is_paused:
        block.deadline_at = block.clock.resumed(now)
        block.last_event_at = now  # the pause was spent on no item
        block.paused_at = None
        block.save(update_fields=["deadline_at", "last_event_at", "paused_at"])
    return block
