"""Facts into rows, in place by their key: what is unchanged stays, and keeps its primary key and history."""

from typing import Any

from django.db.models import QuerySet

from drugs import models
from drugs.loading import schema
from drugs.loading.kinds import FACT_KINDS, SCOPE_FIELDS, FactKind, fact_key, span_columns
from drugs.loading.recording import Chronicle
from drugs.loading.saying import KIND_OF, Saying, fact_said, row_said, stored

Wanted = tuple[Any, Any, Saying]  # the row as it shall be, the entry it comes from, what the entry says
LISTS = {"mechanism": "mechanisms", "condition": "conditions", "effect": "effects", "test": "tests",
         "circumstance": "circumstances", "agent": "agents"}  # fmt: skip


def cite(model: type[Any], rows: list[tuple[int, list[str]]], citation: dict[str, int]) -> None:
    """Set the citations of rows given as (primary key, citation texts)."""
    field = model._meta.get_field("citations")
    through, own = field.remote_field.through, field.m2m_column_name()
    through.objects.filter(**{f"{own}__in": [pk for pk, _ in rows]}).delete()
    through.objects.bulk_create(
        [through(**{own: pk, "citation_id": citation[text]}) for pk, texts in rows for text in texts],
        batch_size=400,
    )


class FactWriter:
    """Writes the facts of entries whose words, drugs and citations are rows already."""

    def __init__(self, pk: dict[str, dict[str, int]], citation: dict[str, int], chronicle: Chronicle) -> None:
        self.pk, self.citation, self.chronicle = pk, citation, chronicle

    def of_drugs(self, drugs: list[schema.Drug]) -> None:
        """Make these the facts of the given drugs."""
        pks = [self.pk["drugs"][drug.id] for drug in drugs]
        taken: set[str] = set()
        for kind in FACT_KINDS:
            wanted: list[Wanted] = []
            for drug in drugs:
                for position, entry in enumerate(getattr(drug, kind.field)):
                    row = self.row(kind.model, drug.id, entry)
                    names = [str(getattr(entry, name)) for name in kind.named_by]
                    row.key = fact_key(drug.id, kind.model.KIND, names, entry.scope, taken)
                    row.position = position
                    wanted.append((row, entry, fact_said(drug.id, entry)))
            self.place(wanted, stored(kind.model).filter(drug__in=pks))
        negatives: list[Wanted] = []
        for drug in drugs:
            for entry in drug.not_associated:
                row = self.row(models.NotAssociated, drug.id, entry)
                row.key = f"{drug.id}/not-associated/{entry.effects[0]}"
                negatives.append((row, entry, fact_said(drug.id, entry)))
        self.place(negatives, stored(models.NotAssociated).filter(drug__in=pks))

    def of_conditions(self, conditions: list[schema.Condition]) -> None:
        """Make these the standings of drugs in the given conditions."""
        wanted: list[Wanted] = []
        for condition in conditions:
            for position, entry in enumerate(condition.therapy):
                row = self.row(models.Standing, entry.drug, entry, condition.id)
                row.key, row.position = f"{entry.drug}/standing/{condition.id}", position
                wanted.append((row, entry, fact_said(entry.drug, entry, condition.id)))
        pks = [self.pk["conditions"][condition.id] for condition in conditions]
        self.place(wanted, stored(models.Standing).filter(condition__in=pks))

    def place(self, wanted: list[Wanted], stored_rows: QuerySet[Any]) -> None:
        """Make the wanted facts the only ones among the stored rows."""
        old = {row.key: row for row in stored_rows}
        keys = {row.key for row, *_ in wanted}
        for key, row in old.items():
            if key not in keys:
                row.delete()  # one by one: each leaves its last version
        written: list[Wanted] = []
        for row, entry, said in wanted:
            before = old.get(row.key)
            same = before is not None and row_said(before) == said
            if before is not None and same and before.position == row.position:
                continue
            written.append((row, entry, said))
            row.unchanged = same  # only its place among the others is new
        self._write(written, set(old))

    def _write(self, written: list[Wanted], old: set[str]) -> None:
        if not written:
            return
        rows = [row for row, *_ in written]
        model = type(rows[0])
        columns = [field.name for field in model._meta.concrete_fields if field.name not in ("id", "key")]
        model.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["key"], update_fields=columns, batch_size=200
        )
        changed = [(row, entry, said) for row, entry, said in written if not row.unchanged]
        cite(model, [(row.pk, entry.sources) for row, entry, _ in changed], self.citation)
        if model is models.Indication:
            self._regimens([(row, entry) for row, entry, _ in changed])
        for row, _, said in changed:
            self.chronicle.add(row, said, created=row.key not in old)

    def _regimens(self, rows: list[tuple[models.Indication, schema.Indication]]) -> None:
        models.Regimen.objects.filter(indication__in=[row.pk for row, _ in rows]).delete()
        models.Regimen.objects.bulk_create(
            [
                models.Regimen(indication_id=row.pk, position=n, **regimen.model_dump())
                for row, entry in rows
                for n, regimen in enumerate(entry.regimens)
            ],
            batch_size=200,
        )

    def row(self, model: type[Any], drug: str, entry: Any, condition: str = "") -> Any:
        """Return a new row that says what the entry says; its key and position are the caller's."""
        row = model(drug_id=self.pk["drugs"][drug], state=entry.state)
        if isinstance(entry, schema.Fact):
            row.note = entry.note
            for name in SCOPE_FIELDS:
                setattr(row, f"scope_{name}", getattr(entry.scope, name))
        if model is models.NotAssociated:
            row.effect_id, row.reviewed = self.pk["effects"][entry.effects[0]], entry.reviewed
        elif model is models.Standing:
            row.condition_id = self.pk["conditions"][condition]
            row.standing, row.reason = entry.standing, entry.reason
        else:
            self._fill(row, KIND_OF[model], entry)
        return row

    def _fill(self, row: Any, kind: FactKind, entry: Any) -> None:
        for name in kind.values:
            setattr(row, name, getattr(entry, name))
        for name in kind.refs:
            slug = getattr(entry, name)
            setattr(row, f"{name}_id", None if slug is None else self.pk[LISTS[name]][slug])
        if kind.model is models.AdverseEffect:
            for column, value in span_columns("onset", entry.onset).items():
                setattr(row, column, value)
