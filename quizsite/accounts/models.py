"""The person who learns or edits, and how much time they are given."""

from decimal import Decimal

from django.contrib.auth.models import AbstractUser
from django.db import models

TIME_FACTORS = [
    (Decimal("1"), "Standard"),
    (Decimal("1.5"), "1.5 times"),
    (Decimal("2"), "Double"),
    (Decimal("3"), "Triple"),
]
THEMES = [("", "As the device"), ("light", "Light"), ("dark", "Dark")]


class User(AbstractUser):
    """A learner, an editor, or a guest who has not signed up yet."""

    is_guest = models.BooleanField(default=False, db_default=False)
    time_factor = models.DecimalField(
        max_digits=3,
        decimal_places=2,
        default=1,
        db_default=1,
        choices=TIME_FACTORS,
        help_text="Applies to blocks you start from now on.",
    )
    theme = models.CharField(max_length=5, blank=True, default="", db_default="", choices=THEMES)
