"""Brings the stored items in line with the facts."""

from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from drugs.models import Drug
from questions.bank.stocking import restock

BAR = 30


class Command(BaseCommand):
    help = "Store items for every concept and recipe; supersede stale ones. Running it again changes nothing."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=1, help="whole number; default 1")
        parser.add_argument("--report", action="store_true", help="count refusals by reason on stderr")

    def handle(self, **options: Any) -> None:
        if not Drug.objects.exists():
            raise CommandError("There are no drugs yet. Load the content first: python manage.py load_drugs")
        done = restock(options["seed"], self._progress)
        self.stderr.write("")
        if options["report"]:
            for reason, count in done.report.refused.most_common():
                self.stderr.write(f"{count:7}  {reason}")
        self.stdout.write(
            f"{done.created} items created, {done.superseded} superseded, {done.kept} kept: "
            f"{done.created + done.kept} active."
        )

    def _progress(self, done: int, of: int) -> None:
        if done % max(1, of // 100) and done != of:
            return
        filled = BAR * done // of
        bar = "#" * filled + "." * (BAR - filled)
        self.stderr.write(f"\rStocking the bank [{bar}] {done}/{of} concepts", ending="")
        self.stderr.flush()
