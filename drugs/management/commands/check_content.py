"""Checks what is in the database against every content rule, and says what each drug still lacks."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError

from drugs.loading.checking import told, wrong
from drugs.loading.dumping import dump
from drugs.loading.errors import ContentError
from drugs.loading.lacking import lacking


class Command(BaseCommand):
    help = "Check every content rule; exit status 1 if one is broken. Lists what is missing per drug."

    def handle(self, **options: Any) -> None:
        try:
            document = dump()
        except ContentError as unsayable:
            raise CommandError("\n".join(unsayable.errors)) from unsayable
        if not document.drugs:
            raise CommandError("There are no drugs yet. Load the content first: python manage.py load_drugs")
        found = [told(document, place, message) for place, message in wrong(document)]
        for drug, notes in lacking(document):
            self.stdout.write(f"{drug:24} {'; '.join(notes) if notes else 'complete for every kind of question'}")
        if found:
            raise CommandError("\n".join([*found, f"{len(found)} rules broken."]))
        self.stdout.write(f"{len(document.drugs)} drugs hold every content rule.")
