"""The same block twice: what was known the first time against what was known the second, concept by concept."""

from collections import Counter
from dataclasses import dataclass

from questions.blocks.models import Block, BlockItem


@dataclass(frozen=True, slots=True)
class Twice:
    """A 2 x 2 table: counts of concepts by right or wrong the first and the second time."""

    first: Block
    second: Block
    right_right: int
    right_wrong: int
    wrong_right: int
    wrong_wrong: int


def twice(block: Block) -> Twice | None:
    """Return the table of this block and the one it repeats, or its newest repetition; None without either."""
    second = block if block.again_of_id else block.again.filter(finished_at__isnull=False).first()
    first = second.again_of if second else None
    if first is None or second is None:
        return None
    graded = BlockItem.objects.filter(block__in=(first, second), correct__isnull=False)
    rows = list(graded.values_list("block_id", "item__concept", "correct"))
    before = {concept: correct for block_id, concept, correct in rows if block_id == first.pk}
    after = {concept: correct for block_id, concept, correct in rows if block_id == second.pk}
    counts = Counter((before[concept], after[concept]) for concept in before.keys() & after.keys())
    return Twice(first, second, counts[True, True], counts[True, False], counts[False, True], counts[False, False])
