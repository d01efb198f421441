"""Prints the whole knowledge as JSON, or writes it back as content files."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from drugs.loading.content_files import content_files, write
from drugs.loading.dumping import as_json, dump
from drugs.loading.errors import ContentError

CONTENT = settings.BASE_DIR / "drugs" / "content"


class Command(BaseCommand):
    help = "Print all drug knowledge as JSON; load_drugs accepts the output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "--yaml",
            type=Path,
            metavar="FOLDER",
            help="write content files there instead: the present ones, with only what differs changed",
        )

    def handle(self, **options: Any) -> None:
        try:
            document = dump()
        except ContentError as wrong:
            raise CommandError("\n".join(wrong.errors)) from wrong
        if folder := options["yaml"]:
            present = folder if any(folder.rglob("*.yaml")) else CONTENT
            for path in write(content_files(document, present), folder):
                self.stderr.write(f"wrote {path}")
            return
        self.stdout.write(json.dumps(as_json(document), ensure_ascii=False, indent=1))
