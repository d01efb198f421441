"""Registers the blocks app."""

from django.apps import AppConfig


class BlocksConfig(AppConfig):
    name = "questions.blocks"
    verbose_name = "Blocks"

    def ready(self) -> None:
        from quizsite.accounts.guests import guest_signed_in

        guest_signed_in.connect(_keep_history, dispatch_uid="blocks-keep-history")


def _keep_history(sender: object, guest: object, user: object, **_: object) -> None:
    from django.utils import timezone

    from questions.blocks.lifecycle import move_blocks

    move_blocks(guest, user, timezone.now())
