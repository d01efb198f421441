"""The content rules over a whole dump, told by entry or for one drug."""

from dataclasses import dataclass

from drugs.loading.dumping import dump
from drugs.loading.errors import ContentError
from drugs.loading.lacking import lacking
from drugs.loading.parsing import Loc, field_path
from drugs.loading.reading import wrong
from drugs.loading.schema import Document


@dataclass(frozen=True, slots=True)
class Problems:
    """What stands against one drug: broken rules, and what is missing for questions."""

    broken: list[str]
    lacking: list[str]


def problems(drug: str) -> Problems:
    """Return what is wrong with one drug, by its slug; rows that cannot be said come first."""
    try:
        document = dump()
    except ContentError as unsayable:
        return Problems(unsayable.errors, [])
    own = [(place, message) for place, message in wrong(document) if _concerns(document, place, drug)]
    return Problems([told(document, place, message) for place, message in own], dict(lacking(document))[drug])


def _concerns(document: Document, place: Loc, drug: str) -> bool:
    return place[0] == "drugs" and document.drugs[int(place[1])].id == drug


def told(document: Document, place: Loc, message: str) -> str:
    """Return a broken rule with its entry named by id instead of by number."""
    entry = getattr(document, str(place[0]))[int(place[1])]
    return f"{place[0]} '{getattr(entry, 'id', place[1])}' {field_path(place[2:])}: {message}"
