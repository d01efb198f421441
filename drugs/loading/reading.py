"""Content files to one checked `Document`: every error names file, line, field and what was expected."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from drugs.loading.coherence import incoherent
from drugs.loading.errors import ContentError
from drugs.loading.limits import too_long
from drugs.loading.parsing import Loc, field_path, located, parse
from drugs.loading.references import references
from drugs.loading.rules import broken
from drugs.loading.schema import Document

LISTS = tuple(Document.model_fields)
MOST_SHOWN = 80  # characters of a wrong value that an error repeats


@dataclass(slots=True)
class Reading:
    """A merged document that remembers where each entry of each list stands: (file, index in that file)."""

    document: Document
    origins: dict[str, list[tuple[Path, int]]] = field(default_factory=dict)

    def place(self, loc: Loc) -> str:
        """Return "file:line: field" for a location in the merged document."""
        name, index = str(loc[0]), int(loc[1])
        if index >= len(self.origins[name]):
            entry = getattr(self.document, name)[index]
            return f"in the database: {name} '{identity(name, entry)}' {field_path(loc[2:])}"
        file, own = self.origins[name][index]
        return located(file, (name, own, *loc[2:]))

    def over(self, before: Document) -> "Reading":
        """Return what the whole knowledge would be with these entries laid over those of `before`."""
        merged = {}
        for name in LISTS:
            own = getattr(self.document, name)
            ids = {identity(name, entry) for entry in own}
            merged[name] = own + [e for e in getattr(before, name) if identity(name, e) not in ids]
        return Reading(Document.model_construct(**merged), self.origins)

    def check(self) -> None:
        """Raise ContentError unless the document, taken as all there is, holds together."""
        document = self.document
        if errors := self._placed(undefined(document)):
            raise ContentError(errors)  # what follows asks entries that must exist
        if errors := self._placed(wrong(document)):
            raise ContentError(errors)

    def _placed(self, found: Sequence[tuple[Loc, str]]) -> list[str]:
        return [f"{self.place(loc)}: {message}" for loc, message in found]


def wrong(document: Document) -> list[tuple[Loc, str]]:
    """Return everything for which a load would refuse a document whose references exist, with its place."""
    return [*incoherent(document), *too_long(document), *broken(document)]


def identity(name: str, entry: Any) -> Any:
    """Return what makes an entry the same entry in two documents."""
    return tuple(sorted(entry.drugs)) if name == "enemy_pairs" else entry.id


def read(path: Path) -> Reading:
    """Read one file or every .yaml and .json file below a folder, or raise ContentError."""
    files = sorted([*path.rglob("*.yaml"), *path.rglob("*.json")]) if path.is_dir() else [path]
    if not files or not path.exists():
        raise ContentError([f"{path}: no such file, or a folder without .yaml files; give the content's path"])
    errors: list[str] = []
    documents: list[tuple[Path, Document]] = []
    for file in files:
        try:
            documents.append((file, _validated(file)))
        except ContentError as refused:
            errors += refused.errors
    if errors:
        raise ContentError(errors)
    return merge(documents)


def merge(documents: Sequence[tuple[Path, Document]]) -> Reading:
    """Join the documents list by list; an id defined twice is an error."""
    origins: dict[str, list[tuple[Path, int]]] = {name: [] for name in LISTS}
    merged: dict[str, list[Any]] = {name: [] for name in LISTS}
    for file, document in documents:
        for name in LISTS:
            entries = getattr(document, name)
            merged[name] += entries
            origins[name] += [(file, index) for index in range(len(entries))]
    reading = Reading(Document.model_construct(**merged), origins)
    if errors := list(_twice(reading)):
        raise ContentError(errors)
    return reading


def undefined(document: Document) -> list[tuple[Loc, str]]:
    """Return every reference to an entry that is not there, with its place."""
    defined = {name: {identity(name, entry) for entry in getattr(document, name)} for name in LISTS}
    return [
        (loc, f"'{slug}' is not defined; expected the id of an entry of '{kind}'")
        for loc, kind, slug in references(document)
        if slug not in defined[kind]
    ]


def _validated(file: Path) -> Document:
    try:
        return Document.model_validate(parse(file))
    except ValidationError as invalid:
        raise ContentError([_message(file, error) for error in invalid.errors()]) from invalid


def _message(file: Path, error: Any) -> str:
    shown = repr(error["input"])
    shown = shown if len(shown) <= MOST_SHOWN else f"{shown[:MOST_SHOWN]}..."
    expected = error["msg"][0].lower() + error["msg"][1:]
    return f"{located(file, error['loc'])}: {expected}; found {shown}"


def _twice(reading: Reading) -> Iterator[str]:
    for name in LISTS:
        ids = [identity(name, entry) for entry in getattr(reading.document, name)]
        repeated = {slug for slug, count in Counter(ids).items() if count > 1}
        for index, slug in enumerate(ids):
            if slug in repeated and ids.index(slug) != index:
                first = reading.place((name, ids.index(slug), "id"))
                shown = " and ".join(slug) if isinstance(slug, tuple) else slug
                yield f"{reading.place((name, index, 'id'))}: '{shown}' is already defined at {first}"
