"""What all answers together say about items and concepts, and which blocks have been counted for it."""

from django.conf import settings
from django.db import models
from django.db.models import OuterRef

from questions.blocks.models import Block

# The demo learner is invented: what it answers says nothing about an item.
DEMO_USERNAME = "demo"


class CountedBlock(models.Model):
    """A closed block whose answers the statistics have taken in."""

    block = models.OneToOneField(
        "blocks.Block", on_delete=models.CASCADE, primary_key=True, related_name="counted_by_statistics"
    )
    run = models.PositiveIntegerField(db_index=True, help_text="Which update took it in.")

    def __str__(self) -> str:
        return str(self.pk)


class LearnerRating(models.Model):
    """A person's ability as the online rating has it: it only serves to weigh the answers to items."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, primary_key=True, related_name="rating"
    )
    value = models.FloatField(help_text="In logits.")
    n = models.PositiveIntegerField()

    def __str__(self) -> str:
        return f"{self.value:.2f} after {self.n}"


class ItemStatistics(models.Model):
    """The figures of one item from first attempts; percentages from 0 to 100, difficulties in logits."""

    item = models.OneToOneField("bank.Item", on_delete=models.CASCADE, primary_key=True, related_name="statistics")
    n = models.PositiveIntegerField(help_text="First attempts that reached it.")
    right = models.PositiveIntegerField()
    omitted = models.PositiveIntegerField()
    not_reached = models.PositiveIntegerField()
    facility = models.FloatField()
    facility_low = models.FloatField()
    facility_high = models.FloatField()
    link = models.FloatField("item-rest correlation", null=True)
    link_low = models.FloatField(null=True)
    link_high = models.FloatField(null=True)
    efficiency = models.FloatField("discriminative efficiency", null=True)
    median_seconds = models.FloatField(null=True)
    options = models.JSONField(help_text="For each letter, how many chose it in the weakest, middle, best third.")
    rating = models.FloatField(help_text="Own difficulty, from the online rating.")
    rating_n = models.PositiveIntegerField()
    difficulty = models.FloatField(help_text="Own difficulty drawn towards concept, recipe and prior.")
    flags = models.JSONField(default=list)
    flagged = models.BooleanField(default=False, db_index=True)
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = "item statistics"
        verbose_name_plural = "item statistics"
        ordering = ["-flagged", "-n", "pk"]

    def __str__(self) -> str:
        return f"{self.item_id}: {self.facility:.0f}% of {self.n}"


class ConceptStatistics(models.Model):
    """The figures of one concept over all its variants."""

    concept = models.CharField(max_length=200, primary_key=True)
    n = models.PositiveIntegerField()
    right = models.PositiveIntegerField()
    facility = models.FloatField()
    facility_low = models.FloatField()
    facility_high = models.FloatField()
    variants = models.PositiveIntegerField(help_text="Variants that were met.")
    spread = models.FloatField(
        null=True, help_text="Points between the easiest and the hardest variant that enough have met."
    )
    flagged = models.BooleanField(default=False, db_index=True)
    updated_at = models.DateTimeField()

    class Meta:
        verbose_name = "concept statistics"
        verbose_name_plural = "concept statistics"
        ordering = ["-flagged", "-n", "pk"]

    def __str__(self) -> str:
        return f"{self.concept}: {self.facility:.0f}% of {self.n}"


def countable() -> "models.QuerySet[Block]":
    """Return the closed blocks whose answers count for items.

    Not those of a day that goes on, of the demo learner, or of anyone after a reset: items met again then are no
    first attempts, though the learner's own pages start afresh.
    """
    resets = Block.objects.filter(user=OuterRef("user"), archived_at__lte=OuterRef("started_at"))
    told = Block.objects.exclude(status=Block.Status.RUNNING.value).filter(sealed_until__isnull=True)
    return told.exclude(user__username=DEMO_USERNAME).exclude(models.Exists(resets))
