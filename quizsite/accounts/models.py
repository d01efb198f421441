"""The person who learns or edits, and how much time they are given."""

from django.contrib.auth.models import AbstractUser
from django.db import models


class User(AbstractUser):
    """A learner, an editor, or a guest who has not signed up yet."""

    is_guest = models.BooleanField(default=False, db_default=False)
    time_factor = models.DecimalField(
        max_digits=3,
        decimal_places=2,
        default=1,
        db_default=1,
        help_text="Testing-time accommodation: 1, 1.5, 2 or 3 times the standard time.",
    )
