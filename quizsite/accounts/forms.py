"""What people may set about themselves."""

from typing import Any

from django import forms

from quizsite.accounts.models import User

DISPLAY = ["theme", "text_size", "contrast", "motion", "shortcuts", "lab_units"]


class DisplayForm(forms.ModelForm):
    """How pages look and answer to keys: what one may want to change in the middle of a block."""

    class Meta:
        model = User
        fields = DISPLAY
        widgets = dict.fromkeys(DISPLAY, forms.RadioSelect)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, label_suffix="", **kwargs)


class PreferencesForm(DisplayForm):
    """Time accommodation, and how pages look."""

    class Meta(DisplayForm.Meta):
        fields = ["time_factor", *DISPLAY]
        labels = {"time_factor": "Testing time"}
