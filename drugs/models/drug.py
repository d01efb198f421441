"""The drug itself."""

from typing import get_args

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q

from drugs.loading import schema, shapes
from drugs.models.columns import TextListField, lower_slug, shape_errors
from drugs.models.history import Versions
from drugs.models.vocabulary import Category, DrugClass


class Drug(models.Model):
    """A generic drug. What is true of it stands in the fact tables."""

    class Box(models.TextChoices):
        PRESENT = "present", "Boxed warning"
        ABSENT = "absent", "No boxed warning"
        UNKNOWN = "unknown", "Not read yet"

    slug = models.SlugField(max_length=100, unique=True, validators=[lower_slug])
    name = models.CharField("generic name", max_length=100)
    category = models.CharField(max_length=30, choices=Category)
    classes = models.ManyToManyField(DrugClass, related_name="drugs")
    molecule = models.CharField(max_length=120, blank=True)
    routes = TextListField(allowed=get_args(shapes.Route))
    brand_names = TextListField(blank=True, help_text="For search only.")
    identifiers = models.JSONField(default=dict, blank=True, help_text='{"atc": [..], "rxcui": ".."}')
    name_stems = TextListField(blank=True, help_text="Endings that betray the drug in a stem.")
    active_form = models.CharField(
        max_length=100, blank=True, help_text="Active metabolite of a prodrug: a drug's slug or a plain name."
    )
    same_as = models.ManyToManyField(
        "self", symmetrical=False, blank=True, help_text="Interchangeable drugs of the same moiety."
    )
    pearl = models.CharField(max_length=400, blank=True, help_text="What tells it apart from its look-alikes.")
    # Lists that someone has read through: what stands not in them is false for the drug.
    mechanisms_closed = models.BooleanField(default=False)
    indications_closed = models.BooleanField(default=False)
    contraindications_closed = models.BooleanField(default=False)
    monitoring_closed = models.BooleanField(default=False)
    interactions_closed = models.BooleanField(default=False)
    rescue_closed = models.BooleanField(default=False)
    genotypes_closed = models.BooleanField(default=False)
    box = models.CharField(max_length=8, choices=Box, default=Box.UNKNOWN)
    history = Versions()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

    def clean(self) -> None:
        """Refuse identifiers that a dump could not say."""
        if errors := shape_errors(self, "identifiers", schema.Identifiers):
            raise ValidationError(errors)


class EnemyPair(models.Model):
    """Two drugs that would both be right wherever one is: never options of one item."""

    first = models.ForeignKey(Drug, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Drug, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300)
    history = Versions()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["first", "second"], name="enemies_once"),
            models.CheckConstraint(
                condition=~Q(first=F("second")),
                name="enemies_differ",
                violation_error_message="A pair needs two different drugs.",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}"

    def clean(self) -> None:
        """Refuse a pair that is recorded in the other order."""
        if EnemyPair.objects.filter(first=self.second_id, second=self.first_id).exclude(pk=self.pk).exists():
            raise ValidationError("This pair is recorded already, in the other order.")
