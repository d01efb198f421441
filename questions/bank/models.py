"""Stored items: frozen once written, superseded or withdrawn but never edited."""

from django.db import models


class ItemQuerySet(models.QuerySet["Item"]):
    """The questions that other features ask of the bank."""

    def active(self) -> "ItemQuerySet":
        """Keep the items that new blocks may show."""
        return self.filter(state=Item.State.ACTIVE)

    def opening(self) -> "ItemQuerySet":
        """Keep the items that tell of a patient of their own; the others come only after the one they follow."""
        return self.filter(follows__isnull=True)


class Item(models.Model):
    """One variant of one concept, with the proof material it was built from."""

    class State(models.TextChoices):
        ACTIVE = "active", "Active"
        SUPERSEDED = "superseded", "Superseded"
        WITHDRAWN = "withdrawn", "Withdrawn"

    class Tier(models.TextChoices):
        INFERENCE = "inference", "Inference"
        RECALL = "recall", "Recall"

    uid = models.CharField(max_length=40, unique=True)
    concept = models.CharField(max_length=200, db_index=True)
    recipe = models.SlugField(max_length=60)
    recipe_version = models.PositiveSmallIntegerField()
    seed = models.PositiveBigIntegerField()
    facts_digest = models.CharField(max_length=64)
    fingerprint = models.CharField(max_length=64, unique=True)
    tier = models.CharField(max_length=12, choices=Tier)
    reasoning_steps = models.PositiveSmallIntegerField()
    difficulty = models.FloatField(help_text="Prior difficulty between 0 (easy) and 1 (hard).")
    step1 = models.BooleanField()
    step2 = models.BooleanField()
    step3 = models.BooleanField()
    drug = models.ForeignKey("drugs.Drug", null=True, on_delete=models.SET_NULL, related_name="items")
    drug_name = models.CharField(max_length=100)
    category = models.SlugField(max_length=60)
    stem = models.TextField()
    lead_in = models.TextField()
    options = models.JSONField(help_text="Five options in display order, with rationale and facts.")
    key = models.CharField(max_length=1)
    objective = models.TextField()
    explanation = models.TextField()
    sources = models.JSONField()
    clues = models.JSONField(default=list, help_text="The sentences of the stem that decide the answer.")
    fact_ids = models.JSONField(default=list, help_text="Every fact that the item rests on.")
    proof = models.JSONField(default=dict, help_text="The case, so that the item can be proved again.")
    asks = models.TextField(
        blank=True, default="", db_default="", help_text="What a stem must not tell in the same block, one a line."
    )
    tells = models.TextField(blank=True, default="", db_default="", help_text="What the stem tells, one a line.")
    follows = models.ForeignKey(
        "self",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="continued_by",
        help_text="Continues the vignette of this item: in a block it comes right after it.",
    )
    state = models.CharField(max_length=12, choices=State, default=State.ACTIVE, db_default="active")
    created_at = models.DateTimeField(auto_now_add=True)

    objects = ItemQuerySet.as_manager()

    class Meta:
        ordering = ["id"]
        indexes = [models.Index(fields=["state", "recipe"])]

    def __str__(self) -> str:
        return f"{self.uid} ({self.concept})"


class Stocktake(models.Model):
    """What the bank was last stocked from: while it is the same, there is nothing to do."""

    content = models.CharField(max_length=64, help_text="Fingerprint of the drug knowledge.")
    recipes = models.CharField(max_length=64, help_text="Fingerprint of the recipes and their versions.")
    bank = models.CharField(max_length=64, help_text="Fingerprint of which items are active.")
    seed = models.PositiveBigIntegerField()
    taken_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.taken_at:%Y-%m-%d %H:%M}, seed {self.seed}"


class Restocking(models.Model):
    """A restocking in parts, each of them stored when it is done, so that anybody may stop and continue it."""

    content = models.CharField(max_length=64, help_text="Fingerprint of the drug knowledge.")
    recipes = models.CharField(max_length=64, help_text="Fingerprint of the recipes and their versions.")
    seed = models.PositiveBigIntegerField()
    parts_done = models.PositiveIntegerField(default=0)
    parts = models.PositiveIntegerField()
    superseded = models.PositiveIntegerField(default=0)
    created = models.PositiveIntegerField(default=0)
    concepts = models.PositiveIntegerField(default=0, help_text="Concepts that were planned so far.")
    positions = models.JSONField(default=list, help_text="How often a key was planned at each position.")
    begun_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-id"]

    def __str__(self) -> str:
        return f"{self.begun_at:%Y-%m-%d %H:%M}, {self.parts_done} of {self.parts} parts"

    @property
    def is_done(self) -> bool:
        """Tell whether every part is done."""
        return self.parts_done == self.parts
