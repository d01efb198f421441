"""Prints freshly generated items as JSON Lines; reads the database and writes nothing."""

import json
import sys
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from drugs.models import Drug
from questions.bank.sources import load_facts
from questions.generator.build import generate
from questions.generator.proving import Report
from questions.generator.recipe import registry
from questions.generator.testwise import BankReport, bank_report


class Command(BaseCommand):
    help = "Print generated items as JSON Lines. The same database and seed give the same bytes."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--seed", type=int, default=1, help="whole number; default 1")
        parser.add_argument("--count", type=int, default=10, help="how many items; default 10")
        parser.add_argument("--recipe", choices=sorted(registry()), help="only this kind of question")
        parser.add_argument("--drug", help="only this drug, by its id, for example infliximab")
        parser.add_argument("--step", type=int, choices=[1, 2, 3], help="only questions of this step")
        parser.add_argument("--report", action="store_true", help="refusals and what the items betray, on stderr")

    def handle(self, **options: Any) -> None:
        if options["count"] < 1:
            raise CommandError("--count must be 1 or more.")
        drug = options["drug"]
        if drug and not Drug.objects.filter(slug=drug).exists():
            raise CommandError(f"There is no drug '{drug}'. The ids are those of the content files.")
        report = Report()
        forms = []
        for item in generate(
            load_facts(),
            options["seed"],
            options["count"],
            report,
            recipes=[options["recipe"]] if options["recipe"] else None,
            drugs=[drug] if drug else None,
            step=options["step"],
        ):
            forms.append(item.as_json())
            self.stdout.write(json.dumps(forms[-1], ensure_ascii=False))
            self._progress(len(forms), options["count"])
        made = len(forms)
        if options["report"]:
            for reason, count in report.refused.most_common():
                self.stderr.write(f"{count:7}  {reason}")
            if forms:
                self._betrayed(bank_report(forms))
        if made == 0:
            raise CommandError("The facts support no such item; --report tells why.")
        if made < options["count"]:
            self.stderr.write(f"The facts support {made} different items of this kind, not {options['count']}.")

    def _betrayed(self, bank: BankReport) -> None:
        """Tell what the items as a whole betray to a reader who knows no medicine; chance is 20 %."""
        places = ", ".join(f"{letter} {count}" for letter, count in bank.positions.items())
        self.stderr.write(f"Keys: {places} (p of equal shares {bank.position_p:.3f})")
        for strategy, share in bank.strategies.items():
            self.stderr.write(f"{share:7.1%}  right by: {strategy}")
        for recipe, share in sorted(bank.lead_ins.items()):
            self.stderr.write(f"{share:7.1%}  most used lead-in of {recipe}")
        self.stderr.write(f"{bank.duplicates} duplicates, {bank.too_similar} too like another of their concept")

    def _progress(self, made: int, wanted: int) -> None:
        if sys.stderr.isatty() and (made % 50 == 0 or made == wanted):
            self.stderr.write(f"\r{made} of {wanted} items", ending="\n" if made == wanted else "")
