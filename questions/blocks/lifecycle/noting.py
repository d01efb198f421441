"""Writing a note on an item once its block is closed: the only thing that changes then."""

from uuid import UUID

from django.db import transaction

from questions.blocks.lifecycle.annotating import Annotations, annotate
from questions.blocks.models import Block, BlockItem
from questions.blocks.notes import Draft


@transaction.atomic
def write_note(user_id: int, block_id: UUID, position: int, draft: Draft) -> tuple[BlockItem, bool]:
    """Store a note of the person's own closed block; returns the item and whether the note was taken.

    It is not taken when another window stored a newer one. Raises Block.DoesNotExist or BlockItem.DoesNotExist
    where the person has no such closed block or the block no such position.
    """
    block = (
        Block.objects.select_for_update().exclude(status=Block.Status.RUNNING).get(pk=block_id, user_id=user_id)
    )
    place = BlockItem.objects.select_related("item").get(block=block, position=position)
    return place, annotate(place, Annotations(note=draft))
