"""How long texts may be: what their columns hold. SQLite would not mind; PostgreSQL would refuse the load."""

from collections.abc import Iterator
from typing import Any

from django.db.models import Model

from drugs import models
from drugs.loading.kinds import FACT_KINDS, WORDS
from drugs.loading.parsing import Loc
from drugs.loading.schema import Document

Found = Iterator[tuple[Loc, str]]
LONGEST_SECTION = models.Citation._meta.get_field("section").max_length
PARTS: dict[str, dict[str, type[Model]]] = {
    "conditions": {"therapy": models.Standing},
    "effects": {"told_apart": models.Distinction},
    "drugs": {kind.field: kind.model for kind in FACT_KINDS} | {"not_associated": models.NotAssociated},
}


def too_long(document: Document) -> Found:
    """Yield every text that its column cannot hold."""
    for name, model in {**WORDS, "enemy_pairs": models.EnemyPair}.items():
        for index, entry in enumerate(getattr(document, name)):
            yield from _texts((name, index), entry, model)
            yield from _sections((name, index), entry)
            for part, part_model in PARTS.get(name, {}).items():
                for number, fact in enumerate(getattr(entry, part)):
                    place = (name, index, part, number)
                    yield from _texts(place, fact, part_model)
                    yield from _sections(place, fact)
                    for n, regimen in enumerate(getattr(fact, "regimens", ())):
                        yield from _texts((*place, "regimens", n), regimen, models.Regimen)


def _texts(place: Loc, entry: Any, model: type[Model]) -> Found:
    for column in model._meta.concrete_fields:
        name, owner, path = column.name, entry, place
        if name == "slug":
            name = "id"
        elif name.startswith("scope_"):
            name, owner, path = name.removeprefix("scope_"), getattr(entry, "scope", None), (*place, "scope")
        text = getattr(owner, name, None)
        if column.max_length and isinstance(text, str) and len(text) > column.max_length:
            yield (*path, name), f"at most {column.max_length} characters are expected; found {len(text)}"


def _sections(place: Loc, entry: Any) -> Found:
    for number, text in enumerate(getattr(entry, "sources", ())):
        if len(text.partition("#")[2]) > LONGEST_SECTION:
            yield (*place, "sources", number), f"a section has at most {LONGEST_SECTION} characters"
