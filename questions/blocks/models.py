"""Blocks, the items they show, and every answer ever given: who was asked what, when, and with what result."""

import datetime as dt
import uuid
from typing import Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.db.models.functions import Coalesce

from questions.blocks import timing
from questions.blocks.visibility import Visibility, visibility

CHOICES = ("A", "B", "C", "D", "E")
LARGEST_BLOCK = 40


class BlockQuerySet(models.QuerySet["Block"]):
    """The questions that other features ask of blocks."""

    def of(self, user_id: int) -> Self:
        """Keep the blocks of one person."""
        return self.filter(user_id=user_id)

    def overdue(self, now: dt.datetime) -> Self:
        """Keep the blocks whose time and grace are over but whose row still says running."""
        return self.filter(status=Block.Status.RUNNING, deadline_at__lt=now - timing.GRACE)

    def running(self, now: dt.datetime) -> Self:
        """Keep the blocks that still take answers at this moment."""
        still_in_time = Q(deadline_at=None) | Q(deadline_at__gte=now - timing.GRACE)
        return self.filter(still_in_time, status=Block.Status.RUNNING)

    def closed(self, now: dt.datetime) -> Self:
        """Keep the blocks that may be reviewed, whether or not a sweep has closed their row yet."""
        swept = Q(status__in=[Block.Status.FINISHED, Block.Status.EXPIRED])
        return self.filter(swept | Q(status=Block.Status.RUNNING, deadline_at__lt=now - timing.GRACE))


