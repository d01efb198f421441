"""Registers the dashboard app."""

from django.apps import AppConfig


class DashboardConfig(AppConfig):
    name = "quizsite.dashboard"
    verbose_name = "Dashboard"
