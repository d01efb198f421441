"""Judges a bank on the 19 flaw criteria and the bank-level targets: the stored items, or a file of any items."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, BinaryIO

from django.core.management.base import BaseCommand, CommandError

from questions.bank.reports import ONE_SIDED, Report, as_json, report_on, stored_items
from questions.generator.appraisal import EXAMPLES
from questions.generator.entities import one_sided
from questions.generator.foreign import Bank, read_bank

UNREADABLE, BAD_INPUT = 1, 2  # exit statuses
MOST_ERRORS = 100  # lines named before the rest is only counted
STEP = 200  # items from one sign of progress to the next
VERDICTS = {True: "yes", False: "NO", None: "too few to tell"}


class Command(BaseCommand):
    help = (
        "Judge items on the 19 flaw criteria and the bank-level targets. FILE holds one JSON object a line with "
        "stem, lead_in and options (text, correct); without it the active items of the bank are judged. "
        "Exit status: 0 when all lines were read, 1 when some were not (with --strict also when anything is "
        "found), 2 when there was nothing to judge."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", nargs="?", metavar="FILE", help="JSON Lines in UTF-8; - reads standard input")
        parser.add_argument(
            "--examples", type=int, default=EXAMPLES, help=f"items named for each flaw; default {EXAMPLES}"
        )
        parser.add_argument("--json", action="store_true", help="print the report as one JSON object")
        parser.add_argument("--strict", action="store_true", help="exit status 1 for any flaw or missed target")

    def handle(self, **options: Any) -> None:
        if options["examples"] < 0:
            raise CommandError("--examples must be 0 or more.", returncode=BAD_INPUT)
        bank = self._read(options["file"])
        for line, why in bank.errors[:MOST_ERRORS]:
            self.stderr.write(f"line {line}: {why}")
        if len(bank.errors) > MOST_ERRORS:
            self.stderr.write(f"and {_counted(len(bank.errors) - MOST_ERRORS, 'line')} more")
        if not bank.items:
            why = f"There is no item: {_counted(len(bank.errors), 'line')} could not be read."
            raise CommandError(why, returncode=UNREADABLE)
        report = report_on(bank.items, bank.errors, options["examples"], self._progress)
        if options["json"]:
            self.stdout.write(json.dumps(as_json(report), ensure_ascii=False, indent=2))
        else:
            for text in _lines(report):
                self.stdout.write(text)
        if bank.errors:
            raise CommandError(f"{_counted(len(bank.errors), 'line')} could not be read.", returncode=UNREADABLE)
        found, missed = report.appraisal.flawed, report.appraisal.missed
        if options["strict"] and (found or missed):
            why = f"{_counted(found, 'item')} with a flaw, {_counted(missed, 'target')} missed."
            raise CommandError(why, returncode=UNREADABLE)

    def _read(self, name: str | None) -> Bank:
        """Return the items to judge and the lines that hold none; at least one of either."""
        if name is None:
            bank, empty = Bank(stored_items()), "The bank has no active items: stock it, or name a file."
        else:
            with _opened(name) as lines:
                bank, empty = read_bank(lines), "The file is empty: it should hold one item a line."
        if not bank.items and not bank.errors:
            raise CommandError(empty, returncode=BAD_INPUT)
        return bank

    def _progress(self, done: int, of: int) -> None:
        if sys.stderr.isatty() and (done % STEP == 0 or done == of):
            last = "; comparing them with each other\n" if done == of else ""
            self.stderr.write(f"\r{done:,} of {of:,} items judged{last}", ending="")
            self.stderr.flush()


@contextmanager
def _opened(name: str) -> Iterator[BinaryIO]:
    if name == "-":
        yield sys.stdin.buffer
        return
    try:
        with Path(name).open("rb") as lines:
            yield lines
    except OSError as wrong:
        raise CommandError(f"{name} cannot be read: {wrong.strerror}.", returncode=BAD_INPUT) from wrong


def _counted(number: int, unit: str) -> str:
    return f"{number:,} {unit}{'' if number == 1 else 's'}"


def _lines(report: Report) -> Iterator[str]:
    """Yield the report as text."""
    judged = report.appraisal
    share = judged.flawed / judged.items
    yield f"{_counted(judged.items, 'item')}, {judged.flawed:,} of them ({share:.1%}) with a flaw."
    if report.errors:
        yield f"Left out: {_counted(len(report.errors), 'line')} that could not be read."
    yield f"\n{'Flaw':32}{'items':>8}{'share':>8}  judged by text"
    for each in judged.counts:
        yield f"{each.criterion.title:32}{each.count:8,}{each.share:8.1%}  {each.criterion.judged}"
        for example in each.examples:
            yield f"    {report.where(example.place)}: {example.evidence}"
    yield f"\n{'Bank':72}{'value':>9}  {'target':14}holds"
    for figure in judged.figures:
        yield f"{figure.title:72}{figure.shown:>9}  {figure.target:14}{VERDICTS[figure.holds]}"
    yield "Keys: " + ", ".join(f"{letter} {count:,}" for letter, count in judged.bank.positions.items())
    if judged.bank.nearest:
        one, other, likeness = judged.bank.nearest
        yield f"Nearest stems: {report.where(other)} and {report.where(one)}, {likeness:.0%} the same."
    yield from _by_kind(report)
    if entities := one_sided(judged.bank.entities, ONE_SIDED):
        yield f"\n{'Entities that are the key too often or too seldom':64}{'key':>6}{'distractor':>12}"
        for entity in entities:
            yield f"{entity.text[:62]:64}{entity.keys:6,}{entity.distractors:12,}"


def _by_kind(report: Report) -> Iterator[str]:
    yield f"\n{'Words with lead-in':28}{'items':>7}  {'10th-median-90th':18}{'published':18}grade  top lead-in"
    for own in report.appraisal.lengths:
        ours, published = f"{own.low}-{own.middle}-{own.high}", "-".join(map(str, own.published))
        lead_in = report.appraisal.bank.lead_ins[own.recipe]
        yield f"{own.recipe[:27]:28}{own.items:7,}  {ours:18}{published:18}{own.grade:5.1f}  {lead_in:.1%}"
