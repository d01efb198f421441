"""A content file's text made to say other entries: only the lines change that say something else now."""

import datetime
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import SequenceMatcher
from typing import Any

import yaml
from pydantic import BaseModel

from drugs.loading import schema
from drugs.loading.canonical import canonical_entry
from drugs.loading.dumping import brief
from drugs.loading.parsing import SafeLoader

WIDE = 1_000_000  # one entry a line, as editors write them
LATE = ("scope", "sources", "reviewed", "note", "state")  # what every fact has comes after what it says
DATES = ("checked", "reviewed")


class Indented(yaml.SafeDumper):
    """Lists stand deeper than their name, as editors write them."""

    def increase_indent(self, flow: bool = False, indentless: bool = False) -> Any:
        return super().increase_indent(flow, False)


def flow(data: Any) -> str:
    """Return data on one line."""
    return yaml.dump(data, None, Indented, default_flow_style=True, allow_unicode=True, sort_keys=False,
                     width=WIDE).strip()  # fmt: skip


def block(data: dict[str, Any], indent: int) -> list[str]:
    """Return fields as lines: what holds no further collections stands on one line."""
    lines: list[str] = []
    for name, value in data.items():
        members = value.values() if isinstance(value, dict) else value if isinstance(value, list) else ()
        if any(isinstance(member, dict | list) for member in members):
            text = yaml.dump({name: value}, None, Indented, default_flow_style=None, allow_unicode=True,
                             sort_keys=False, width=WIDE)  # fmt: skip
            lines += text.rstrip("\n").split("\n")
        else:
            lines.append(flow({name: value})[1:-1])
    return [" " * indent + line if line else line for line in lines]


def told(entry: schema.Entry) -> dict[str, Any]:
    """Return an entry's data as editors write it: its own fields first, dates as dates."""
    return _ordered(brief(entry))


def _ordered(data: dict[str, Any]) -> dict[str, Any]:
    names = sorted(data, key=lambda name: LATE.index(name) if name in LATE else -1)
    ordered = {name: data[name] for name in names}
    for name, value in ordered.items():
        if name in DATES and isinstance(value, str):
            ordered[name] = datetime.date.fromisoformat(value)
        elif isinstance(value, list):
            ordered[name] = [_ordered(each) if isinstance(each, dict) else each for each in value]
    return ordered


