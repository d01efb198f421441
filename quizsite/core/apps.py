"""Registers the core app."""

from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "quizsite.core"
    verbose_name = "Site"
