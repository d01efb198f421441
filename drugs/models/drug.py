"""The drug itself."""

from django.db import models

from drugs.models.vocabulary import Category, DrugClass


class DrugQuerySet(models.QuerySet["Drug"]):
    """Drugs with what list pages show."""

    def for_list(self) -> "DrugQuerySet":
        """Fetch classes in one more query."""
        return self.prefetch_related("classes")


class Drug(models.Model):
    """A generic drug. What is true of it stands in the fact tables."""

    class Box(models.TextChoices):
        PRESENT = "present", "Boxed warning"
        ABSENT = "absent", "No boxed warning"
        UNKNOWN = "unknown", "Not read yet"

    slug = models.SlugField(max_length=100, unique=True)
    name = models.CharField("generic name", max_length=100)
    category = models.CharField(max_length=30, choices=Category)
    classes = models.ManyToManyField(DrugClass, related_name="drugs")
    molecule = models.CharField(max_length=120, blank=True)
    routes = models.JSONField(default=list)
    brand_names = models.JSONField(default=list, blank=True, help_text="For search only.")
    identifiers = models.JSONField(default=dict, blank=True)
    name_stems = models.JSONField(default=list, blank=True, help_text="Endings that betray the drug in a stem.")
    active_form = models.CharField(
        max_length=100, blank=True, help_text="Active metabolite of a prodrug: a drug's slug or a plain name."
    )
    same_as = models.ManyToManyField(
        "self", symmetrical=False, blank=True, help_text="Interchangeable drugs of the same moiety."
    )
    pearl = models.CharField(max_length=400, blank=True, help_text="What tells it apart from its look-alikes.")
    mechanisms_closed = models.BooleanField(
        default=False, help_text="The list of mechanisms is complete: what is not listed is false."
    )
    indications_closed = models.BooleanField(
        default=False, help_text="The list of indications is complete: what is not listed is false."
    )
    box = models.CharField(max_length=8, choices=Box, default=Box.UNKNOWN)

    objects = DrugQuerySet.as_manager()

    class Meta:
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class EnemyPair(models.Model):
    """Two drugs that would both be right wherever one is: never options of one item."""

    first = models.ForeignKey(Drug, on_delete=models.CASCADE, related_name="+")
    second = models.ForeignKey(Drug, on_delete=models.CASCADE, related_name="+")
    reason = models.CharField(max_length=300)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["first", "second"], name="enemies_once")]

    def __str__(self) -> str:
        return f"{self.first} and {self.second}"
