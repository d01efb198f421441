"""A file into the knowledge in two steps: shown first, then carried out if it would still do what was shown."""

from collections.abc import Iterator
from typing import Any

from django.db import transaction

from drugs.importing.planning import Plan, check_heading, plan
from drugs.importing.sheets import read
from drugs.importing.tables import Table, cells, owned
from drugs.loading.dumping import dump
from drugs.loading.fingerprint import content_fingerprint
from drugs.loading.loading import store
from drugs.models.history import because

REASON = "import"


class Outdated(Exception):
    """The import would not do any more what was shown; `plan` is what it would do now."""

    def __init__(self, plan: Plan) -> None:
        super().__init__("The knowledge changed since the import was shown.")
        self.plan = plan


def prepare(table: Table, data: bytes) -> Plan:
    """Return what a file would change, or raise ContentError with every error by its row."""
    sheet = read(data)
    check_heading(table, sheet)  # before the knowledge is read, which takes a second or two
    return plan(table, sheet, dump())


def carry_out(table: Table, data: bytes, digest: str, user: Any, name: str) -> Plan:
    """Import a file, all or nothing; raises Outdated unless `digest` is that of what it does.

    It is worked out before the transaction: SQLite has one writer, and learners wait for it.
    """
    state = content_fingerprint()
    made = prepare(table, data)
    with transaction.atomic(), because(REASON):
        if content_fingerprint() != state:
            made = prepare(table, data)
        if made.digest != digest:
            raise Outdated(made)
        store(made.before, made.after, user, f"{REASON} of {name}"[:200])
    return made


def as_approved(made: Plan) -> None:
    """Write what a plan would come to once it is approved; for a look at it, within a transaction to be undone."""
    table = made.table
    after = made.after
    if table.is_fact:
        owners = [
            owner.model_copy(
                update={table.part: [_approved(entry, known) for entry in getattr(owner, table.part)]}
            )
            for owner, known in _with_drafts(made)
        ]
        after = after.model_copy(update={table.within: owners})
    store(made.before, after, None, REASON)


def _with_drafts(made: Plan) -> Iterator[tuple[Any, list[Any]]]:
    """Yield every owner with the facts that it had before."""
    before = {owner.id: getattr(owner, made.table.part) for owner in getattr(made.before, made.table.within)}
    for owner in getattr(made.after, made.table.within):
        yield owner, before.get(owner.id, [])


def _approved(entry: Any, known: list[Any]) -> Any:
    return entry if entry in known else entry.model_copy(update={"state": "reviewed"})


def rows_of(table: Table, drug: str = "") -> list[list[str]]:
    """Return the rows of a table, of one drug if it is named."""
    rows = [cells(table, *row) for row in owned(table, dump())]
    place = table.names.index("drug") if drug and table.is_fact else -1
    return [row for row in rows if place < 0 or row[place] == drug]
