"""Two content forms of an entry to what differs, in an editor's words; pure."""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from drugs.loading.schema import CLOSED

Saying = dict[str, Any]
SAME, GONE, NEW = "same", "gone", "new"
# What a left-out field means: content files say only what is not as by default.
DEFAULTS = {"state": "reviewed", "boxed": "no", "primary": "no", "dangerous": "no", "decisive": "no",
            "course": "chronic", "timing": "during", "status": "approved", "female_share": "0.5", "box": "unknown",
            **{f"closed.{name}": "no" for name in CLOSED}}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Difference:
    """One field that differs; `parts` are words as (same, gone or new, text)."""

    field: str
    parts: tuple[tuple[str, str], ...]

    def __str__(self) -> str:
        told = {SAME: "{}", GONE: "[-{}-]", NEW: "[+{}+]"}
        return f"{self.field}: {' '.join(told[kind].replace('{}', text) for kind, text in self.parts)}"


def differences(old: Saying, new: Saying) -> list[Difference]:
    """Return every field that differs, in the order of the content format."""
    before, after = _flat(old), _flat(new)
    is_new = not set(before) - {"state"}  # there was nothing that could be as by default
    names = [*before, *(name for name in after if name not in before)]
    found = []
    for name in names:
        default = [DEFAULTS[name]] if name in DEFAULTS and not is_new else []
        one, other = before.get(name, default), after.get(name, default)
        if one != other:
            found.append(Difference(name.replace("_", " ").replace(".", ": "), tuple(_parts(one, other))))
    return found


def _flat(saying: Saying, prefix: str = "") -> dict[str, list[str]]:
    """Return field paths with the lines of text they hold."""
    lines: dict[str, list[str]] = {}
    for name, value in saying.items():
        if isinstance(value, dict) and "unit" not in value:
            lines |= _flat(value, f"{prefix}{name}.")
        else:
            members = value if isinstance(value, list) and not _numbers(value) else [value]
            lines[f"{prefix}{name}"] = [_line(member) for member in members]
    return lines


def _numbers(value: Any) -> bool:
    return isinstance(value, list) and bool(value) and all(isinstance(each, int | float) for each in value)


def _line(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if _numbers(value):
        return " to ".join(f"{number:g}" for number in value)
    if isinstance(value, list):
        return " / ".join(_line(part) for part in value)
    if isinstance(value, dict):
        if "unit" in value:
            return f"{value['from']:g} to {value['to']:g} {value['unit']}"
        return ", ".join(f"{name}: {_line(part)}" for name, part in value.items())
    return str(value)


def _parts(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """Compare one text by its words, and a list by its members."""
    if len(old) == 1 == len(new):
        yield from _runs(old[0].split(), new[0].split(), " ")
    else:
        yield from _runs(old, new, "; ")


def _runs(old: list[str], new: list[str], joint: str) -> Iterator[tuple[str, str]]:
    for _, a, b, c, d in (ops for ops in SequenceMatcher(None, old, new, autojunk=False).get_opcodes()):
        if old[a:b] == new[c:d]:
            yield SAME, joint.join(old[a:b])
            continue
        if a < b:
            yield GONE, joint.join(old[a:b])
        if c < d:
            yield NEW, joint.join(new[c:d])
