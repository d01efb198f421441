"""Writes a consistent copy of the SQLite database while the site runs."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import connection


class Command(BaseCommand):
    help = "Copy the SQLite database to PATH in one consistent snapshot (VACUUM INTO)."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("path", type=Path, help="file to write; it must not exist yet")

    def handle(self, **options: Any) -> None:
        path: Path = options["path"]
        if connection.vendor != "sqlite":
            raise CommandError("This copies SQLite only. For PostgreSQL use pg_dump.")
        if path.exists():
            raise CommandError(f"{path} exists already. Choose a new file name; nothing was written.")
        if not path.parent.is_dir():
            raise CommandError(f"The folder {path.parent} does not exist. Make it first.")
        with connection.cursor() as cursor:
            cursor.execute("VACUUM INTO %s", [str(path)])
        self.stdout.write(f"Wrote {path} ({path.stat().st_size / 1e6:.1f} MB).")