@dataclass(slots=True)
class Patch:
    """The edits of one text: lines from `start` up to `end` give way to new ones."""

    text: str
    lines: list[str] = field(default_factory=list)
    edits: list[tuple[int, int, list[str]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.lines = self.text.split("\n")

    def made(self) -> str:
        """Return the text with all edits, from the last line to the first."""
        lines = list(self.lines)
        # Of two insertions at one line the later one stands below: it goes in first.
        order = sorted(range(len(self.edits)), key=lambda number: (*self.edits[number][:2], number), reverse=True)
        for start, end, new in (self.edits[number] for number in order):
            lines[start:end] = new
        return "\n".join(lines)

    def entries(self, name: str, old: Sequence[Any], new: Sequence[Any]) -> None:
        """Make the list `name` say `new`; the first of them stand for `old`, None for one that is gone."""
        node = yaml.compose(self.text, SafeLoader)
        sequence = next((value for key, value in node.value if key.value == name), None) if node else None
        if sequence is None or not sequence.value:
            if added := [told(entry) for entry in new if entry is not None]:
                self._append_list(name, added, sequence)
            return
        for item, one, other in zip(sequence.value, old, new, strict=False):
            if other is None:
                self._delete(item)
            elif canonical_entry(one) != other:
                self._entry(item, one, other)
        for entry in new[len(old) :]:
            self._insert_after(sequence, told(entry))

    def _append_list(self, name: str, added: list[Any], empty: Any) -> None:
        if empty is not None:  # "name: []"
            self.edits.append((empty.start_mark.line, empty.end_mark.line + 1, block({name: added}, 0)))
        else:
            self.edits.append((len(self.lines), len(self.lines), ["", *block({name: added}, 0), ""]))

    def _entry(self, node: Any, old: Any, new: Any) -> None:
        """Make a mapping say `new`, field by field where it is written over several lines."""
        if node.flow_style:
            self._replace(node, flow(told(new)))
            return
        raw, wanted = told(canonical_entry(old)), told(new)
        pairs = {key.value: (key, value) for key, value in node.value}
        last = node.value[-1]
        for name in [*raw, *(name for name in wanted if name not in raw)]:
            if raw.get(name) == wanted.get(name):
                continue
            if name not in pairs:
                end = self._end(last[0].start_mark.line, node)
                self.edits.append((end, end, block({name: wanted[name]}, last[0].start_mark.column)))
            else:
                self._pair(*pairs[name], node, getattr(old, name, None), getattr(new, name, None), name, wanted)
        return

    def _pair(
        self, key: Any, value: Any, node: Any, old: Any, new: Any, name: str, wanted: dict[str, Any]
    ) -> None:
        lists = isinstance(value, yaml.SequenceNode) and not value.flow_style and value.value
        if name == "not_associated" and lists and new:
            self._negatives(value, old, new)
        elif lists and new and all(isinstance(entry, BaseModel) for entry in new):
            self._list(value, old, new)
        else:
            start = key.start_mark.line
            following = [other.start_mark.line for other, _ in node.value if other.start_mark.line > start]
            end = self._trimmed(start, min(following)) if following else self._end(start, node)
            lines = block({name: wanted[name]}, key.start_mark.column) if name in wanted else []
            prefix = self.lines[start][: key.start_mark.column]
            if lines and prefix.strip():  # the first field stands behind the dash of its entry
                lines[0] = prefix + lines[0].lstrip()
            self.edits.append((start, end, lines))

    def _list(self, sequence: Any, old: list[Any], new: list[Any]) -> None:
        """Make a list of facts say `new`: facts that are the same stay as they are written."""
        one, other = ([flow(told(canonical_entry(entry))) for entry in entries] for entries in (old, new))
        for _, a, b, c, d in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
            if one[a:b] == other[c:d]:
                continue
            common = min(b - a, d - c)
            for offset in range(common):
                self._entry(sequence.value[a + offset], old[a + offset], new[c + offset])
            for item in sequence.value[a + common : b]:
                self._delete(item)
            for entry in new[c + common : d]:
                self._insert(sequence, a + common if common == 0 else b, told(entry))

    def _negatives(self, sequence: Any, old: list[Any], new: list[Any]) -> None:
        """Make the groups of negatives say `new`, in which each effect stands by itself."""
        wanted = {entry.effects[0]: entry for entry in new}
        known = set()
        for item, group in zip(sequence.value, old, strict=True):
            keep = [effect for effect in group.effects if wanted.get(effect) == _single(group, effect)]
            known |= set(keep)
            if not keep:
                self._delete(item)
            elif keep != group.effects:
                self._replace(item, flow(told(group.model_copy(update={"effects": keep}))))
        for group in _grouped([entry for effect, entry in wanted.items() if effect not in known]):
            self._insert_after(sequence, told(group))

    def _replace(self, node: Any, text: str) -> None:
        start, end = node.start_mark, node.end_mark
        if not getattr(node, "flow_style", True):  # a block ends where the next token begins
            last = self._trimmed(
                start.line, end.line if end.column == 0 or end.line > start.line else end.line + 1
            )
            self.edits.append((start.line, last, [self.lines[start.line][: start.column] + text]))
            return
        line = self.lines[start.line][: start.column] + text + self.lines[end.line][end.column :]
        self.edits.append((start.line, end.line + 1, [line]))

    def _delete(self, item: Any) -> None:
        self.edits.append((item.start_mark.line, self._item_end(item), []))

    def _insert(self, sequence: Any, index: int, data: Any) -> None:
        if index >= len(sequence.value):
            self._insert_after(sequence, data)
            return
        line = sequence.value[index].start_mark.line
        self.edits.append((line, line, self._item(sequence.value[index], data)))

    def _insert_after(self, sequence: Any, data: Any) -> None:
        end = self._item_end(sequence.value[-1])
        self.edits.append((end, end, self._item(sequence.value[-1], data)))

    def _item(self, like: Any, data: Any) -> list[str]:
        """Return a new member of a list, written as its neighbour is."""
        dash = self.lines[like.start_mark.line].rindex("-", 0, like.start_mark.column)
        nested = any(isinstance(value, list) and value and isinstance(value[0], dict) for value in data.values())
        if not nested and getattr(like, "flow_style", False):
            return [" " * dash + "- " + flow(data)]
        return [" " * dash + ("- " if number == 0 else "  ") + line for number, line in enumerate(block(data, 0))]

    def _item_end(self, item: Any) -> int:
        if getattr(item, "flow_style", True):
            return int(item.end_mark.line) + 1
        return self._end(item.start_mark.line, item)

    def _end(self, start: int, node: Any) -> int:
        """Return the line after a block that begins at `start` and holds to the end of `node`."""
        end = node.end_mark.line + (1 if node.end_mark.column and node.end_mark.line == start else 0)
        return self._trimmed(start, end)

    def _trimmed(self, start: int, end: int) -> int:
        """Leave blank lines and comments before `end` to what follows."""
        end = min(end, len(self.lines))
        while end > start + 1 and (
            not self.lines[end - 1].strip() or self.lines[end - 1].lstrip().startswith("#")
        ):
            end -= 1
        return max(end, start + 1)


def _single(group: schema.NotAssociated, effect: str) -> schema.NotAssociated:
    return group.model_copy(update={"effects": [effect], "sources": sorted(group.sources)})


def _grouped(entries: list[schema.NotAssociated]) -> Iterator[schema.NotAssociated]:
    """Join negatives of one review, as editors write them."""
    groups: dict[str, list[schema.NotAssociated]] = {}
    for entry in entries:
        groups.setdefault(flow(told(entry.model_copy(update={"effects": ["x"]}))), []).append(entry)
    for group in groups.values():
        yield group[0].model_copy(update={"effects": [entry.effects[0] for entry in group]})
