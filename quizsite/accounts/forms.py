"""What people may set about themselves."""

from django import forms

from quizsite.accounts.models import User


class PreferencesForm(forms.ModelForm):
    """Time accommodation and appearance."""

    class Meta:
        model = User
        fields = ["time_factor", "theme"]
        labels = {"time_factor": "Testing time", "theme": "Appearance"}
