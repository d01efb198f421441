"""Loads content files into the database."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from drugs.loading.errors import ContentError
from drugs.loading.loading import load
from drugs.loading.reading import read

CONTENT = settings.BASE_DIR / "drugs" / "content"


class Command(BaseCommand):
    help = (
        "Load drug content, all or nothing. A folder is the whole knowledge: what it no longer has is deleted. "
        "A single file adds to or changes what is there."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument(
            "path", nargs="?", type=Path, default=CONTENT, help="file or folder; default drugs/content"
        )

    def handle(self, **options: Any) -> None:
        path: Path = options["path"]
        self.stderr.write(f"Reading {path} ...")
        try:
            report = load(read(path), complete=path.is_dir())
        except ContentError as wrong:
            shown = "\n".join(wrong.errors)
            raise CommandError(f"{shown}\n{len(wrong.errors)} errors; nothing was loaded.") from wrong
        for name in sorted({*report.created, *report.changed, *report.unchanged, *report.deleted}):
            self.stdout.write(
                f"{name:14} {report.created[name]:5} created {report.changed[name]:5} changed "
                f"{report.unchanged[name]:5} unchanged {report.deleted[name]:5} deleted"
            )
