"""Columns of several values, and the checks that keep an edited row sayable in the content format."""

from collections.abc import Callable, Iterable
from typing import Any, get_args

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.db import models
from pydantic import BaseModel
from pydantic import ValidationError as ShapeError

from drugs.loading.tokens import token_errors

lower_slug = RegexValidator(
    r"^[a-z0-9]+(-[a-z0-9]+)*\Z", "Use lower-case letters, digits and single hyphens, for example crohn-disease."
)


def choices_of(literal: Any) -> list[tuple[str, str]]:
    """Return the words of a schema's Literal as choices."""
    return [(word, word.replace("-", " ").capitalize()) for word in get_args(literal)]


def speaks_bracket_language(texts: Iterable[str]) -> None:
    """Refuse texts with a bracket that no vignette could fill."""
    if wrong := [error for text in texts for error in token_errors(text)]:
        raise ValidationError(wrong)


class LinesField(forms.CharField):
    """A list of texts, edited one to a line."""

    widget = forms.Textarea

    def prepare_value(self, value: Any) -> Any:
        return "\n".join(value) if isinstance(value, list) else value

    def to_python(self, value: Any) -> list[str]:
        lines = value if isinstance(value, list) else (value or "").splitlines()
        return [line.strip() for line in lines if line.strip()]


class TextListField(models.JSONField):
    """A list of texts; `allowed` limits them to known words and makes them check boxes in forms."""

    def __init__(self, *args: Any, allowed: Iterable[str] = (), **kwargs: Any) -> None:
        self.allowed = tuple(allowed)
        super().__init__(*args, **{"default": list, **kwargs})

    def deconstruct(self) -> Any:
        name, path, args, kwargs = super().deconstruct()
        return name, path, args, {**kwargs, "allowed": self.allowed} if self.allowed else kwargs

    def validate(self, value: Any, model_instance: models.Model | None) -> None:
        super().validate(value, model_instance)
        if not isinstance(value, list) or not all(isinstance(text, str) and text.strip() for text in value):
            raise ValidationError("A list of texts is expected.")
        if self.allowed and (unknown := sorted(set(value) - set(self.allowed))):
            raise ValidationError(f"{', '.join(unknown)}: expected words of {', '.join(self.allowed)}.")

    def formfield(self, **kwargs: Any) -> Any:
        form_class: Callable[..., forms.Field] = LinesField
        if self.allowed:
            form_class = forms.MultipleChoiceField
            chosen = {"choices": [(word, word) for word in self.allowed], "widget": forms.CheckboxSelectMultiple}
            kwargs = {**kwargs, **chosen}
        else:
            kwargs.setdefault("help_text", " ".join(part for part in (self.help_text, "One to a line.") if part))
        return models.Field.formfield(self, **{**kwargs, "form_class": form_class})


def span_errors(row: Any, prefix: str) -> dict[str, str]:
    """Say what is wrong with the three columns of a span: all or none, in order."""
    low, high, unit = (getattr(row, f"{prefix}_{part}") for part in ("from", "to", "unit"))
    given = [low is not None, high is not None, bool(unit)]
    if any(given) and not all(given):
        return {f"{prefix}_unit": "Give beginning, end and unit, or none of them."}
    if low is not None and not 0 <= low <= high:
        return {f"{prefix}_to": "The end must not come before the beginning."}
    return {}


def shape_errors(row: Any, column: str, shape: type[BaseModel]) -> dict[str, list[str]]:
    """Say where a JSON column departs from the shape that content files give it."""
    try:
        shape.model_validate(getattr(row, column))
    except ShapeError as wrong:
        told = [f"{'.'.join(map(str, each['loc'])) or column}: {each['msg']}" for each in wrong.errors()]
        return {column: told}
    return {}
