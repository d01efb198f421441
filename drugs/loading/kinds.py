"""How each kind of entry and fact stands in a document and in a table; loading and dumping both follow it."""

import re
from dataclasses import dataclass
from typing import Any

from django.utils.text import slugify

from drugs import models
from drugs.loading import schema

# Rows that are neither words nor facts of one list.
OTHERS: tuple[type[Any], ...] = (
    models.Citation,
    models.Distinction,
    models.EnemyPair,
    models.Finding,
    models.NotAssociated,
    models.Regimen,
    models.Standing,
)
# Lists of entries that are rows with a slug.
WORDS: dict[str, type[Any]] = {
    "classes": models.DrugClass,
    "targets": models.Target,
    "mechanisms": models.Mechanism,
    "tests": models.Test,
    "circumstances": models.Circumstance,
    "agents": models.Agent,
    "conditions": models.Condition,
    "effects": models.Effect,
    "drugs": models.Drug,
    "sources": models.Source,
}


@dataclass(frozen=True, slots=True)
class FactKind:
    """One list of a drug entry.

    `refs` name another entry by its id, `values` are copied, `named_by` are the fields that make the fact id.
    """

    field: str
    entry: type[schema.Fact]
    model: type[models.Fact]
    refs: tuple[str, ...]
    values: tuple[str, ...]
    named_by: tuple[str, ...]


FACT_KINDS = (
    FactKind("mechanisms", schema.DrugMechanism, models.DrugMechanism, ("mechanism",), ("primary", "statement"),
             ("mechanism",)),
    FactKind("indications", schema.Indication, models.Indication, ("condition",), ("status", "line"),
             ("condition",)),
    FactKind("adverse_effects", schema.AdverseEffect, models.AdverseEffect, ("effect",),
             ("strength", "boxed", "process", "why"), ("effect",)),
    FactKind("boxed_warnings", schema.BoxedWarning, models.BoxedWarning, (), ("title", "statement"), ("title",)),
    FactKind("contraindications", schema.Contraindication, models.Contraindication, ("circumstance",),
             ("statement",), ("circumstance",)),
    FactKind("precautions", schema.Precaution, models.Precaution, ("circumstance",), ("statement",),
             ("circumstance",)),
    FactKind("monitoring", schema.Monitoring, models.Monitoring, ("test",), ("when", "frequency", "why"),
             ("test", "when")),
    FactKind("interactions", schema.Interaction, models.Interaction, ("agent", "effect"),
             ("mechanism", "consequence", "action"), ("agent",)),
    FactKind("rescue", schema.Rescue, models.Rescue, ("agent", "effect"), ("purpose", "statement"),
             ("agent", "purpose")),
    FactKind("genotypes", schema.Genotype, models.Genotype, (),
             ("gene", "phenotype", "consequence", "action", "tested"), ("gene", "phenotype")),
    FactKind("populations", schema.PopulationNote, models.PopulationNote, (), ("population", "statement"),
             ("population",)),
)  # fmt: skip
# Facts that stand elsewhere in a document.
OTHERS_NAMED_BY: dict[type[models.Fact], tuple[str, ...]] = {
    models.NotAssociated: ("effect",),
    models.Standing: ("condition",),
}
SCOPE_FIELDS = tuple(schema.Scope.model_fields)


def fact_key(drug: str, kind: str, names: list[str], scope: schema.Scope, taken: set[str]) -> str:
    """Return the stable fact id "drug/kind/name", with the scope, and a number only if it is taken."""
    scoped = [slugify(getattr(scope, field)) for field in SCOPE_FIELDS if getattr(scope, field)]
    key = "/".join([drug, kind, "-".join(slugify(name) for name in names), *scoped])[:240]
    number = 1
    unique = key
    while unique in taken:
        number += 1
        unique = f"{key}/{number}"
    taken.add(unique)
    return unique


def tables() -> dict[str, type[Any]]:
    """Return every table of drug knowledge with its model, links included; its history is not knowledge."""
    rows = (*WORDS.values(), *(kind.model for kind in FACT_KINDS), *OTHERS)
    links = (field.remote_field.through for model in rows for field in model._meta.local_many_to_many)
    return {model._meta.db_table: model for model in (*rows, *links)}


def span_columns(prefix: str, span: schema.Span | None) -> dict[str, Any]:
    """Return the three columns of a span."""
    return {
        f"{prefix}_from": span.low if span else None,
        f"{prefix}_to": span.high if span else None,
        f"{prefix}_unit": span.unit if span else "",
    }


def span_of(row: Any, prefix: str) -> schema.Span | None:
    """Return the span that three columns hold."""
    low, high = getattr(row, f"{prefix}_from"), getattr(row, f"{prefix}_to")
    if low is None or high is None:
        return None
    return schema.Span(low=low, high=high, unit=getattr(row, f"{prefix}_unit"))


def key_of(fact: models.Fact) -> str:
    """Return the fact id that an edited row should bear: formed as a load forms it, its own if that still fits."""
    kind = next((each for each in FACT_KINDS if each.model is type(fact)), None)
    named_by = kind.named_by if kind else OTHERS_NAMED_BY[type(fact)]
    parts = [getattr(fact, name) for name in named_by]
    names = [str(getattr(part, "slug", part)) for part in parts]
    scope = schema.Scope(**{field: getattr(fact, f"scope_{field}") for field in SCOPE_FIELDS})
    fitting = fact_key(fact.drug.slug, fact.KIND, names, scope, set())
    if fact.key == fitting or re.fullmatch(rf"{re.escape(fitting)}/\d+", fact.key):
        return fact.key
    others = type(fact).objects.filter(drug_id=fact.drug_id).exclude(pk=fact.pk)
    return fact_key(fact.drug.slug, fact.KIND, names, scope, set(others.values_list("key", flat=True)))
