"""Closes abandoned blocks and exam days whose time is over."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from questions.blocks.lifecycle import LONGEST_CREDIT, end_overdue_days, expire_overdue
from quizsite.core import pulse


class Command(BaseCommand):
    help = "Close every block and exam day whose deadline has passed. Safe to run at any time, as often as wanted."

    def handle(self, **options: Any) -> None:
        now = timezone.now()
        if pulse.is_missing(now):
            # Whatever time an outage will give back, these are over.
            now -= LONGEST_CREDIT
            self.stderr.write("The site has no pulse: only what is over whatever time is given back gets closed.")
        closed = expire_overdue(now)
        self.stdout.write(f"{closed} {'block' if closed == 1 else 'blocks'} closed.")
        if ended := end_overdue_days(now):
            self.stdout.write(f"{ended} exam {'day' if ended == 1 else 'days'} ended.")
