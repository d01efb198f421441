"""Registers the core app and its checks."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "quizsite.core"
    verbose_name = "Site"

    def ready(self) -> None:
        from quizsite.core import checks  # noqa: F401
