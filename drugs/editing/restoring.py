"""An earlier version back into the tables, as a new version: the way back is recorded like any change."""

from typing import Any

import pydantic
from django.core.exceptions import ValidationError
from django.db import transaction

from drugs import models
from drugs.loading import schema
from drugs.loading.dumping import word_entry
from drugs.loading.fact_writing import FactWriter
from drugs.loading.kinds import WORDS
from drugs.loading.recording import Chronicle
from drugs.loading.references import references
from drugs.loading.saying import KIND_OF, fact_said, said_entry, stored
from drugs.loading.writing import Writer
from drugs.models.history import because

LIST_OF = {model: name for name, model in WORDS.items()} | {models.EnemyPair: "enemy_pairs"}


def restore(version: Any, user: Any, reason: str, state: str = models.State.DRAFT) -> None:
    """Make an entry say again what this version says; a fact gets `state`. Raises ValidationError if it cannot."""
    if not version.said or "unfinished" in version.said:
        raise ValidationError("This version holds nothing that could be restored.")
    model = version.instance_type
    try:
        entry = said_entry(model, version.said)
    except pydantic.ValidationError as wrong:
        raise ValidationError(f"The content format has changed since this version: {wrong}") from wrong
    chronicle = Chronicle(reason, user)
    with transaction.atomic(), because(reason):
        if issubclass(model, models.Fact):
            _restore_fact(version, entry.model_copy(update={"state": state}), chronicle)
        else:
            _restore_word(model, entry, chronicle)
        chronicle.write()


def _restore_fact(version: Any, entry: Any, chronicle: Chronicle) -> None:
    model, drug = version.instance_type, version.said["drug"]
    condition = version.said["condition"] if model is models.Standing else ""
    document = _document(model, drug, entry, condition)
    writer = Writer(schema.Document(), chronicle)
    owners = {"drugs": drug, **({"conditions": condition} if condition else {})}
    _refuse_what_is_gone(document, owners, writer)
    writer.cite(set(entry.sources))
    facts = FactWriter(writer.pk, writer.citation, chronicle)
    row = facts.row(model, drug, entry, condition)
    row.pk, row.key = version.id, version.key
    own = stored(model).filter(pk=row.pk)
    if now := own.first():
        row._state.adding, row.position = False, now.position
    row.full_clean()
    if now and now.key != row.key:
        model.objects.filter(pk=row.pk).update(key=row.key)  # a fact is found by its key
    facts.place([(row, entry, fact_said(drug, entry, condition))], own)


def _restore_word(model: type[Any], entry: Any, chronicle: Chronicle) -> None:
    name = LIST_OF[model]
    document = schema.Document.model_construct(**{name: [entry]})
    now = [] if model is models.EnemyPair else [word_entry(row) for row in model.objects.filter(slug=entry.id)]
    writer = Writer(schema.Document.model_construct(**{name: now}), chronicle)
    _refuse_what_is_gone(document, {}, writer)
    writer.write_words(document)
    if not now and model is not models.EnemyPair:  # it was deleted: its past belongs to the row that it is now
        model.history.filter(slug=entry.id).update(id=writer.pk[name][entry.id])


def _document(model: type[Any], drug: str, entry: Any, condition: str) -> schema.Document:
    """Return a document with this one fact, so that its references can be looked up."""
    if model is models.Standing:
        owner = schema.Condition.model_construct(id=condition, therapy=[entry])
        return schema.Document.model_construct(conditions=[owner])
    field = KIND_OF[model].field if model in KIND_OF else "not_associated"
    own = schema.Drug.model_construct(id=drug, classes=[], **{field: [entry]})
    return schema.Document.model_construct(drugs=[own])


def _refuse_what_is_gone(document: schema.Document, owners: dict[str, str], writer: Writer) -> None:
    named = {(kind, slug) for _, kind, slug in references(document)} | set(owners.items())
    if gone := sorted(f"{kind}: {slug}" for kind, slug in named if slug not in writer.pk[kind]):
        raise ValidationError(f"Restore first what this version names and is deleted now: {', '.join(gone)}.")
