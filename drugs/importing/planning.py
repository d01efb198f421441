"""Rows of a table to one planned change of the whole knowledge, checked like content files; nothing is written."""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, field
from difflib import get_close_matches
from typing import Any

from pydantic import ValidationError

from drugs.editing.differences import Difference, differences
from drugs.importing.sheets import Sheet
from drugs.importing.tables import Table, cells, owned
from drugs.loading import schema
from drugs.loading.canonical import canonical_entry
from drugs.loading.checking import told
from drugs.loading.dumping import brief
from drugs.loading.errors import ContentError
from drugs.loading.parsing import Loc
from drugs.loading.reading import undefined, wrong
from drugs.loading.shapes import Scope

Faults = list[tuple[Loc, str]]
IGNORED = {"state"}  # what an import changes is a draft, whatever the file says


@dataclass(frozen=True, slots=True)
class Change:
    """One row that changes or adds an entry."""

    row: int
    name: str
    is_new: bool
    differences: list[Difference]
    fact: str  # id of an existing fact, or of the word that the row is
    drug: str


@dataclass(slots=True)
class Plan:
    """What an import would do: the knowledge as it would be, told row by row."""

    table: Table
    before: schema.Document
    after: schema.Document
    changes: list[Change] = field(default_factory=list)
    unchanged: int = 0

    @property
    def digest(self) -> str:
        """Return a mark of what it does, to tell whether that is still what was shown."""
        said = [(change.row, change.name, [str(each) for each in change.differences]) for change in self.changes]
        return hashlib.sha256(repr(said).encode()).hexdigest()


@dataclass(slots=True)
class _Slot:
    """An entry as it is or will be, and the row that speaks of it."""

    owner: str
    entry: Any
    row: int = 0
    before: Any = None
    fact: str = ""


def plan(table: Table, sheet: Sheet, before: schema.Document) -> Plan:
    """Plan an import of a sheet whose heading fits, or raise ContentError with every error by its row."""
    slots, by_fact = [], {}
    for fact, owner, entry in owned(table, before):
        slots.append(_Slot(owner, entry, before=entry, fact=fact))
        by_fact[fact] = slots[-1]
    names = {_name(table, slot): slot for slot in reversed(slots)}
    owners = {entry.id for entry in getattr(before, table.within)} if table.is_fact else set()
    errors: list[str] = []
    for number, texts in sheet.rows:
        row = dict(zip(sheet.heading, texts, strict=False))
        try:
            slot = _take(table, row, names, by_fact, slots)
            if slot.row:
                raise ContentError([f"it speaks of the same entry as row {slot.row}: keep one of them"])
            slot.row = number
            if table.is_fact and slot.owner not in owners:
                raise ContentError([f"{_owner_column(table)}: there is no '{slot.owner[:80]}'; create it first"])
            errors += _overwrite(table, slot, row)
        except ContentError as refused:
            errors += [f"Row {number}: {error}" for error in refused.errors]
    made = Plan(table, before, _document(table, before, [slot for slot in slots if slot.entry is not None]))
    # Where rows are left out for their errors, what is said of no row may come of that alone.
    errors += [said for row, said in _faults(made, slots) if row or not errors]
    if errors:
        raise ContentError(errors)
    _tell(made, slots)
    return made


def check_heading(table: Table, sheet: Sheet) -> None:
    """Raise ContentError unless the columns are those of the table; it needs nothing that is recorded."""
    errors = []
    for name in sheet.heading:
        if sheet.heading.count(name) > 1:
            errors.append(f"The column '{name}' is there twice: keep one.")
        elif name not in table.names:
            near = get_close_matches(name, table.names, 1)
            meant = f"Did you mean '{near[0]}'?" if near else f"There are: {', '.join(table.names)}."
            errors.append(f"The table of {table.title} has no column '{name[:60]}'. {meant}")
    needed = table.named_by if "fact" not in sheet.heading else ()
    errors += [f"The column '{name}' is missing: it says which entry a row is." for name in needed
               if name not in sheet.heading]  # fmt: skip
    if not sheet.rows:
        errors.append("There is no row below the column names.")
    if errors:
        raise ContentError(list(dict.fromkeys(errors)))


def _name(table: Table, slot: _Slot) -> tuple[str, ...]:
    """Return what makes an entry the same in a table and in the knowledge."""
    entry = slot.entry
    if not table.is_fact:
        return (entry.id,)
    own = {"drug": slot.owner, "condition": slot.owner} | {
        name: getattr(entry, name) for name in type(entry).model_fields
    }
    if table.entry is schema.NotAssociated:
        own["effect"] = entry.effects[0]
    scope = getattr(entry, "scope", Scope())
    return (*(str(own[name]) for name in table.named_by), *scope.model_dump().values())


def _take(
    table: Table, row: dict[str, str], names: dict[Any, _Slot], by_fact: dict[str, _Slot], slots: list[_Slot]
) -> _Slot:
    """Find the entry that a row speaks of, or make a new one."""
    if fact := row.get("fact", ""):
        if fact not in by_fact:
            raise ContentError([f"there is no fact '{fact[:80]}'; leave the cell empty for a new one"])
        return by_fact[fact]
    if missing := [name for name in table.named_by if not row.get(name)]:
        raise ContentError([f"{', '.join(missing)}: needed to say which entry this is"])
    scope = [row.get(f"scope_{name}", "") for name in Scope.model_fields] if table.is_fact else []
    name = (*(row[each] for each in table.named_by), *scope)
    if name not in names:
        slots.append(_Slot(row.get(_owner_column(table), ""), None))
        names[name] = slots[-1]
    return names[name]


