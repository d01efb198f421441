"""What a learner sends from the review pages."""

from django import forms

from questions.review.models import ReviewPreference


class PreferenceForm(forms.ModelForm):
    """How much to keep, and how much a day."""

    retention = forms.TypedChoiceField(
        label="Wanted recall",
        choices=ReviewPreference._meta.get_field("retention").choices,
        coerce=float,
        help_text="The chance of knowing a concept when it comes back. Higher means more reviews.",
    )
    daily_limit = forms.IntegerField(
        label="Reviews a day",
        min_value=1,
        max_value=200,
        error_messages={
            "required": "Enter a number of reviews from 1 to 200.",
            "invalid": "Enter a whole number of reviews from 1 to 200.",
            "min_value": "At least 1 review a day.",
            "max_value": "At most 200 reviews a day.",
        },
    )

    class Meta:
        model = ReviewPreference
        fields = ["daily_limit", "retention"]
