"""Checks what is in the database against every content rule, and says what each drug still lacks."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from drugs.loading.dumping import dump
from drugs.loading.errors import ContentError
from drugs.loading.lacking import lacking
from drugs.loading.parsing import field_path
from drugs.loading.rules import broken
from drugs.loading.schema import Document


class Command(BaseCommand):
    help = "Check every content rule; exit status 1 if one is broken. Lists what is missing per drug."

    def handle(self, **options: Any) -> None:
        try:
            document = dump()
        except ContentError as wrong:
            raise CommandError("\n".join(wrong.errors)) from wrong
        if not document.drugs:
            raise CommandError("There are no drugs yet. Load the content first: python manage.py load_drugs")
        found = [f"{_entity(document, place)}: {message}" for place, message in broken(document)]
        for drug, notes in lacking(document):
            self.stdout.write(f"{drug:24} {'; '.join(notes) if notes else 'complete for every kind of question'}")
        if found:
            raise CommandError("\n".join([*found, f"{len(found)} rules broken."]))
        self.stdout.write(f"{len(document.drugs)} drugs hold every content rule.")


def _entity(document: Document, place: tuple[str | int, ...]) -> str:
    """Name the entry by its id instead of its number."""
    entry = getattr(document, str(place[0]))[int(place[1])]
    return f"{place[0]} '{getattr(entry, 'id', place[1])}' {field_path(place[2:])}"
