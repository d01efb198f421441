"""Which tables there are, which columns each has, and the whole knowledge as their rows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from import_export.fields import Field
from pydantic.fields import FieldInfo

from drugs import models
from drugs.importing.columns import column
from drugs.loading import schema
from drugs.loading.kinds import FACT_KINDS, SCOPE_FIELDS
from drugs.loading.shapes import Slug

# Too deep for a cell: edited on the entry's own page.
UNTABULAR = {"findings", "vitals", "therapy", "told_apart", "scope"}
DERIVED = {"target", "genes", "action"}  # in a drug's mechanism
NAME = FieldInfo(annotation=str)


@dataclass(frozen=True, slots=True)
class Table:
    """One kind of entry as a table.

    `within` is the list of the document whose entries hold these facts, empty for entries of their own;
    `part` is the list that they stand in; `named_by` are the columns that say which entry a row is.
    """

    slug: str
    title: str
    entry: type[schema.Entry]
    model: type[Any]
    within: str
    part: str
    named_by: tuple[str, ...]
    columns: tuple[Field, ...]

    @property
    def names(self) -> list[str]:
        return [str(each.column_name) for each in self.columns]

    @property
    def is_fact(self) -> bool:
        return bool(self.within)


def _own(entry: type[schema.Entry]) -> list[Field]:
    left_out = UNTABULAR | (DERIVED if entry is schema.DrugMechanism else set())
    fields = [(name, field) for name, field in entry.model_fields.items() if name not in left_out]
    late = ("note", "sources", "state")  # what every fact has comes last
    fields.sort(key=lambda pair: late.index(pair[0]) if pair[0] in late else -1)
    return [column(name, field) for name, field in fields]


def _scope() -> list[Field]:
    return [column(f"scope_{name}", FieldInfo(annotation=str), f"scope__{name}") for name in SCOPE_FIELDS]


def _fact_table(field: str, entry: type[schema.Entry], model: Any, named_by: tuple[str, ...]) -> Table:
    lead = [column("fact", NAME), column("drug", FieldInfo(annotation=Slug))]
    own = [each for each in _own(entry) if each.column_name != "drug"]
    if entry is schema.Standing:
        lead.append(column("condition", FieldInfo(annotation=Slug)))
    if entry is schema.NotAssociated:
        lead.append(column("effect", FieldInfo(annotation=Slug)))
        own = [each for each in own if each.column_name != "effects"]
    elif issubclass(entry, schema.Fact):
        own = [*own[:-3], *_scope(), *own[-3:]]
    return Table(
        slug=field.replace("_", "-"),
        title=str(model._meta.verbose_name_plural),
        entry=entry,
        model=model,
        within="conditions" if entry is schema.Standing else "drugs",
        part=field,
        named_by=("drug", *named_by),
        columns=(*lead, *own),
    )


def _word_table(name: str, entry: type[schema.Entry], model: Any) -> Table:
    return Table(name, str(model._meta.verbose_name_plural), entry, model, "", name, ("id",), tuple(_own(entry)))


TABLES = {
    table.slug: table
    for table in (
        *(_fact_table(kind.field, kind.entry, kind.model, kind.named_by) for kind in FACT_KINDS),
        _fact_table("not_associated", schema.NotAssociated, models.NotAssociated, ("effect",)),
        _fact_table("therapy", schema.Standing, models.Standing, ("condition",)),
        _word_table("sources", schema.Source, models.Source),
        _word_table("conditions", schema.Condition, models.Condition),
        _word_table("effects", schema.Effect, models.Effect),
    )
}


def owned(table: Table, document: schema.Document) -> Iterator[tuple[str, str, Any]]:
    """Yield (fact id, owner's id, entry) for everything that is a row of the table, in the document's order."""
    if not table.is_fact:
        yield from (("", entry.id, entry) for entry in getattr(document, table.part))
        return
    keys = fact_ids(table)
    for owner in getattr(document, table.within):
        for number, entry in enumerate(getattr(owner, table.part)):
            yield _fact_id(table, keys, owner.id, number, entry), owner.id, entry


def _fact_id(table: Table, keys: dict[str, list[str]], owner: str, number: int, entry: Any) -> str:
    if table.entry is schema.NotAssociated:
        return f"{owner}/not-associated/{entry.effects[0]}"
    if table.entry is schema.Standing:
        return f"{entry.drug}/standing/{owner}"
    return keys[owner][number]


def fact_ids(table: Table) -> dict[str, list[str]]:
    """Return the fact ids of each drug in the order in which a dump says the facts."""
    found: dict[str, list[str]] = {}
    for drug, key in table.model.objects.values_list("drug__slug", "key"):
        found.setdefault(drug, []).append(key)
    return found


def cells(table: Table, fact: str, owner: str, entry: Any) -> list[str]:
    """Return one row as texts."""
    said: dict[str, Any] = {name: getattr(entry, name) for name in type(entry).model_fields}
    if table.is_fact:
        said |= {"fact": fact, "drug": said.get("drug", owner)}
    if table.entry is schema.Standing:
        said["condition"] = owner
    if table.entry is schema.NotAssociated:
        said["effect"] = entry.effects[0]
    return [str(each.export(said)) for each in table.columns]
