"""Closes abandoned blocks whose time is over."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from questions.blocks.lifecycle import expire_overdue


class Command(BaseCommand):
    help = "Close every block whose deadline has passed. Safe to run at any time, as often as wanted."

    def handle(self, **options: Any) -> None:
        closed = expire_overdue(timezone.now())
        self.stdout.write(f"{closed} {'block' if closed == 1 else 'blocks'} closed.")
