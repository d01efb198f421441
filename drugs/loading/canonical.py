"""One order for everything whose order means nothing, so that equal knowledge compares equal."""

from drugs.loading import schema

UNORDERED = ("classes", "same_as", "overlaps", "includes", "confounders")


def canonical(document: schema.Document) -> schema.Document:
    """Return the document with entries by id, sets sorted, and negatives one effect an entry."""
    lists = {
        name: [canonical_entry(entry) for entry in getattr(document, name)]
        for name in schema.Document.model_fields
    }
    for name, entries in lists.items():
        entries.sort(key=lambda entry: entry.drugs if name == "enemy_pairs" else entry.id)
    return schema.Document.model_construct(**lists)


def canonical_entry(entry: schema.Entry) -> schema.Entry:
    """Return one entry of a document in the one order."""
    changed: dict[str, object] = {
        field: sorted(getattr(entry, field)) for field in UNORDERED if hasattr(entry, field)
    }
    if isinstance(entry, schema.EnemyPair):
        changed["drugs"] = sorted(entry.drugs)
    if isinstance(entry, schema.Drug):
        changed["not_associated"] = _single_negatives(entry.not_associated)
    for field in type(entry).model_fields:
        value = getattr(entry, field)
        if field == "sources":
            changed[field] = sorted(value)
        elif field not in changed and isinstance(value, list) and value and isinstance(value[0], schema.Fact):
            changed[field] = [canonical_fact(fact) for fact in value]
    return entry.model_copy(update=changed)


def canonical_fact(fact: schema.Fact) -> schema.Fact:
    """Return a fact with its sources sorted and without what is derived."""
    derived = {"target": None, "genes": None, "action": None} if isinstance(fact, schema.DrugMechanism) else {}
    return fact.model_copy(update={"sources": sorted(fact.sources), **derived})


def _single_negatives(groups: list[schema.NotAssociated]) -> list[schema.NotAssociated]:
    single = [
        group.model_copy(update={"effects": [effect], "sources": sorted(group.sources)})
        for group in groups
        for effect in group.effects
    ]
    return sorted(single, key=lambda entry: entry.effects)
