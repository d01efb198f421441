"""Registers the blocks app."""

import logging
from datetime import datetime

from django.apps import AppConfig

logger = logging.getLogger(__name__)


class BlocksConfig(AppConfig):
    name = "questions.blocks"
    verbose_name = "Blocks"

    def ready(self) -> None:
        from questions.bank.stocking import items_withdrawn
        from quizsite.accounts.guests import guest_signed_in
        from quizsite.core.pulse import outage_ended

        guest_signed_in.connect(_keep_history, dispatch_uid="blocks-keep-history")
        outage_ended.connect(_give_time_back, dispatch_uid="blocks-give-time-back")
        items_withdrawn.connect(_give_full_marks, dispatch_uid="blocks-give-full-marks")


def _keep_history(sender: object, guest: object, user: object, **_: object) -> None:
    from django.utils import timezone

    from questions.blocks.lifecycle import move_blocks

    move_blocks(guest, user, timezone.now())


def _give_full_marks(sender: object, items: list[int], **_: object) -> None:
    from django.utils import timezone

    from questions.blocks.lifecycle import give_full_marks

    give_full_marks(items, timezone.now())


def _give_time_back(sender: object, start: datetime, end: datetime, **_: object) -> None:
    from questions.blocks.lifecycle import credit_outage

    credited = credit_outage(start, end)
    if credited:
        logger.warning("Gave time back to %d blocks and exam days for an outage of %s.", credited, end - start)
