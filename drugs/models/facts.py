"""Facts about drugs: rows with a source, a scope and a review state."""

from django.core.exceptions import ValidationError
from django.db import models

from drugs.loading import shapes
from drugs.models.columns import choices_of, span_errors
from drugs.models.drug import Drug
from drugs.models.history import Versions
from drugs.models.pictures import UNITS, Condition, Effect
from drugs.models.sources import Citation
from drugs.models.vocabulary import Agent, Circumstance, Mechanism, Test

SCOPE = ("scope_formulation", "scope_product", "scope_indication", "scope_population", "scope_dose")


class State(models.TextChoices):
    DRAFT = "draft", "Draft"
    REVIEWED = "reviewed", "Reviewed"


class Fact(models.Model):
    """What every fact carries. `key` is the stable fact id that items quote."""

    KIND = ""  # the middle part of the key, for example "adverse-effect"

    drug = models.ForeignKey(Drug, on_delete=models.CASCADE, related_name="%(class)s_set")
    key = models.CharField(max_length=255, unique=True, editable=False)
    position = models.PositiveSmallIntegerField(default=0)
    citations = models.ManyToManyField(Citation, blank=True, related_name="%(class)s_facts")
    state = models.CharField(max_length=8, choices=State, default=State.REVIEWED)
    scope_formulation = models.CharField(max_length=120, blank=True)
    scope_product = models.CharField(max_length=120, blank=True)
    scope_indication = models.CharField(max_length=120, blank=True)
    scope_population = models.CharField(max_length=120, blank=True)
    scope_dose = models.CharField(max_length=120, blank=True)
    note = models.CharField(max_length=400, blank=True)
    history = Versions(inherit=True)

    class Meta:
        abstract = True
        ordering = ["drug_id", "position", "id"]

    def __str__(self) -> str:
        return self.key


class DrugMechanism(Fact):
    KIND = "mechanism"
    mechanism = models.ForeignKey(Mechanism, on_delete=models.PROTECT, related_name="drugs")
    primary = models.BooleanField(default=False)
    statement = models.CharField(max_length=500)


class Indication(Fact):
    class Status(models.TextChoices):
        APPROVED = "approved", "Approved"
        GUIDELINE = "guideline", "Recommended off label by a guideline"

    KIND = "indication"
    condition = models.ForeignKey(Condition, on_delete=models.PROTECT, related_name="indications")
    status = models.CharField(max_length=10, choices=Status, default=Status.APPROVED)
    line = models.CharField(max_length=300, blank=True)


class Regimen(models.Model):
    """How a drug is usually given for an indication."""

    indication = models.ForeignKey(Indication, on_delete=models.CASCADE, related_name="regimens")
    position = models.PositiveSmallIntegerField(default=0)
    route = models.CharField(max_length=20, choices=choices_of(shapes.Route))
    dose = models.CharField(max_length=120, blank=True)
    schedule = models.CharField(max_length=80, blank=True, help_text="Adverbial phrase: every 8 weeks.")
    from_week = models.PositiveSmallIntegerField(default=0, help_text="Week of treatment in which it begins.")
    to_week = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="Week in which it ends, if it does: an induction, a taper."
    )

    class Meta:
        ordering = ["position", "id"]

    def __str__(self) -> str:
        return " ".join(part for part in (self.dose, self.route, self.schedule, self.weeks) if part)

    @property
    def weeks(self) -> str:
        """Say when in the treatment this regimen holds, if not throughout."""
        if self.to_week is None:
            return f"from week {self.from_week}" if self.from_week else ""
        return f"in weeks {self.from_week} to {self.to_week}"

    def clean(self) -> None:
        """Refuse an end that is not after the beginning."""
        if self.to_week is not None and self.to_week <= self.from_week:
            raise ValidationError({"to_week": "It ends after the week in which it begins."})


class AdverseEffect(Fact):
    class Strength(models.TextChoices):
        CHARACTERISTIC = "characteristic", "Characteristic"
        COMMON = "common", "Common"
        RARE_SERIOUS = "rare-serious", "Rare but serious"
        REPORTED = "reported", "Reported"

    KIND = "adverse-effect"
    effect = models.ForeignKey(Effect, on_delete=models.PROTECT, related_name="drugs")
    strength = models.CharField(max_length=16, choices=Strength)
    boxed = models.BooleanField(default=False)
    process = models.CharField(
        max_length=120, blank=True, help_text="What goes wrong, as an answer option: Loss of granuloma integrity."
    )
    why = models.CharField(max_length=400, blank=True, help_text="Why it happens, in one sentence.")
    onset_from = models.FloatField(null=True, blank=True)
    onset_to = models.FloatField(null=True, blank=True)
    onset_unit = models.CharField(max_length=8, blank=True, choices=UNITS)

    class Meta(Fact.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["drug", "effect", *SCOPE],
                name="adverse_effect_once_in_a_scope",
                violation_error_message="This effect is recorded already; a second entry needs another scope.",
            )
        ]

    def clean(self) -> None:
        """Refuse what contradicts a recorded negative."""
        errors = span_errors(self, "onset")
        if NotAssociated.objects.filter(drug=self.drug_id, effect=self.effect_id).exists():
            errors["effect"] = "Recorded as not associated with this drug. Delete that first, and save."
        if errors:
            raise ValidationError(errors)


