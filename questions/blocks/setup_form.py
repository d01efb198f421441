"""The set-up of a block as a form: filled in by hand, from a link, or from the block before."""

import uuid
from collections.abc import Iterable
from difflib import get_close_matches
from functools import cached_property
from typing import Any

from django import forms
from django.http import QueryDict

from drugs.models import Drug, DrugClass
from drugs.models.vocabulary import Category
from questions.blocks import filters
from questions.blocks.blueprints import (
    DIFFICULTIES,
    HIGHEST_NUMBER,
    LARGEST,
    LONGEST_MINUTES,
    QUICKEST,
    SECONDS_PER_ITEM,
    SLOWEST,
    SMALLEST,
    Blueprint,
)
from questions.blocks.models import Block
from questions.generator.recipe import registry

STATUS_LABELS = {
    "unseen": "Not seen yet",
    "missed": "Missed last time",
    "marked": "Marked last time",
    "due": "Due for review",
}
UNKNOWN = "There is no “%(value)s” to choose here."


class DrugNames(forms.CharField):
    """Generic names separated by commas; brand names and spelling mistakes are answered with a suggestion."""

    def clean(self, value: Any) -> tuple[str, ...]:
        wanted = [name.strip() for name in super().clean(value).split(",") if name.strip()]
        known = {name.casefold(): name for name in self.names}
        return tuple(known.get(name.casefold()) or self._unknown(name) for name in wanted)

    @cached_property
    def names(self) -> list[str]:
        """Return the names of drugs that some question is about."""
        stocked = Drug.objects.filter(items__state="active").order_by("name")
        return list(stocked.values_list("name", flat=True).distinct())

    def _unknown(self, name: str) -> str:
        near = get_close_matches(name.casefold(), self.names, n=1)
        hint = f" Did you mean {near[0]}?" if near else " Write its generic name."
        raise forms.ValidationError(f"No question is about “{name}”.{hint}")


def _whole(label: str, low: int, high: int, **more: Any) -> forms.IntegerField:
    """Return a field for a whole number that says its range whatever is wrong."""
    told = f"Enter a whole number from {low:,} to {high:,}."
    messages = dict.fromkeys(("required", "invalid", "min_value", "max_value"), told)
    return forms.IntegerField(label=label, min_value=low, max_value=high, error_messages=messages, **more)


def _one_of(label: str, anything: str, choices: Iterable[tuple[str, str]]) -> forms.ChoiceField:
    given = [("", anything), *choices]
    return forms.ChoiceField(
        label=label, choices=given, required=False, error_messages={"invalid_choice": UNKNOWN}
    )


def _some_of(label: str) -> forms.MultipleChoiceField:
    messages = {"invalid_choice": UNKNOWN}
    box = forms.CheckboxSelectMultiple
    return forms.MultipleChoiceField(label=label, required=False, widget=box, error_messages=messages)


class SetUpForm(forms.Form):
    """A blueprint as form fields."""

    size = _whole("Number of questions", SMALLEST, LARGEST, initial=20)
    minutes = _whole("Minutes", 1, LONGEST_MINUTES, required=False, initial=30, help_text="For the whole block.")
    seconds = _whole(
        "Seconds a question",
        QUICKEST,
        SLOWEST,
        required=False,
        help_text=f"Counts in place of the minutes. With neither, {SECONDS_PER_ITEM} as in the exam.",
    )
    mode = forms.ChoiceField(
        label="Mode",
        choices=Block.Mode.choices,
        initial=Block.Mode.TIMED,
        error_messages={"invalid_choice": UNKNOWN},
    )
    step = _one_of("Exam", "Any step", [("1", "Step 1"), ("2", "Step 2 CK"), ("3", "Step 3")])
    category = _one_of("Category", "All categories", Category.choices)
    drugs = DrugNames(
        label="Drugs",
        required=False,
        max_length=1000,
        widget=forms.TextInput({"list": "drug-names", "placeholder": "All drugs"}),
        help_text="Generic names, separated by commas.",
    )
    status = _one_of("History", "All questions", [])
    difficulty = _one_of("Difficulty", "Any difficulty", [(band, band.capitalize()) for band in DIFFICULTIES])
    classes = _some_of("Drug classes")
    recipes = _some_of("Kinds of question")
    number = _whole(
        "Block number",
        0,
        HIGHEST_NUMBER,
        required=False,
        help_text="The same number and set-up give everybody the same questions.",
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)
        stocked = DrugClass.objects.filter(drugs__items__state="active").distinct()
        classes = sorted(stocked.values_list("slug", "name"), key=lambda named: named[1].casefold())
        self.fields["classes"].choices = classes
        self.fields["recipes"].choices = [(recipe.slug, recipe.title) for recipe in registry().values()]
        offered = [each for each in STATUS_LABELS.items() if each[0] != "due" or filters.has_due()]
        self.fields["status"].choices = [("", "All questions"), *offered]

    @classmethod
    def from_link(cls, query: QueryDict) -> "SetUpForm":
        """Return the form as a link describes it: what the link leaves out is as in an untouched form."""
        data = query.copy()
        data.setdefault("token", uuid.uuid4().hex)
        for name, field in cls.base_fields.items():
            if field.initial and not (name == "minutes" and query.get("seconds")):
                data.setdefault(name, str(field.initial))
        return cls(data)

    @classmethod
    def from_blueprint(cls, blueprint: Blueprint) -> "SetUpForm":
        """Return the form filled in as for this blueprint, without what the bank no longer offers."""
        data = QueryDict(mutable=True)
        for name, value in blueprint.query():
            data.appendlist(name, value)
        form = cls.from_link(data)
        for name in form.fields:
            form.data.setlist(name, [value for value in form.data.getlist(name) if form.offers(name, value)])
        return form

    def offers(self, name: str, value: str) -> bool:
        """Tell whether a choice is among those of its field; free fields offer everything."""
        field = self.fields[name]
        if name == "drugs":
            return set(value.split(", ")) <= set(field.names)
        return not isinstance(field, forms.ChoiceField) or value in dict(field.choices)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or self.cleaned_data
        if data.get("number") is not None and data.get("status"):
            told = "A numbered block is the same for everybody: it cannot follow your own history. Take one away."
            self.add_error("status", told)
        return data

    def blueprint(self) -> Blueprint:
        """Return what a valid form asks for."""
        data = self.cleaned_data
        seconds = data["seconds"] or (None if data["minutes"] else SECONDS_PER_ITEM)
        minutes = data["size"] * seconds / 60 if seconds else data["minutes"]
        return Blueprint(
            size=data["size"],
            minutes=minutes if data["mode"] in Block.TIMED_MODES else 0,
            seconds=seconds if data["mode"] in Block.TIMED_MODES else None,
            mode=data["mode"],
            step=int(data["step"]) if data["step"] else None,
            category=data["category"],
            classes=tuple(data["classes"]),
            drugs=data["drugs"],
            recipes=tuple(data["recipes"]),
            status=data["status"],
            difficulty=data["difficulty"],
            number=data["number"],
        )
