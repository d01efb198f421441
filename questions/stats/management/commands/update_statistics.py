"""Takes the newly closed blocks into the statistics of items."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils import timezone

from questions.stats.updating import update_statistics


class Command(BaseCommand):
    help = "Take newly closed blocks into the statistics of items and concepts. Run it as often as you like."

    def handle(self, *args: Any, **options: Any) -> None:
        done = update_statistics(timezone.now())
        self.stdout.write(f"{done.blocks} blocks counted, {done.items} items computed, {done.flagged} flagged")
