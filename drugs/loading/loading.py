"""A document into rows: idempotent, all or nothing; only entries that differ are written."""

from collections import Counter
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

from drugs import models
from drugs.loading import schema
from drugs.loading.canonical import canonical
from drugs.loading.dumping import dump
from drugs.loading.kinds import WORDS, tables
from drugs.loading.reading import Reading, identity
from drugs.loading.recording import Chronicle
from drugs.loading.writing import Writer, cited_texts
from drugs.models.history import because

MANY = 100  # entries written at once that change what the database should know of its tables


@dataclass(slots=True)
class LoadReport:
    """Entries created, changed, unchanged and deleted, by list name."""

    created: Counter[str] = field(default_factory=Counter)
    changed: Counter[str] = field(default_factory=Counter)
    unchanged: Counter[str] = field(default_factory=Counter)
    deleted: Counter[str] = field(default_factory=Counter)


def load(reading: Reading, complete: bool, user: Any = None, reason: str = "load") -> LoadReport:
    """Write what differs. `complete` says that the document is all there is: other entries are deleted.

    `user` and `reason` stand in the history of what changes.
    """
    with transaction.atomic(), because(reason):
        before = dump()
        (reading if complete else reading.over(before)).check()
        wanted = canonical(reading.document)
        report = store(before, wanted, user, reason)
        if complete:
            _delete_others(wanted, report)
    return report


def store(before: schema.Document, wanted: schema.Document, user: Any, reason: str) -> LoadReport:
    """Write the entries that are not as they were before; both documents are checked and in the one order."""
    report = LoadReport()
    todo = _compare(before, wanted, report)
    Writer(before, Chronicle(reason, user)).write(schema.Document.model_construct(**todo))
    if sum(map(len, todo.values())) >= MANY:
        _count_anew()
    return report


def _count_anew() -> None:
    """Have PostgreSQL count its rows: while it takes full tables for empty ones, reading them takes minutes."""
    if connection.vendor == "postgresql":
        names = ", ".join(connection.ops.quote_name(name) for name in sorted(tables()))
        with connection.cursor() as cursor:
            cursor.execute(f"ANALYZE {names}")


def _compare(before: schema.Document, wanted: schema.Document, report: LoadReport) -> dict[str, list[Any]]:
    """Sort the wanted entries into created, changed and unchanged; return those to write."""
    todo: dict[str, list[Any]] = {}
    for name in schema.Document.model_fields:
        known = {identity(name, entry): entry for entry in getattr(before, name)}
        todo[name] = []
        for entry in getattr(wanted, name):
            old = known.get(identity(name, entry))
            if old == entry:
                report.unchanged[name] += 1
                continue
            (report.changed if old else report.created)[name] += 1
            todo[name].append(entry)
    return todo


def _delete_others(wanted: schema.Document, report: LoadReport) -> None:
    """Delete what the complete content no longer has; drugs first, since vocabulary is protected by facts."""
    pairs = {identity("enemy_pairs", pair) for pair in wanted.enemy_pairs}
    for pair in models.EnemyPair.objects.select_related("first", "second"):
        if tuple(sorted((pair.first.slug, pair.second.slug))) not in pairs:
            pair.delete()
            report.deleted["enemy_pairs"] += 1
    for name in ("drugs", "effects", "conditions", "agents", "circumstances", "tests", "mechanisms", "targets",
                 "classes"):  # fmt: skip
        _delete_gone(name, wanted, report)
    cited = cited_texts(wanted)
    unused = [row.pk for row in models.Citation.objects.select_related("source") if str(row) not in cited]
    models.Citation.objects.filter(pk__in=unused).delete()
    _delete_gone("sources", wanted, report)


def _delete_gone(name: str, wanted: schema.Document, report: LoadReport) -> None:
    gone = WORDS[name].objects.exclude(slug__in=[entry.id for entry in getattr(wanted, name)])
    if name in ("effects", "conditions", "classes"):
        gone.update(parent=None)  # else a broader entry could not go together with its narrower ones
    report.deleted[name] += gone.count()
    gone.delete()
