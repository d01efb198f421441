"""Entries into rows: what differs is written in bulk, in the order in which entries refer to each other."""

from collections.abc import Iterable
from typing import Any

from drugs import models
from drugs.loading import schema
from drugs.loading.fact_writing import FactWriter, cite
from drugs.loading.kinds import WORDS, span_columns
from drugs.loading.recording import Chronicle
from drugs.loading.saying import entry_said


def cited_texts(document: schema.Document) -> set[str]:
    """Return the text of every citation in the document."""
    texts: set[str] = set()
    for entry in (*document.conditions, *document.effects, *document.drugs):
        texts.update(getattr(entry, "sources", ()))
        for field_name in type(entry).model_fields:
            value = getattr(entry, field_name)
            if isinstance(value, list):
                texts.update(text for part in value for text in getattr(part, "sources", ()))
    return texts


class Writer:
    """Writes entries in the order in which they refer to each other."""

    def __init__(self, before: schema.Document, chronicle: Chronicle) -> None:
        self.before = {(name, entry.id): entry for name in WORDS for entry in getattr(before, name)}
        self.chronicle = chronicle
        self.pk = {name: dict(model.objects.values_list("slug", "pk")) for name, model in WORDS.items()}
        self.citation: dict[str, int] = {}

    def write(self, todo: schema.Document) -> None:
        """Write entries with all their facts."""
        self.write_words(todo)
        facts = FactWriter(self.pk, self.citation, self.chronicle)
        facts.of_drugs(todo.drugs)
        facts.of_conditions(todo.conditions)
        self.chronicle.write()

    def write_words(self, todo: schema.Document) -> None:
        """Write what entries say by themselves; the facts of drugs and conditions stay as they are."""
        self._rows("sources", todo.sources, lambda e: e.model_dump(exclude={"id"}))
        self.cite(cited_texts(todo))
        self._rows("classes", todo.classes, lambda e: e.model_dump(include={"name", "singular", "category"}))
        self._rows("targets", todo.targets, lambda e: e.model_dump(include={"name", "kind", "genes"}))
        self._rows("mechanisms", todo.mechanisms, self._mechanism)
        self._rows("tests", todo.tests, lambda e: {"name": e.name})
        self._rows("circumstances", todo.circumstances, lambda e: {"name": e.name, "clause": e.clause})
        self._rows("conditions", todo.conditions, self._condition)
        self._rows("effects", todo.effects, self._effect)
        self._rows("drugs", todo.drugs, self._drug)
        self._rows(
            "agents",
            todo.agents,
            lambda e: {"name": e.name, "example": e.example, "drug_id": self._id("drugs", e.drug)},
        )
        self._parents("classes", todo.classes)
        self._parents("conditions", todo.conditions)
        self._parents("effects", todo.effects)
        self._link("targets", todo.targets, "includes", "targets")
        self._link("tests", todo.tests, "includes", "tests")
        self._link("mechanisms", todo.mechanisms, "overlaps", "mechanisms")
        self._link("effects", todo.effects, "overlaps", "effects")
        self._link("effects", todo.effects, "confounders", "conditions")
        self._link("drugs", todo.drugs, "classes", "classes")
        self._link("drugs", todo.drugs, "same_as", "drugs")
        self._pictures(todo)
        for pair in todo.enemy_pairs:
            self._enemies(pair)
        self._record_words(todo)

    def _enemies(self, pair: schema.EnemyPair) -> None:
        first, second = (self._id("drugs", drug) for drug in pair.drugs)
        models.EnemyPair.objects.update_or_create(  # records itself
            first_id=first, second_id=second, defaults={"reason": pair.reason}
        )

    def _record_words(self, todo: schema.Document) -> None:
        """Record the entries whose own words changed; a drug's facts and a condition's therapy record theirs."""
        for name, model in WORDS.items():
            for entry in getattr(todo, name):
                old, said = self.before.get((name, entry.id)), entry_said(entry)
                if old is None or entry_said(old) != said:
                    row = model(pk=self.pk[name][entry.id], slug=entry.id)
                    self.chronicle.add(row, said, created=old is None)

    def _id(self, name: str, slug: str | None) -> int | None:
        return None if slug is None else self.pk[name][slug]

    def _rows(self, name: str, entries: Iterable[Any], columns: Any) -> None:
        """Insert or update rows by slug and remember their primary keys."""
        model = WORDS[name]
        rows = [model(slug=entry.id, **columns(entry)) for entry in entries]
        if not rows:
            return
        fields = [
            column.name for column in model._meta.concrete_fields if column.name not in ("id", "slug", "parent")
        ]
        model.objects.bulk_create(
            rows, update_conflicts=True, unique_fields=["slug"], update_fields=fields, batch_size=100
        )
        self.pk[name] = dict(model.objects.values_list("slug", "pk"))

    def _parents(self, name: str, entries: Iterable[Any]) -> None:
        for entry in entries:
            WORDS[name].objects.filter(slug=entry.id).update(parent_id=self._id(name, entry.parent))

    def _link(self, name: str, entries: Iterable[Any], attribute: str, other: str) -> None:
        """Set a many-to-many relation of the entries."""
        field = WORDS[name]._meta.get_field(attribute)
        through, own, far = field.remote_field.through, field.m2m_column_name(), field.m2m_reverse_name()
        rows = [(self.pk[name][entry.id], getattr(entry, attribute)) for entry in entries]
        through.objects.filter(**{f"{own}__in": [pk for pk, _ in rows]}).delete()
        through.objects.bulk_create(
            [through(**{own: pk, far: self.pk[other][slug]}) for pk, slugs in rows for slug in slugs],
            batch_size=400,
        )

    def cite(self, texts: set[str]) -> None:
        """Make every citation that the entries use, and remember them by their text."""
        pairs = [
            (self.pk["sources"][source], section) for source, _, section in (text.partition("#") for text in texts)
        ]
        rows = [models.Citation(source_id=source, section=section) for source, section in pairs]
        models.Citation.objects.bulk_create(rows, ignore_conflicts=True, batch_size=400)
        self.citation = {str(row): row.pk for row in models.Citation.objects.select_related("source")}

    def _mechanism(self, entry: schema.Mechanism) -> dict[str, Any]:
        columns = entry.model_dump(include={"action", "option", "downstream"})
        return {**columns, "target_id": self._id("targets", entry.target)}

    def _picture(self, entry: schema.Picture) -> dict[str, Any]:
        columns = entry.model_dump(include={"name", "female_share", "settings", "complaints", "summary"})
        age = entry.age or [None, None]
        vitals = entry.vitals.model_dump(exclude_none=True)
        return {**columns, "age_from": age[0], "age_to": age[1], "vitals": vitals} | span_columns(
            "duration", entry.duration
        )

    def _condition(self, entry: schema.Condition) -> dict[str, Any]:
        return self._picture(entry) | entry.model_dump(include={"system", "course", "background"})

    def _effect(self, entry: schema.Effect) -> dict[str, Any]:
        own = entry.model_dump(include={"group", "routes", "dangerous", "timing"})
        return self._picture(entry) | own | span_columns("onset", entry.onset)

    def _drug(self, entry: schema.Drug) -> dict[str, Any]:
        copied = {"name", "category", "molecule", "routes", "brand_names", "name_stems", "pearl", "box"}
        return {
            **entry.model_dump(include=copied),
            "identifiers": entry.identifiers.model_dump(exclude_defaults=True),
            "active_form": entry.active_form or "",
            **{f"{name}_closed": getattr(entry.closed, name) for name in schema.CLOSED},
        }

    def _pictures(self, todo: schema.Document) -> None:
        findings, distinctions = [], []
        for name, owner in (("conditions", "condition_id"), ("effects", "effect_id")):
            entries = getattr(todo, name)
            pks = [self.pk[name][entry.id] for entry in entries]
            models.Finding.objects.filter(**{f"{owner}__in": pks}).delete()
            cite(WORDS[name], [(pk, e.sources) for pk, e in zip(pks, entries, strict=True)], self.citation)
            for pk, entry in zip(pks, entries, strict=True):
                findings += [
                    models.Finding(**{owner: pk}, position=n, part=f.part, decisive=f.decisive, phrasings=f.text)
                    for n, f in enumerate(entry.findings)
                ]
        effects = {self.pk["effects"][entry.id]: entry for entry in todo.effects}
        models.Distinction.objects.filter(effect_id__in=effects).delete()
        for pk, entry in effects.items():
            distinctions += [
                models.Distinction(
                    effect_id=pk, other_id=self.pk["effects"][d.other], because=d.because, position=n
                )
                for n, d in enumerate(entry.told_apart)
            ]
        models.Finding.objects.bulk_create(findings, batch_size=200)
        models.Distinction.objects.bulk_create(distinctions, batch_size=200)
