"""Registers the stats app."""

from django.apps import AppConfig


class StatsConfig(AppConfig):
    name = "questions.stats"
    verbose_name = "Statistics"
