"""What learners send: the set-up of a block, and the form under a question."""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from drugs.models import DrugClass
from questions.blocks.blueprints import LARGEST, LONGEST_MINUTES, SECONDS_PER_ITEM, SMALLEST, Blueprint
from questions.blocks.lifecycle import Selection
from questions.blocks.models import LETTERS, Block
from questions.generator.recipe import registry


class SetUpForm(forms.Form):
    """A blueprint as form fields."""

    size = forms.IntegerField(
        label="Number of questions",
        min_value=SMALLEST,
        max_value=LARGEST,
        initial=20,
        error_messages={"required": f"Enter a number of questions from {SMALLEST} to {LARGEST}."},
    )
    minutes = forms.IntegerField(
        label="Minutes",
        min_value=1,
        max_value=LONGEST_MINUTES,
        required=False,
        initial=30,
        help_text="Leave empty for 90 seconds a question, as in the exam.",
    )
    mode = forms.ChoiceField(label="Mode", choices=Block.Mode.choices, initial=Block.Mode.TIMED)
    step = forms.TypedChoiceField(
        label="Exam",
        choices=[("", "Any step"), ("1", "Step 1"), ("2", "Step 2 CK"), ("3", "Step 3")],
        coerce=int,
        empty_value=None,
        required=False,
    )
    classes = forms.MultipleChoiceField(label="Drug classes", required=False, widget=forms.CheckboxSelectMultiple)
    recipes = forms.MultipleChoiceField(
        label="Kinds of question", required=False, widget=forms.CheckboxSelectMultiple
    )
    token = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stocked = DrugClass.objects.filter(drugs__items__state="active").distinct()
        self.fields["classes"].choices = list(stocked.values_list("slug", "name"))
        self.fields["recipes"].choices = [(recipe.slug, recipe.title) for recipe in registry().values()]
        self.fields["token"].initial = uuid.uuid4().hex

    def blueprint(self) -> Blueprint:
        """Return what a valid form asks for."""
        data = self.cleaned_data
        minutes = data["minutes"] or data["size"] * SECONDS_PER_ITEM / 60
        return Blueprint(
            size=data["size"],
            minutes=minutes if data["mode"] == Block.Mode.TIMED else 0,
            mode=data["mode"],
            step=data["step"],
            classes=tuple(data["classes"]),
            recipes=tuple(data["recipes"]),
        )


class MalformedError(Exception):
    """The request is not one that our pages send."""


@dataclass(frozen=True, slots=True)
class Sent:
    """A question form as it arrived. `move` is save, next, previous, end, or a position to go to."""

    selection: Selection | None
    move: str | int
    marked: bool | None
    strike: str


def parse(data: QueryDict) -> Sent:
    """Read a question form; unknown fields are ignored, impossible values raise MalformedError."""
    choices = data.getlist("choice")
    if len(choices) > 1 or any(choice not in LETTERS or not choice for choice in choices):
        raise MalformedError("Send one answer, A to E.")
    selection = None
    if choices:
        selection = Selection(choices[0], data.get("client_key", "")[:64], _number(data.get("sequence", "0")))
        if selection.client_key and not selection.sequence:
            raise MalformedError("An answer with a client key needs a sequence number from 1.")
    strike = data.get("strike", "")
    if strike and (strike not in LETTERS or len(strike) != 1):
        raise MalformedError("Strike out one option, A to E.")
    mark = data.get("mark")
    return Sent(selection, _move(data.get("action", "save")), None if mark is None else mark == "1", strike)


def _number(text: str) -> int:
    if not text.isdecimal() or len(text) > 9:
        raise MalformedError("The sequence must be a whole number.")
    return int(text)


def _move(action: str) -> str | int:
    if action in ("save", "next", "previous", "end"):
        return action
    kind, _, place = action.partition("-")
    if kind == "goto" and place.isdecimal() and len(place) <= 3:
        return int(place)
    raise MalformedError("There is no such action.")
