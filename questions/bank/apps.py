"""Registers the bank app."""

from django.apps import AppConfig


class BankConfig(AppConfig):
    name = "questions.bank"
    verbose_name = "Question bank"
