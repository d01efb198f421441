"""Registers the bank app."""

from django.apps import AppConfig


class BankConfig(AppConfig):
    name = "questions.bank"
    verbose_name = "Question bank"

    def ready(self) -> None:
        from drugs.admin import impact  # models must be there first
        from questions.bank.impact import Bank

        impact.register(Bank())
