"""The person who learns or edits, and how much time they are given."""

from decimal import Decimal

from django.contrib.auth.models import AbstractUser
from django.db import models

# Two decimals, as the database gives them back: a form finds the stored value among its choices by its text.
TIME_FACTORS = [
    (Decimal("1.00"), "Standard time"),
    (Decimal("1.50"), "Time and a half (1.5×)"),
    (Decimal("2.00"), "Double time (2×)"),
    (Decimal("3.00"), "Triple time (3×)"),
]
# What the empty choice means needs no attribute on the page.
THEMES = [("", "As the device"), ("light", "Light"), ("dark", "Dark")]
TEXT_SIZES = [("", "Normal"), ("large", "Large"), ("larger", "Larger"), ("largest", "Largest")]
CONTRASTS = [("", "As the device"), ("high", "High")]
MOTIONS = [("", "As the device"), ("reduced", "Reduced")]
SHORTCUTS = [("", "On"), ("off", "Off")]
LAB_UNITS = [("", "Conventional"), ("si", "SI")]


def _choice(choices: list[tuple[str, str]], verbose_name: str) -> "models.CharField[str, str]":
    return models.CharField(verbose_name, max_length=8, blank=True, default="", db_default="", choices=choices)


class User(AbstractUser):
    """A learner, an editor, or a guest who has not signed up yet."""

    is_guest = models.BooleanField(default=False, db_default=False)
    time_factor = models.DecimalField(
        max_digits=3,
        decimal_places=2,
        default=Decimal("1.00"),
        db_default=Decimal("1.00"),
        choices=TIME_FACTORS,
        help_text="Your accommodation. It applies to blocks you start from now on.",
    )
    theme = models.CharField("appearance", max_length=5, blank=True, default="", db_default="", choices=THEMES)
    text_size = _choice(TEXT_SIZES, "text size")
    contrast = _choice(CONTRASTS, "contrast")
    motion = _choice(MOTIONS, "motion")
    shortcuts = _choice(SHORTCUTS, "keyboard shortcuts")
    lab_units = _choice(LAB_UNITS, "units of lab values")
