"""Every place in a document that names another entry by its id."""

from collections.abc import Iterator
from typing import Any

from drugs.loading.schema import Document

Reference = tuple[tuple[str | int, ...], str, str]  # where, list that must define it, id

# list -> field -> list that defines what the field names; a field may hold one id or a list of ids.
DIRECT = {
    "classes": {"parent": "classes"},
    "targets": {"includes": "targets"},
    "tests": {"includes": "tests"},
    "mechanisms": {"target": "targets", "overlaps": "mechanisms"},
    "agents": {"drug": "drugs"},
    "conditions": {"parent": "conditions"},
    "effects": {"parent": "effects", "overlaps": "effects", "confounders": "conditions"},
    "drugs": {"classes": "classes", "same_as": "drugs"},
    "enemy_pairs": {"drugs": "drugs"},
}
NESTED = {
    "conditions": {"therapy": {"drug": "drugs"}},
    "effects": {"told_apart": {"other": "effects"}},
    "drugs": {
        "mechanisms": {"mechanism": "mechanisms"},
        "indications": {"condition": "conditions"},
        "adverse_effects": {"effect": "effects"},
        "not_associated": {"effects": "effects"},
        "contraindications": {"circumstance": "circumstances"},
        "precautions": {"circumstance": "circumstances"},
        "monitoring": {"test": "tests"},
        "interactions": {"agent": "agents", "effect": "effects"},
        "rescue": {"agent": "agents", "effect": "effects"},
    },
}
CITED_LISTS = ("therapy", *NESTED["drugs"], "boxed_warnings", "genotypes", "populations")


def references(document: Document) -> Iterator[Reference]:
    """Yield every reference of the document, citations included."""
    for name in Document.model_fields:
        for index, entry in enumerate(getattr(document, name)):
            here = (name, index)
            yield from _fields(entry, here, DIRECT.get(name, {}))
            yield from _citations(entry, here)
            for inner, fields in NESTED.get(name, {}).items():
                for number, part in enumerate(getattr(entry, inner)):
                    yield from _fields(part, (*here, inner, number), fields)
            for inner in CITED_LISTS:
                for number, part in enumerate(getattr(entry, inner, ())):
                    yield from _citations(part, (*here, inner, number))


def _fields(entry: Any, here: tuple[str | int, ...], fields: dict[str, str]) -> Iterator[Reference]:
    for field, kind in fields.items():
        value = getattr(entry, field)
        if isinstance(value, list):
            yield from (((*here, field, number), kind, slug) for number, slug in enumerate(value))
        elif value is not None:
            yield (*here, "from" if field == "other" else field), kind, value


def _citations(entry: Any, here: tuple[str | int, ...]) -> Iterator[Reference]:
    for number, text in enumerate(getattr(entry, "sources", ()) or ()):
        if isinstance(text, str):
            yield (*here, "sources", number), "sources", text.partition("#")[0]
