"""Reads a bank written elsewhere: JSON Lines in the contract's form, every bad line named with what is wrong.

Only the words count: `stem`, `lead_in` (may be empty when the stem ends with the question) and `options`, each
with `text` and `correct`. `recipe`, `concept` and `id` are read where they are; all else is ignored.
"""

import json
import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

Item = dict[str, Any]

LONGEST_LINE = 1_000_000  # bytes
MOST_OPTIONS = 26  # as many as there are letters
LAST_SENTENCE = re.compile(r"(?:.*[.?!][\"')\]]*\s+(?=[^a-z\s])|^)(\S.*)$", re.DOTALL)
CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")  # would steer the terminal that shows an example
SHOWN = 40  # characters of a text in an error


class Unreadable(ValueError):
    """A line that holds no item; the message says why."""


@dataclass(slots=True)
class Bank:
    """The items of a file, each with its `line`, and (line, reason) of every line that could not be read."""

    items: list[Item] = field(default_factory=list)
    errors: list[tuple[int, str]] = field(default_factory=list)


def read_bank(lines: Iterable[bytes], progress: Callable[[int], None] = lambda line: None) -> Bank:
    """Read all lines; blank ones are skipped. `progress` is called with the number of each line."""
    bank = Bank()
    for number, line in enumerate(lines, start=1):
        progress(number)
        raw = line.removeprefix(b"\xef\xbb\xbf") if number == 1 else line
        if not raw.strip():
            continue
        try:
            bank.items.append({**read_item(raw), "line": number})
        except Unreadable as wrong:
            bank.errors.append((number, str(wrong)))
    return bank


def read_item(raw: bytes) -> Item:
    """Return the item of one line, its lead-in apart from its stem, or raise Unreadable."""
    form = _object(raw)
    stem, lead_in = _text(form, "stem", "the item"), _text(form, "lead_in", "the item", empty=True)
    if not lead_in:
        stem, lead_in = parted(stem)
    return {
        "stem": stem,
        "lead_in": lead_in,
        "options": _options(form),
        **{name: _label(form.get(name)) for name in ("recipe", "concept", "id")},
    }


def parted(stem: str) -> tuple[str, str]:
    """Split off the last sentence as the lead-in if it asks or is left open; a plain statement is none."""
    match = LAST_SENTENCE.match(stem)
    last = match.group(1).strip() if match else ""
    if not last or last.endswith("."):
        return stem, ""
    return stem[: len(stem) - len(last)].strip(), last


def _object(raw: bytes) -> dict[str, Any]:
    if len(raw) > LONGEST_LINE:
        raise Unreadable(f"is longer than {LONGEST_LINE:,} bytes")
    try:
        text = raw.decode()
    except UnicodeDecodeError as wrong:
        raise Unreadable(f"is not UTF-8 text (byte {wrong.start + 1} of the line)") from wrong
    try:
        form = json.loads(text)
    except json.JSONDecodeError as wrong:
        raise Unreadable(f"is not JSON: {wrong.msg} at character {wrong.pos + 1}") from wrong
    except (ValueError, RecursionError) as wrong:  # a number too long, brackets too deep
        raise Unreadable(
            "is JSON that cannot be read: a number is too long, or it is nested too deeply"
        ) from wrong
    if isinstance(form, list):
        raise Unreadable("is a list: write one item a line, without brackets or commas around them")
    if not isinstance(form, dict):
        raise Unreadable(f"must be an object, not {_kind(form)}")
    return form


def _options(form: dict[str, Any]) -> list[Item]:
    if "options" not in form:
        raise Unreadable('misses "options"')
    options = form["options"]
    if not isinstance(options, list):
        raise Unreadable(f'"options" must be a list, not {_kind(options)}')
    if not 2 <= len(options) <= MOST_OPTIONS:
        raise Unreadable(f'"options" must be 2 to {MOST_OPTIONS}, not {len(options)}')
    return [_option(option, f"option {number}") for number, option in enumerate(options, start=1)]


def _option(option: Any, where: str) -> Item:
    if not isinstance(option, dict):
        raise Unreadable(f'{where} must be an object with "text" and "correct", not {_kind(option)}')
    text = _text(option, "text", where)
    if "correct" not in option:
        raise Unreadable(f'{where} misses "correct"')
    if not isinstance(option["correct"], bool):
        raise Unreadable(f'"correct" of {where} must be true or false, not {_kind(option["correct"])}')
    return {"text": text, "correct": option["correct"]}


def _text(form: dict[str, Any], name: str, where: str, empty: bool = False) -> str:
    if name not in form:
        hint = ' (give "" when the stem ends with the question)' if empty else ""
        raise Unreadable(f'{where} misses "{name}"{hint}')
    value = form[name]
    if not isinstance(value, str):
        raise Unreadable(f'"{name}" of {where} must be a text, not {_kind(value)}')
    if not empty and not value.strip():
        raise Unreadable(f'"{name}" of {where} is empty')
    if not _encodable(value):
        raise Unreadable(f'"{name}" of {where} holds half a character (a lone surrogate)')
    return CONTROL.sub(" ", value).strip()


def _encodable(text: str) -> bool:
    return not any("\ud800" <= character <= "\udfff" for character in text)


def _label(value: Any) -> str:
    """Return a name that groups items, or nothing: foreign banks hold anything under these fields."""
    if isinstance(value, str) and _encodable(value):
        return CONTROL.sub(" ", value).strip()[:200]
    return str(value) if isinstance(value, int) and not isinstance(value, bool) and abs(value) < 10**18 else ""


def _kind(value: Any) -> str:
    if value is None:
        return "null"
    if isinstance(value, bool):
        return str(value).lower()
    if isinstance(value, int | float):
        return "a number"
    if isinstance(value, str):
        return f'the text "{CONTROL.sub(" ", value)[:SHOWN]}"' if _encodable(value) else "a text"
    return "a list" if isinstance(value, list) else "an object"
