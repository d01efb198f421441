"""The clocks of an exam day as templates and the page's script need them."""

from datetime import datetime, timedelta
from typing import Any

from questions.blocks.models import Block


def times(**spans: timedelta) -> dict[str, int]:
    """Return each span in whole seconds; the browser counts on from the moment at which it gets them."""
    return {f"{name}_seconds": int(span.total_seconds()) for name, span in spans.items()}


def day_line(block: Block, now: datetime) -> dict[str, Any] | None:
    """Return what the bar over a block tells about its day; None for a block that belongs to none."""
    if block.exam_day is None:
        return None
    seen = block.exam_day.standing(now)
    return {
        "number": block.day_number,
        "size": block.exam_day.size,
        **times(pool=seen.pool_left, over=seen.overdraw, total=seen.total_left),
    }
