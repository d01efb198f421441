"""What learners send: the set-up of a block, and the form under a question."""

import uuid
from dataclasses import dataclass
from typing import Any

from django import forms
from django.http import QueryDict

from drugs.models import DrugClass
from questions.blocks.annotation_fields import MalformedError, is_letter, read_annotations
from questions.blocks.blueprints import LARGEST, LONGEST_MINUTES, SECONDS_PER_ITEM, SMALLEST, Blueprint
from questions.blocks.lifecycle import Selection, Submission
from questions.blocks.lifecycle.annotating import Annotations
from questions.blocks.models import Block
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
        super().__init__(*args, label_suffix="", **kwargs)
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
            minutes=minutes if data["mode"] in Block.TIMED_MODES else 0,
            mode=data["mode"],
            step=data["step"],
            classes=tuple(data["classes"]),
            recipes=tuple(data["recipes"]),
        )


ACTIONS = ("save", "next", "previous", "end", "reveal", "pause")


@dataclass(frozen=True, slots=True)
class Sent:
    """A question form as it arrived. `move` is one of ACTIONS, or a position to go to."""

    selection: Selection | None
    move: str | int
    left: Annotations

    def submission(self, position: int) -> Submission:
        """Return what this form says about the item at `position`."""
        return Submission(
            selection=self.selection,
            target=self.target(position),
            marked=self.left.marked,
            strike=self.left.strike,
            confidence=self.left.confidence,
            stroke=self.left.stroke,
            note=self.left.note,
            reveal=self.move == "reveal",
            pause=self.move == "pause",
        )

    @property
    def redraws(self) -> bool:
        """Tell whether the question looks different afterwards; a selection and a note are on the page already."""
        left = self.left
        return any(each is not None for each in (left.marked, left.strike, left.confidence, left.stroke))

    def target(self, position: int) -> int | None:
        """Return the position to go to from `position`; None to go to the end."""
        if isinstance(self.move, int):
            return self.move
        if self.move == "end":
            return None
        return {"next": position + 1, "previous": max(1, position - 1)}.get(self.move, position)


def parse(data: QueryDict) -> Sent:
    """Read a question form; unknown fields are ignored, impossible values raise MalformedError."""
    return Sent(
        selection=_selection(data),
        move=_move(data.get("action", "save")),
        left=read_annotations(data),
    )


def _selection(data: QueryDict) -> Selection | None:
    choices = data.getlist("choice")
    if not choices:
        return None
    if len(choices) > 1 or not is_letter(choices[0]):
        raise MalformedError("Send one answer, A to E.")
    key, sequence = data.get("client_key", ""), data.get("sequence", "0")
    if not (sequence.isascii() and sequence.isdecimal()) or len(sequence) > 9:
        raise MalformedError("The sequence must be a whole number.")
    if len(key) > 64 or (key and not (key.isascii() and key.isalnum())):
        raise MalformedError("The client key must be letters and digits.")
    if key and not int(sequence):
        raise MalformedError("An answer with a client key needs a sequence number from 1.")
    return Selection(choices[0], key, int(sequence))


def _move(action: str) -> str | int:
    if action in ACTIONS:
        return action
    kind, _, place = action.partition("-")
    if kind == "goto" and place.isdecimal() and place.isascii() and len(place) <= 3:
        return int(place)
    raise MalformedError("There is no such action.")
