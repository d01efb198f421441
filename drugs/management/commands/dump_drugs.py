"""Prints the whole knowledge as JSON, or writes it back as content files."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from drugs.loading.dumping import as_json, dump, write_yaml
from drugs.loading.errors import ContentError


class Command(BaseCommand):
    help = "Print all drug knowledge as JSON; load_drugs accepts the output."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--yaml", type=Path, metavar="FOLDER", help="write content files there instead")

    def handle(self, **options: Any) -> None:
        try:
            document = dump()
        except ContentError as wrong:
            raise CommandError("\n".join(wrong.errors)) from wrong
        if folder := options["yaml"]:
            for path in write_yaml(document, folder):
                self.stderr.write(f"wrote {path}")
            return
        self.stdout.write(json.dumps(as_json(document), ensure_ascii=False, indent=1))
