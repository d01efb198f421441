"""Room for sentences: what editors type long texts and lists into."""

from typing import Any

from django import forms
from django.db import models
from django.http import HttpRequest

from drugs.models.columns import TextListField

LONGEST_ONE_LINER = 200  # characters
SHORT = 60  # characters that the admin's own width shows


class RoomyText:
    """Mixed into admins and inlines: phrases get a wide line, sentences two, lists four."""

    def formfield_for_dbfield(self, db_field: Any, request: HttpRequest | None, **kwargs: Any) -> Any:
        if isinstance(db_field, TextListField):
            kwargs["widget"] = forms.Textarea(attrs={"rows": 4, "cols": 80})
        elif isinstance(db_field, models.CharField) and not db_field.choices:
            longest = db_field.max_length or 0
            if longest > LONGEST_ONE_LINER:
                kwargs["widget"] = forms.Textarea(attrs={"rows": 2, "cols": 80})
            elif longest > SHORT and not isinstance(db_field, models.SlugField | models.URLField):
                kwargs["widget"] = forms.TextInput(attrs={"size": 80})
        return super().formfield_for_dbfield(db_field, request, **kwargs)  # type: ignore[misc]
