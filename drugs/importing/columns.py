"""How one cell says one field of an entry, both ways; a wrong cell says what was expected."""

import re
from typing import Any, get_args, get_origin

from import_export.fields import Field
from import_export.widgets import Widget
from pydantic.fields import FieldInfo

from drugs.loading.shapes import Regimen, Span

JOINT, BAR = "; ", " | "
YES, NO = {"yes", "true", "1", "x"}, {"no", "false", "0", ""}


class TextCell(Widget):
    """Words as they are; an empty cell is an empty text."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "" if value is None else str(value)

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return str(value).strip()


class NameCell(TextCell):
    """The id of another entry, a chosen word, a number or a date; an empty cell is none."""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> Any:
        return str(value).strip() or None


class YesCell(Widget):
    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return "yes" if value else "no"

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> bool:
        word = str(value).strip().lower()
        if word not in YES | NO:
            raise ValueError(f"'yes' or 'no' is expected; found '{str(value)[:40]}'")
        return word in YES


class ListCell(Widget):
    """Several texts with semicolons between them; a semicolon within a text is written \\;"""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return JOINT.join(str(part).replace(";", r"\;") for part in value or ())

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[str]:
        parts = re.split(r"(?<!\\);", str(value))
        return [part.replace(r"\;", ";").strip() for part in parts if part.strip()]


class RangeCell(Widget):
    """Two numbers: "18 to 65"."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return f"{value[0]:g} to {value[1]:g}" if value else ""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[float] | None:
        words = str(value).split()
        if not words:
            return None
        if len(words) != 3 or words[1] != "to":
            raise ValueError(f"a range such as '18 to 65' is expected; found '{str(value)[:40]}'")
        return [_number(words[0]), _number(words[2])]


class SpanCell(Widget):
    """A span of time: "2 to 6 weeks"."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        return f"{value.low:g} to {value.high:g} {value.unit}" if value else ""

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> dict[str, Any] | None:
        words = str(value).split()
        if not words:
            return None
        if len(words) != 4 or words[1] != "to":
            raise ValueError(f"a span such as '2 to 6 weeks' is expected; found '{str(value)[:40]}'")
        return {"from": _number(words[0]), "to": _number(words[2]), "unit": words[3]}


class RegimensCell(Widget):
    """Regimens as "route | dose | schedule | from week | to week", with a semicolon between two of them."""

    def render(self, value: Any, obj: Any = None, **kwargs: Any) -> str:
        told = [
            BAR.join((each.route, each.dose, each.schedule, f"{each.from_week or ''}", f"{each.to_week or ''}"))
            for each in value or ()
        ]
        return ListCell().render([text.rstrip(" |") for text in told])

    def clean(self, value: Any, row: Any = None, **kwargs: Any) -> list[dict[str, Any]]:
        regimens = []
        for text in ListCell().clean(value):
            told = [part.strip() for part in text.split("|")]
            if len(told) > len(Regimen.model_fields):
                raise ValueError(f"'route | dose | schedule' and two weeks are expected; found '{text[:60]}'")
            regimens.append({name: part for name, part in zip(Regimen.model_fields, told, strict=False) if part})
        return regimens


def _number(word: str) -> float:
    try:
        return float(word)
    except ValueError:
        raise ValueError(f"a number is expected; found '{word[:40]}'") from None


def column(name: str, field: FieldInfo, attribute: str = "") -> Field:
    """Return the column of a field of an entry; `attribute` is its path where that differs from its name."""
    return Field(attribute=attribute or name, column_name=name, widget=_widget(name, field.annotation))


def _widget(name: str, annotation: Any) -> Widget:
    options = [option for option in get_args(annotation) if option is not type(None)]
    inner = options[0] if type(None) in get_args(annotation) else annotation
    if name == "age":
        return RangeCell()
    if inner is Span:
        return SpanCell()
    if get_origin(inner) is list:
        return RegimensCell() if get_args(inner)[0] is Regimen else ListCell()
    if inner is bool:
        return YesCell()
    return TextCell() if inner is str and inner is annotation else NameCell()
