"""Registers the drugs app."""

from django.apps import AppConfig


class DrugsConfig(AppConfig):
    name = "drugs"
    verbose_name = "Drug knowledge"

    def ready(self) -> None:
        from drugs.loading import recording  # models must be there first

        recording.connect()
