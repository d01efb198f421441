"""Registers the accounts app."""

from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "quizsite.accounts"
    verbose_name = "People"
