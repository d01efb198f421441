"""What people may set about themselves."""

from django import forms

from quizsite.accounts.models import TIME_FACTORS, User


class PreferencesForm(forms.ModelForm):
    """Time accommodation and appearance."""

    time_factor = forms.TypedChoiceField(label="Testing time", choices=TIME_FACTORS, coerce=lambda text: text)

    class Meta:
        model = User
        fields = ["time_factor", "theme"]
        labels = {"theme": "Appearance"}
