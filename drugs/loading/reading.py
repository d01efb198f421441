"""Content files to one checked `Document`: every error names file, line, field and what was expected."""

import json
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml
from pydantic import ValidationError

from drugs.loading.references import references
from drugs.loading.rules import broken
from drugs.loading.schema import Document

Loc = tuple[str | int, ...]
LISTS = tuple(Document.model_fields)
MOST_SHOWN = 80  # characters of a wrong value that an error repeats
Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class ContentError(Exception):
    """The content cannot be loaded; `errors` are one-line messages, all of them."""

    def __init__(self, errors: Sequence[str]) -> None:
        super().__init__("\n".join(errors))
        self.errors = list(errors)


@dataclass(slots=True)
class Reading:
    """A merged document that remembers where each entry of each list stands: (file, index in that file)."""

    document: Document
    origins: dict[str, list[tuple[Path, int]]] = field(default_factory=dict)

    def place(self, loc: Loc) -> str:
        """Return "file:line: field" for a location in the merged document."""
        file, index = self.origins[str(loc[0])][int(loc[1])]
        return located(file, (loc[0], index, *loc[2:]))


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
        except ContentError as wrong:
            errors += wrong.errors
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


def check_references(reading: Reading, known: dict[str, set[str]]) -> None:
    """Raise ContentError for every id that neither the document nor `known` (ids by kind) defines."""
    defined = {
        name: {entry.id for entry in getattr(reading.document, name) if hasattr(entry, "id")}
        | known.get(name, set())
        for name in LISTS
    }
    errors = [
        f"{reading.place(loc)}: '{slug}' is not defined; expected the id of an entry of '{kind}'"
        for loc, kind, slug in references(reading.document)
        if slug not in defined[kind]
    ]
    if errors:
        raise ContentError(errors)


def check_rules(reading: Reading) -> None:
    """Raise ContentError for every content rule that the whole document breaks."""
    errors = [f"{reading.place(place)}: {message}" for place, message in broken(reading.document)]
    if errors:
        raise ContentError(errors)


def _validated(file: Path) -> Document:
    try:
        text = file.read_text(encoding="utf-8")
        data = json.loads(text) if file.suffix == ".json" else yaml.load(text, Loader)  # a safe loader
    except (OSError, UnicodeDecodeError) as wrong:
        raise ContentError([f"{file}: cannot be read as UTF-8 text ({wrong})"]) from wrong
    except (yaml.YAMLError, json.JSONDecodeError) as wrong:
        mark = getattr(wrong, "problem_mark", None)
        line = mark.line + 1 if mark else getattr(wrong, "lineno", 1)
        problem = getattr(wrong, "problem", None) or getattr(wrong, "msg", "not readable")
        raise ContentError([f"{file}:{line}: not valid {file.suffix[1:].upper()}: {problem}"]) from wrong
    try:
        return Document.model_validate(data if data is not None else {})
    except ValidationError as wrong:
        raise ContentError([_message(file, error) for error in wrong.errors()]) from wrong


def _message(file: Path, error: Any) -> str:
    shown = repr(error["input"])
    shown = shown if len(shown) <= MOST_SHOWN else f"{shown[:MOST_SHOWN]}..."
    expected = error["msg"][0].lower() + error["msg"][1:]
    return f"{located(file, error['loc'])}: {expected}; found {shown}"


def located(file: Path, loc: Loc) -> str:
    """Return "file:line: field"; the line is that of the innermost part of `loc` that the file has."""
    node = _nodes(file, file.stat().st_mtime_ns)
    line = node.start_mark.line + 1 if node else 1
    for part in loc:
        step = _child(node, part)
        if step is None:
            break
        line, node = step
    return f"{file}:{line}: {field_path(loc)}"


@lru_cache(maxsize=64)
def _nodes(file: Path, changed: int) -> Any:
    """Parse a file into nodes that know their lines; `changed` makes an edited file a new entry."""
    return yaml.compose(file.read_text(encoding="utf-8"), Loader)


def _child(node: Any, part: str | int) -> tuple[int, Any] | None:
    if isinstance(node, yaml.MappingNode):
        for key, value in node.value:
            if key.value == part:
                return key.start_mark.line + 1, value
    if isinstance(node, yaml.SequenceNode) and isinstance(part, int) and part < len(node.value):
        return node.value[part].start_mark.line + 1, node.value[part]
    return None


def field_path(loc: Loc) -> str:
    """Return a location as a reader writes it: "drugs[3].indications[0].condition"."""
    text = ""
    for part in loc:
        text += f"[{part}]" if isinstance(part, int) else f".{part}" if text else part
    return text or "document"


def _twice(reading: Reading) -> Iterator[str]:
    for name in LISTS:
        ids = [entry.id for entry in getattr(reading.document, name) if hasattr(entry, "id")]
        repeated = {slug for slug, count in Counter(ids).items() if count > 1}
        for index, slug in enumerate(ids):
            if slug in repeated and ids.index(slug) != index:
                first = reading.place((name, ids.index(slug), "id"))
                yield f"{reading.place((name, index, 'id'))}: '{slug}' is already defined at {first}"