class Block(models.Model):
    """One sitting of a fixed set of items under one clock."""

    class Mode(models.TextChoices):
        TIMED = "timed", "Timed"
        UNTIMED = "untimed", "Untimed"

    class Status(models.TextChoices):
        CREATED = "created", "Created"
        RUNNING = "running", "Running"
        PAUSED = "paused", "Paused"
        FINISHED = "finished", "Finished"
        EXPIRED = "expired", "Expired"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="blocks")
    start_token = models.UUIDField(help_text="Sent with the start form, so that a repeated start is one block.")
    mode = models.CharField(max_length=12, choices=Mode)
    status = models.CharField(max_length=12, choices=Status, default=Status.CREATED, db_default="created")
    blueprint = models.JSONField(help_text="What was asked for: step, classes, recipes, size and minutes.")
    seed = models.PositiveBigIntegerField()
    size = models.PositiveSmallIntegerField(help_text="Number of items really in the block.")
    time_factor = models.DecimalField(max_digits=3, decimal_places=2, default=1)
    created_at = models.DateTimeField()
    started_at = models.DateTimeField(null=True)
    deadline_at = models.DateTimeField(null=True, help_text="Empty when the block is not timed.")
    finished_at = models.DateTimeField(null=True)
    current_position = models.PositiveSmallIntegerField(default=1, db_default=1)
    # Two moments, so that one UPDATE can claim the block and still tell how long ago the learner last acted.
    acted_at = models.DateTimeField(null=True)
    acted_before_at = models.DateTimeField(null=True)

    objects = BlockQuerySet.as_manager()

    class Meta:
        ordering = ["-created_at", "id"]
        indexes = [
            models.Index(fields=["user", "-created_at"]),
            models.Index(fields=["status", "deadline_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(status="running"), name="one_running_block_per_user"
            ),
            models.UniqueConstraint(fields=["user", "start_token"], name="one_block_per_start"),
            models.CheckConstraint(
                condition=Q(size__gte=1, size__lte=LARGEST_BLOCK), name="block_size_in_range"
            ),
            models.CheckConstraint(
                condition=Q(status__in=["created", "running", "paused", "finished", "expired"]),
                name="block_status_known",
            ),
            models.CheckConstraint(
                condition=~Q(status__in=["finished", "expired"]) | Q(finished_at__isnull=False),
                name="closed_block_has_finish",
            ),
            models.CheckConstraint(
                condition=~Q(status="running", mode="timed") | Q(deadline_at__isnull=False),
                name="running_timed_block_has_deadline",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_mode_display()} block of {self.size}, {self.created_at:%Y-%m-%d %H:%M}"

    def status_at(self, now: dt.datetime) -> str:
        """Return the status that holds at this moment, even before a sweep has written it."""
        return timing.status_at(self.status, self.deadline_at, now)

    def visibility_at(self, now: dt.datetime) -> Visibility:
        """Return what its owner may see and do at this moment."""
        return visibility(self.mode, self.status_at(now))

    def closed_at(self) -> dt.datetime | None:
        """Return when it ended; an expired block ended at its deadline."""
        return self.finished_at or self.deadline_at


class BlockItemQuerySet(models.QuerySet["BlockItem"]):
    """Block items with what their answers say."""

    def with_current_choice(self) -> Self:
        """Add current_choice and current_sequence: the newest answer, or None where there is none."""
        newest = Answer.objects.filter(block_item=models.OuterRef("pk")).order_by("-sequence")
        return self.annotate(
            current_choice=models.Subquery(newest.values("choice")[:1]),
            current_sequence=models.Subquery(newest.values("sequence")[:1]),
        )

    def with_correctness(self) -> Self:
        """Add is_correct: whether the current choice is the key; unanswered counts as wrong."""
        chosen = Coalesce(F("current_choice"), models.Value(""))
        right = models.Case(
            models.When(item__key=chosen, then=models.Value(True)),
            default=models.Value(False),
            output_field=models.BooleanField(),
        )
        return self.with_current_choice().annotate(is_correct=right)


class BlockItem(models.Model):
    """One item at its place in one block, with what the learner did around it."""

    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="block_items")
    item = models.ForeignKey("bank.Item", on_delete=models.PROTECT, related_name="block_items")
    position = models.PositiveSmallIntegerField()
    marked = models.BooleanField(default=False, db_default=False)
    struck = models.JSONField(default=list, help_text="Letters the learner has struck out.")
    note = models.TextField(blank=True, default="", db_default="")
    first_seen_at = models.DateTimeField(null=True, help_text="Empty when the learner never reached it.")
    seconds = models.PositiveIntegerField(default=0, db_default=0)

    objects = BlockItemQuerySet.as_manager()

    class Meta:
        ordering = ["block", "position"]
        constraints = [
            models.UniqueConstraint(fields=["block", "position"], name="one_item_per_position"),
            models.UniqueConstraint(fields=["block", "item"], name="no_item_twice_in_block"),
            models.CheckConstraint(
                condition=Q(position__gte=1, position__lte=LARGEST_BLOCK), name="position_in_range"
            ),
        ]

    def __str__(self) -> str:
        return f"Item {self.position} of block {self.block_id}"


class Answer(models.Model):
    """One selection of one option; rows are added and never changed, the newest sequence counts."""

    block_item = models.ForeignKey(BlockItem, on_delete=models.CASCADE, related_name="answers")
    sequence = models.PositiveIntegerField()
    client_key = models.CharField(max_length=36, help_text="Names one selection, so that a retry is one row.")
    choice = models.CharField(max_length=1)
    previous_choice = models.CharField(max_length=1, blank=True)
    at = models.DateTimeField(help_text="The server's clock when the request began.")
    seconds_on_item = models.PositiveIntegerField(help_text="Spent on this item until this selection.")

    class Meta:
        ordering = ["block_item", "sequence"]
        constraints = [
            models.UniqueConstraint(fields=["block_item", "sequence"], name="one_answer_per_sequence"),
            models.UniqueConstraint(fields=["block_item", "client_key"], name="one_answer_per_client_key"),
            models.CheckConstraint(condition=Q(choice__in=CHOICES), name="choice_is_a_letter"),
            models.CheckConstraint(
                condition=Q(previous_choice__in=("", *CHOICES)), name="previous_choice_is_a_letter"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.choice} for block item {self.block_item_id}"
