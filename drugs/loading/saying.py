"""One row or entry as history keeps it: in the content format, without what has a history of its own."""

from typing import Any

from drugs import models
from drugs.loading import schema
from drugs.loading.canonical import canonical_fact
from drugs.loading.dumping import (
    CITATIONS,
    brief,
    fact_entry,
    fact_rows,
    negative_entry,
    standing_entry,
    word_entry,
)
from drugs.loading.kinds import FACT_KINDS

Saying = dict[str, Any]
KIND_OF = {kind.model: kind for kind in FACT_KINDS}
WORD_SCHEMAS: dict[type[Any], type[schema.Entry]] = {
    models.Source: schema.Source,
    models.DrugClass: schema.DrugClass,
    models.Target: schema.Target,
    models.Mechanism: schema.Mechanism,
    models.Test: schema.Test,
    models.Circumstance: schema.Circumstance,
    models.Agent: schema.Agent,
    models.Condition: schema.Condition,
    models.Effect: schema.Effect,
    models.Drug: schema.Drug,
    models.EnemyPair: schema.EnemyPair,
}
# Lists of an entry that are facts: each fact has its own history.
FACT_LISTS = {kind.field for kind in FACT_KINDS} | {"not_associated", "therapy"}


def entry_said(entry: schema.Entry) -> Saying:
    """Return what an entry says by itself, without its facts."""
    return {name: value for name, value in brief(entry).items() if name not in FACT_LISTS}


def fact_said(drug: str, entry: schema.Fact | schema.NotAssociated, condition: str = "") -> Saying:
    """Return what a fact says; it stands outside its drug, so the drug is named."""
    if isinstance(entry, schema.Fact):
        entry = canonical_fact(entry)
    else:
        entry = entry.model_copy(update={"sources": sorted(entry.sources)})
    place = {"drug": drug, "condition": condition} if condition else {"drug": drug}
    return {**place, **brief(entry)}


def row_said(row: Any) -> Saying:
    """Return what a stored row says now."""
    if isinstance(row, models.Standing):
        return fact_said(row.drug.slug, standing_entry(row), row.condition.slug)
    if isinstance(row, models.NotAssociated):
        return fact_said(row.drug.slug, negative_entry(row))
    if isinstance(row, models.Fact):
        return fact_said(row.drug.slug, fact_entry(KIND_OF[type(row)], row))
    return entry_said(word_entry(row))


def stored(model: type[Any]) -> Any:
    """Return the facts of one model with all that saying them reads, in a fixed number of queries."""
    if kind := KIND_OF.get(model):
        return fact_rows(kind).select_related("drug", *kind.refs)
    related = "condition" if model is models.Standing else "effect"
    return model.objects.select_related("drug", related).prefetch_related(CITATIONS)


def said_entry(model: type[Any], said: Saying) -> Any:
    """Return the entry that said this; raises pydantic's ValidationError if the format has changed since."""
    if model is models.Standing:
        return schema.Standing.model_validate({name: value for name, value in said.items() if name != "condition"})
    if issubclass(model, models.Fact):
        entry = KIND_OF[model].entry if model in KIND_OF else schema.NotAssociated
        return entry.model_validate({name: value for name, value in said.items() if name != "drug"})
    return WORD_SCHEMAS[model].model_validate(said)