def _owner_column(table: Table) -> str:
    return "condition" if table.within == "conditions" else "drug" if table.is_fact else "id"


def _overwrite(table: Table, slot: _Slot, row: dict[str, str]) -> list[str]:
    """Lay the cells of a row over its entry; return what is wrong with them."""
    if slot.before is not None and row.get(_owner_column(table), slot.owner) not in ("", slot.owner):
        told_owner = f"{_owner_column(table)}: the entry belongs to '{slot.owner}', which a row cannot change"
        return [f"Row {slot.row}, {told_owner}"]
    data = {} if slot.before is None else brief(slot.before)
    texts = [] if slot.before is None else cells(table, "", slot.owner, slot.before)
    now = dict(zip(table.names, texts, strict=False))
    errors = []
    for column in table.columns:
        name = str(column.column_name)
        if name not in row or name in IGNORED or name == "fact" or row[name] == now.get(name):
            continue
        try:
            _put(table, data, name, column.clean(row))
        except ValueError as refused:
            errors.append(f"Row {slot.row}, {name}: {refused}")
    try:
        entry = canonical_entry(table.entry.model_validate(data))
    except ValidationError as invalid:
        return errors + [_message(slot.row, error) for error in invalid.errors()]
    if entry != slot.before:
        slot.entry = entry.model_copy(update={"state": "draft"}) if table.is_fact else entry
    return errors


def _put(table: Table, data: dict[str, Any], name: str, value: Any) -> None:
    """Set a field of an entry's data; none means as by default."""
    if name == _owner_column(table) and table.is_fact:
        return  # the entry stands within its owner
    if name.startswith("scope_"):
        scope = {**data.get("scope", {}), name.removeprefix("scope_"): value}
        data["scope"] = {key: text for key, text in scope.items() if text}
    elif table.entry is schema.NotAssociated and name == "effect":
        data["effects"] = [value] if value else []
    elif value is None:
        data.pop(name, None)
    else:
        data[name] = value


def _message(row: int, error: Any) -> str:
    place = ", ".join(str(part) for part in error["loc"] if not isinstance(part, int)) or "row"
    shown = "" if error["type"] == "missing" else f"; found '{str(error['input'])[:60]}'"
    return f"Row {row}, {place}: {error['msg'][0].lower()}{error['msg'][1:]}{shown}"


def _document(table: Table, before: schema.Document, slots: list[_Slot]) -> schema.Document:
    """Return the whole knowledge with the planned entries in it."""
    if not table.is_fact:
        return before.model_copy(update={table.part: [slot.entry for slot in slots]})
    entries: dict[str, list[Any]] = {}
    changed = {slot.owner for slot in slots if slot.entry is not slot.before}
    for slot in slots:
        entries.setdefault(slot.owner, []).append(slot.entry)
    owners = [
        canonical_entry(owner.model_copy(update={table.part: entries[owner.id]})) if owner.id in changed else owner
        for owner in getattr(before, table.within)
    ]
    return before.model_copy(update={table.within: owners})


def _faults(made: Plan, slots: list[_Slot]) -> Iterator[tuple[int, str]]:
    """Yield what the content rules say against the planned knowledge and did not say before; row 0 is none."""
    found = undefined(made.after) or wrong(made.after)
    if not found:
        return
    known = {told(made.before, *fault) for fault in undefined(made.before) or wrong(made.before)}
    rows = {_name(made.table, slot): slot.row for slot in slots if slot.row and slot.entry is not None}
    for place, message in found:
        said = told(made.after, place, message)
        if said not in known:
            row = _row(made, place, rows)
            yield row, f"Row {row}, {said}" if row else said


def _row(made: Plan, place: Loc, rows: dict[Any, int]) -> int:
    table = made.table
    if place[0] not in (table.within, table.part):
        return 0
    owner = getattr(made.after, str(place[0]))[int(place[1])]
    if not table.is_fact:
        return rows.get((owner.id,), 0)
    if place[2] != table.part or len(place) < 4:
        return 0
    entry = getattr(owner, table.part)[int(place[3])]
    return rows.get(_name(table, _Slot(owner.id, entry)), 0)


def _tell(made: Plan, slots: list[_Slot]) -> None:
    for slot in slots:
        if not slot.row:
            continue
        if slot.entry == slot.before:
            made.unchanged += 1
            continue
        old = brief(slot.before) if slot.before is not None else {"state": "draft"} if made.table.is_fact else {}
        name = " / ".join(part for part in _name(made.table, slot) if part)
        drug = getattr(slot.entry, "drug", slot.owner) if made.table.is_fact else ""
        fact = slot.fact if made.table.is_fact else f"{made.table.slug.removesuffix('s')}/{slot.owner}"
        told_differences = differences(old, brief(slot.entry))
        made.changes.append(Change(slot.row, name, slot.before is None, told_differences, fact, drug))
    made.changes.sort(key=lambda change: change.row)
