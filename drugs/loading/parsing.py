"""One content file to plain data, and from a place in that data back to its line."""

import json
from collections.abc import Hashable, Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import yaml

from drugs.loading.errors import ContentError

Loc = tuple[str | int, ...]
SafeLoader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


class StrictLoader(SafeLoader):
    """A safe YAML loader for which a key written twice is an error, not the last one's victory."""

    def construct_mapping(self, node: yaml.MappingNode, deep: bool = False) -> dict[Hashable, Any]:
        seen: set[str] = set()
        for key, _ in node.value:
            if isinstance(key, yaml.ScalarNode) and key.value in seen:
                raise _wrong(key, f"'{key.value}' is written twice in one entry")
            seen.add(key.value if isinstance(key, yaml.ScalarNode) else "")
        return super().construct_mapping(node, deep=deep)

    def construct_date(self, node: yaml.ScalarNode) -> Any:
        """Tell an impossible date with its line; PyYAML lets the bare ValueError through."""
        try:
            return self.construct_yaml_timestamp(node)
        except ValueError as wrong:
            raise _wrong(node, f"'{node.value}' is not a date: {wrong}") from wrong


StrictLoader.add_constructor("tag:yaml.org,2002:timestamp", StrictLoader.construct_date)


def _wrong(node: yaml.Node, problem: str) -> yaml.MarkedYAMLError:
    return yaml.constructor.ConstructorError(None, None, problem, node.start_mark)


def parse(file: Path) -> Any:
    """Return a file's plain data, or raise ContentError with file, line and problem."""
    try:
        text = file.read_text(encoding="utf-8")
        data = _json(text) if file.suffix == ".json" else yaml.load(text, StrictLoader)  # a safe loader
    except (OSError, UnicodeDecodeError) as wrong:
        raise ContentError([f"{file}: cannot be read as UTF-8 text ({wrong})"]) from wrong
    except (yaml.YAMLError, json.JSONDecodeError) as wrong:
        mark = getattr(wrong, "problem_mark", None)
        line = mark.line + 1 if mark else getattr(wrong, "lineno", 1)
        problem = getattr(wrong, "problem", None) or getattr(wrong, "msg", "a character that text cannot hold")
        raise ContentError([f"{file}:{line}: not valid {file.suffix[1:].upper()}: {problem}"]) from wrong
    try:
        nul = list(_nul((), data))
    except RecursionError as wrong:
        raise ContentError([f"{file}: an alias (*) contains itself, or entries are nested too deeply"]) from wrong
    if nul:
        raise ContentError([f"{located(file, loc)}: a text must not hold a NUL character" for loc in nul])
    return data if data is not None else {}


def _json(text: str) -> Any:
    repeated: list[str] = []

    def build(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        entry = dict(pairs)
        if len(entry) < len(pairs):
            repeated.extend(entry)
        return entry

    data = json.loads(text, object_pairs_hook=build)
    if repeated:
        yaml.load(text, StrictLoader)  # JSON is YAML too: this raises with the line of the repeated key
    return data


def _nul(loc: Loc, data: Any) -> Iterator[Loc]:
    """Yield where texts hold NUL, which PostgreSQL cannot store."""
    if isinstance(data, str) and "\0" in data:
        yield loc
    elif isinstance(data, dict):
        for key, value in data.items():
            yield from _nul((*loc, key), value)
    elif isinstance(data, list):
        for index, value in enumerate(data):
            yield from _nul((*loc, index), value)


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
    return yaml.compose(file.read_text(encoding="utf-8"), SafeLoader)


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