class NotAssociated(Fact):
    """An explicit negative: reviewed, label silent, no credible association."""

    KIND = "not-associated"
    effect = models.ForeignKey(Effect, on_delete=models.PROTECT, related_name="not_in_drugs")
    reviewed = models.DateField()

    class Meta(Fact.Meta):
        verbose_name_plural = "not associated"
        constraints = [
            models.UniqueConstraint(
                fields=["drug", "effect"],
                name="not_associated_once",
                violation_error_message="This negative is recorded already.",
            )
        ]

    def clean(self) -> None:
        """Refuse what contradicts a recorded adverse effect."""
        if AdverseEffect.objects.filter(drug=self.drug_id, effect=self.effect_id).exists():
            raise ValidationError({"effect": "Recorded as an adverse effect of this drug. Delete that first."})


class BoxedWarning(Fact):
    KIND = "boxed-warning"
    title = models.CharField(max_length=160)
    statement = models.CharField(max_length=600)


class CircumstanceFact(Fact):
    circumstance = models.ForeignKey(Circumstance, on_delete=models.PROTECT, related_name="%(class)s_facts")
    statement = models.CharField(max_length=500)

    class Meta(Fact.Meta):
        abstract = True


class Contraindication(CircumstanceFact):
    """The label's section 4, or a named guideline says never."""

    KIND = "contraindication"


class Precaution(CircumstanceFact):
    """Everything softer than a contraindication."""

    KIND = "precaution"


class Monitoring(Fact):
    class When(models.TextChoices):
        BEFORE = "before", "Before treatment"
        DURING = "during", "During treatment"
        AFTER = "after", "After treatment"

    KIND = "monitoring"
    test = models.ForeignKey(Test, on_delete=models.PROTECT, related_name="monitoring_facts")
    when = models.CharField(max_length=6, choices=When)
    frequency = models.CharField(max_length=300, blank=True)
    why = models.CharField(max_length=400, blank=True)

    class Meta(Fact.Meta):
        verbose_name_plural = "monitoring"


class Interaction(Fact):
    KIND = "interaction"
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="interactions")
    mechanism = models.CharField(max_length=400, blank=True)
    consequence = models.CharField(max_length=400)
    effect = models.ForeignKey(
        Effect,
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="interactions",
        help_text="The adverse effect that the combination causes.",
    )
    action = models.CharField(max_length=400, blank=True)


class Rescue(Fact):
    class Purpose(models.TextChoices):
        RESCUE = "rescue", "Rescue"
        PROPHYLAXIS = "prophylaxis", "Prophylaxis"
        REVERSAL = "reversal", "Reversal"
        TAPER = "taper", "Taper"
        PREMEDICATION = "premedication", "Premedication"

    KIND = "rescue"
    agent = models.ForeignKey(Agent, on_delete=models.PROTECT, related_name="rescues")
    purpose = models.CharField(max_length=16, choices=Purpose)
    effect = models.ForeignKey(Effect, null=True, blank=True, on_delete=models.PROTECT, related_name="rescues")
    statement = models.CharField(max_length=500)


class Genotype(Fact):
    KIND = "genotype"
    gene = models.CharField(max_length=60)
    phenotype = models.CharField(max_length=120)
    consequence = models.CharField(max_length=400)
    action = models.CharField(max_length=400, blank=True)
    tested = models.BooleanField(
        default=False, help_text="A label or guideline asks for the test before the first dose."
    )


class PopulationNote(Fact):
    KIND = "population"
    population = models.CharField(max_length=20, choices=choices_of(shapes.Population))
    statement = models.CharField(max_length=500)


class Standing(Fact):
    """Where a drug stands in the treatment of a condition."""

    KIND = "standing"
    condition = models.ForeignKey(Condition, on_delete=models.CASCADE, related_name="therapy")
    standing = models.CharField(
        max_length=16,
        choices=[
            (word, word.capitalize()) for word in ("appropriate", "acceptable", "inferior", "contraindicated")
        ],
    )
    reason = models.CharField(max_length=400)
