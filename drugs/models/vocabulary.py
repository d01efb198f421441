"""The words that facts are made of: classes, targets, mechanisms, tests, circumstances, other substances."""

from django.db import models

from drugs.loading import shapes
from drugs.models.columns import TextListField, choices_of, lower_slug
from drugs.models.history import Versions


class Category(models.TextChoices):
    CORTICOSTEROIDS = "corticosteroids", "Corticosteroids"
    CYTOKINE_INHIBITORS = "cytokine-inhibitors", "Cytokine inhibitors"
    IMMUNOSUPPRESSANTS = "immunosuppressants", "Immunosuppressants"
    MONOCLONAL_ANTIBODIES = "monoclonal-antibodies", "Monoclonal antibodies"
    IMMUNOMODULATORS = "immunomodulators", "Immunomodulators"


class Word(models.Model):
    """A named entity with a stable slug."""

    slug = models.SlugField(max_length=100, unique=True, validators=[lower_slug])
    name = models.CharField(max_length=200)
    history = Versions(inherit=True)

    class Meta:
        abstract = True
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class DrugClass(Word):
    singular = models.CharField(max_length=200)
    category = models.CharField(max_length=30, choices=Category)
    parent = models.ForeignKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="subclasses")

    class Meta(Word.Meta):
        verbose_name = "drug class"
        verbose_name_plural = "drug classes"


class Target(Word):
    kind = models.CharField(max_length=30, choices=choices_of(shapes.TargetKind))
    genes = TextListField(blank=True)
    includes = models.ManyToManyField("self", symmetrical=False, blank=True, related_name="part_of")


class Mechanism(models.Model):
    """An action on a target, worded as an answer option."""

    slug = models.SlugField(max_length=100, unique=True, validators=[lower_slug])
    target = models.ForeignKey(Target, on_delete=models.PROTECT, related_name="mechanisms")
    action = models.CharField(max_length=20, choices=choices_of(shapes.Action))
    option = models.CharField(max_length=160, help_text="Noun phrase as it stands among the answers.")
    downstream = models.CharField(max_length=400, blank=True, help_text="What follows, in one sentence.")
    overlaps = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        help_text="Mechanisms that could also be called right; unsure means overlap.",
    )
    history = Versions()

    class Meta:
        ordering = ["option"]

    def __str__(self) -> str:
        return self.option


class Test(Word):
    """A test or examination that is done before, during or after treatment."""

    includes = models.ManyToManyField(
        "self",
        symmetrical=False,
        blank=True,
        related_name="part_of",
        help_text="Tests that this one contains: they are never offered against it.",
    )


class Circumstance(Word):
    """A patient factor for contraindications and precautions; `clause` follows "He" or "She"."""

    clause = models.CharField(max_length=200)


class Agent(Word):
    """Another substance in an interaction or a rescue; linked when it is one of our drugs."""

    drug = models.ForeignKey(
        "drugs.Drug", null=True, blank=True, on_delete=models.SET_NULL, related_name="as_agent"
    )
    example = models.CharField(
        max_length=160,
        blank=True,
        help_text="What a patient is given of a class, and for what: cinacalcet for hyperparathyroidism.",
    )
