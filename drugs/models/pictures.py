"""Clinical pictures: what patients with a condition or an adverse effect look like."""

from typing import get_args

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q

from drugs.loading import schema, shapes
from drugs.models.columns import (
    TextListField,
    choices_of,
    shape_errors,
    span_errors,
    speaks_bracket_language,
)
from drugs.models.sources import Citation
from drugs.models.vocabulary import Word

UNITS = [(unit, unit) for unit in ("minutes", "hours", "days", "weeks", "months", "years")]
OLDEST = 100


class ClinicalPicture(Word):
    """Who gets it, how it presents, and the sources behind that."""

    parent = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="kinds",
        help_text="The broader entry.",
    )
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)
    female_share = models.FloatField(default=0.5, help_text="0 to 1; 0 or 1 when only one sex is affected.")
    settings = TextListField(blank=True, allowed=get_args(shapes.Setting), help_text="Sites of care.")
    complaints = TextListField(
        blank=True,
        validators=[speaks_bracket_language],
        help_text='Noun phrases after "because of", or a visit: "for a scheduled visit".',
    )
    duration_from = models.FloatField(null=True, blank=True)
    duration_to = models.FloatField(null=True, blank=True)
    duration_unit = models.CharField(max_length=8, blank=True, choices=UNITS)
    vitals = models.JSONField(
        default=dict, blank=True, help_text='Ranges of the vital signs that matter: {"pulse": [84, 104]}'
    )
    summary = models.TextField(blank=True, help_text="One sentence for explanations.")
    citations = models.ManyToManyField(Citation, blank=True, related_name="+")

    class Meta(Word.Meta):
        abstract = True

    def clean(self) -> None:
        """Refuse ages, spans and vital signs that a dump could not say."""
        errors = {**span_errors(self, "duration"), **shape_errors(self, "vitals", schema.Vitals)}
        ages = (self.age_from, self.age_to)
        if (ages[0] is None) != (ages[1] is None):
            errors["age_to"] = "Give both ages or none."
        elif ages[0] is not None and not ages[0] <= ages[1] <= OLDEST:
            errors["age_to"] = f"Ages run from a lower to a higher one, to {OLDEST} at most."
        if not 0 <= self.female_share <= 1:
            errors["female_share"] = "A share lies between 0 and 1."
        if errors:
            raise ValidationError(errors)


class Condition(ClinicalPicture):
    """A disease that drugs are given for, as narrow as the truth needs it."""

    class Course(models.TextChoices):
        ACUTE = "acute", "Acute: over within weeks"
        CHRONIC = "chronic", "Chronic"

    system = models.CharField(max_length=20, choices=choices_of(shapes.System))
    course = models.CharField(max_length=7, choices=Course, default=Course.CHRONIC)
    background = TextListField(
        blank=True,
        validators=[speaks_bracket_language],
        help_text='Verb phrases after "He" or "She" when the disease is known.',
    )


class Effect(ClinicalPicture):
    """An adverse effect in the controlled vocabulary."""

    group = models.CharField(max_length=20, choices=choices_of(shapes.Group))
    routes = TextListField(
        blank=True,
        allowed=get_args(shapes.Route),
        help_text="Ways of giving a drug without which there is no such harm.",
    )
    overlaps = models.ManyToManyField(
        "self", symmetrical=False, blank=True, help_text="Effects that could also be called right."
    )
    dangerous = models.BooleanField(default=False)
    onset_from = models.FloatField(null=True, blank=True)
    onset_to = models.FloatField(null=True, blank=True)
    onset_unit = models.CharField(max_length=8, blank=True, choices=UNITS)
    timing = models.CharField(
        max_length=16,
        default="during",
        choices=[("during", "During treatment"), ("after-stopping", "After stopping")],
    )
    confounders = models.ManyToManyField(
        Condition, blank=True, related_name="+", help_text="Conditions that explain this picture by themselves."
    )

    def clean(self) -> None:
        """Refuse an onset that a dump could not say, beside what every picture refuses."""
        super().clean()
        if errors := span_errors(self, "onset"):
            raise ValidationError(errors)


class Finding(models.Model):
    """One feature of a picture in one or more phrasings; decisive ones are always shown."""

    class Part(models.TextChoices):
        HISTORY = "history", "History"
        EXAM = "exam", "Examination"
        STUDY = "study", "Study"
        COURSE = "course", "Course"

    condition = models.ForeignKey(
        Condition, null=True, blank=True, on_delete=models.CASCADE, related_name="findings"
    )
    effect = models.ForeignKey(Effect, null=True, blank=True, on_delete=models.CASCADE, related_name="findings")
    position = models.PositiveSmallIntegerField(default=0)
    part = models.CharField(max_length=8, choices=Part)
    decisive = models.BooleanField(default=False)
    phrasings = TextListField(validators=[speaks_bracket_language], help_text="Sentences that mean the same.")

    class Meta:
        ordering = ["position", "id"]
        constraints = [
            models.CheckConstraint(
                condition=Q(condition__isnull=False, effect__isnull=True)
                | Q(condition__isnull=True, effect__isnull=False),
                name="finding_has_one_owner",
            )
        ]

    def __str__(self) -> str:
        return self.phrasings[0] if self.phrasings else self.get_part_display()


class Distinction(models.Model):
    """What in the picture of `effect` speaks against `other`."""

    effect = models.ForeignKey(Effect, on_delete=models.CASCADE, related_name="told_apart")
    other = models.ForeignKey(Effect, on_delete=models.CASCADE, related_name="+")
    because = models.CharField(max_length=400)
    position = models.PositiveSmallIntegerField(default=0)

    class Meta:
        ordering = ["position", "id"]
        constraints = [models.UniqueConstraint(fields=["effect", "other"], name="distinction_once")]

    def __str__(self) -> str:
        return f"not {self.other}: {self.because}"
