"""Registers the stats app."""

from django.apps import AppConfig


class StatsConfig(AppConfig):
    name = "questions.stats"
    verbose_name = "Statistics"

    def ready(self) -> None:
        from questions.bank.stocking import items_withdrawn

        items_withdrawn.connect(_forget, dispatch_uid="stats-forget-withdrawn")


def _forget(sender: object, items: list[int], **_: object) -> None:
    from questions.stats.updating import forget

    forget(items)
