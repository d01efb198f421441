"""Blocks, their items, and the append-only answers that everything else derives from."""

import uuid
from datetime import datetime

from django.conf import settings
from django.db import models
from django.db.models import OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from questions.blocks.models_exam import ExamDay
from questions.blocks.sequences import Sequences
from questions.blocks.timing import GRACE, Clock
from questions.blocks.visibility import goes_on_paper, shows_key

LETTERS = "ABCDE"


class BlockQuerySet(models.QuerySet["Block"]):
    """Blocks as pages ask for them."""

    def running(self) -> "BlockQuerySet":
        """Keep blocks whose row says running; `as_of` tells whether that still holds."""
        return self.filter(status=Block.Status.RUNNING)

    def set_up_by_hand(self) -> "BlockQuerySet":
        """Leave out blocks that a page asked for by concept: due ones, another variant, a block again."""
        return self.filter(Q(blueprint__concepts=[]) | ~Q(blueprint__has_key="concepts"))

    def closed(self, now: datetime) -> "BlockQuerySet":
        """Keep blocks that are over by now, whether or not somebody has written that down yet.

        Not those of an exam day that goes on: nothing about them is told before the day is over.
        """
        told = Q(sealed_until__isnull=True) | Q(sealed_until__lt=now - GRACE)
        return self.filter(told).exclude(
            Q(deadline_at__isnull=True) | Q(paused_at__isnull=False) | Q(deadline_at__gte=now - GRACE),
            status=Block.Status.RUNNING,
        )

    def current(self) -> "BlockQuerySet":
        """Keep what the learner has not put away with a reset."""
        return self.filter(archived_at__isnull=True)

    def overdue(self, now: datetime) -> "BlockQuerySet":
        """Keep blocks that run by their row but whose deadline and grace have passed; a paused clock stands."""
        return self.running().filter(deadline_at__lt=now - GRACE, paused_at__isnull=True)


class Block(models.Model):
    """One sitting: a fixed set of items, a mode, and a deadline set at the start."""

    class Mode(models.TextChoices):
        TIMED = "timed", "Timed"
        TUTOR = "tutor", "Tutor"
        TIMED_TUTOR = "timed-tutor", "Timed tutor"
        UNTIMED = "untimed", "Untimed"

    TIMED_MODES = (Mode.TIMED, Mode.TIMED_TUTOR)
    TUTOR_MODES = (Mode.TUTOR, Mode.TIMED_TUTOR)

    class Status(models.TextChoices):
        RUNNING = "running", "Running"
        FINISHED = "finished", "Finished"
        EXPIRED = "expired", "Time expired"

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="blocks")
    start_token = models.CharField(max_length=64, help_text="Sent by the start form: one form starts one block.")
    mode = models.CharField(max_length=12, choices=Mode, default=Mode.TIMED)
    status = models.CharField(max_length=12, choices=Status, default=Status.RUNNING)
    blueprint = models.JSONField(default=dict, help_text="What the learner asked for.")
    seed = models.PositiveBigIntegerField()
    size = models.PositiveSmallIntegerField(help_text="How many items it has; never more than were asked for.")
    time_factor = models.DecimalField(max_digits=3, decimal_places=2, default=1)
    started_at = models.DateTimeField()
    deadline_at = models.DateTimeField(null=True, blank=True)
    finished_at = models.DateTimeField(null=True, blank=True)
    paused_at = models.DateTimeField(null=True, blank=True, help_text="Tutor modes: since when the clock stands.")
    credited_seconds = models.PositiveIntegerField(
        default=0, db_default=0, help_text="Given back because the server did not answer; in the deadline already."
    )
    sets = models.JSONField(
        default=list, db_default=[], help_text="Sequential sets: first position, length, question open now."
    )
    current_position = models.PositiveSmallIntegerField(default=1, db_default=1)
    last_event_at = models.DateTimeField(help_text="When the learner last sent something; times the items.")
    seconds = models.JSONField(default=dict, help_text="Seconds spent by position; absent means not reached.")
    exam_day = models.ForeignKey(
        ExamDay,
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        related_name="blocks",
        help_text="Its day, if any.",
    )
    day_number = models.PositiveSmallIntegerField(null=True, blank=True, help_text="Which block of its day.")
    sealed_until = models.DateTimeField(
        null=True, blank=True, help_text="Exam days: shows no key before then; empty once the day is over."
    )
    archived_at = models.DateTimeField(
        null=True, blank=True, help_text="Put away by a reset: kept with its notes, but counts no more."
    )

    again_of = models.ForeignKey(
        "self",
        on_delete=models.SET_NULL,
        null=True,
        blank=True,
        related_name="again",
        help_text="The block it repeats.",
    )

    objects = BlockQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        indexes = [
            models.Index(fields=["user", "-started_at"]),
            models.Index(fields=["status", "deadline_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(status="running"), name="one_running_block_per_person"
            ),
            models.UniqueConstraint(fields=["user", "start_token"], name="one_block_per_start_form"),
            models.CheckConstraint(condition=Q(size__gte=1, size__lte=40), name="block_size_is_in_range"),
            models.CheckConstraint(
                condition=Q(status="running") | Q(finished_at__isnull=False), name="a_closed_block_has_an_end"
            ),
            models.CheckConstraint(
                condition=~Q(mode__in=["timed", "timed-tutor"]) | Q(deadline_at__isnull=False),
                name="a_timed_block_has_a_deadline",
            ),
            models.CheckConstraint(
                condition=Q(paused_at__isnull=True) | Q(status="running", mode__in=["tutor", "timed-tutor"]),
                name="only_an_open_tutor_block_is_paused",
            ),
            models.UniqueConstraint(fields=["exam_day", "day_number"], name="one_block_per_number_of_a_day"),
            models.CheckConstraint(
                condition=Q(exam_day__isnull=True, day_number__isnull=True)
                | Q(exam_day__isnull=False, day_number__isnull=False, day_number__gte=1),
                name="a_block_of_a_day_has_its_number",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_mode_display()} block of {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def clock(self) -> Clock:
        """Return the rules of this block's time."""
        return Clock(self.deadline_at, self.paused_at)

    @property
    def is_running(self) -> bool:
        """Tell whether the row, or what `as_of` made of it, is not over yet; it may be paused."""
        return self.status == self.Status.RUNNING

    @property
    def is_paused(self) -> bool:
        """Tell whether the clock stands: nothing is shown and no answer taken until it goes on."""
        return self.is_running and self.paused_at is not None

    @property
    def is_tutor(self) -> bool:
        """Tell whether the learner may have one item explained, and pause."""
        return self.mode in self.TUTOR_MODES

    @property
    def shows_key(self) -> bool:
        """Tell whether the owner may see keys and explanations."""
        return shows_key(self.mode, self.status, day_over=not self.is_sealed)

    @property
    def sequences(self) -> Sequences:
        """Return the sequential sets and how far each is opened."""
        return Sequences(self.sets)

    def explains(self, place: "BlockItem") -> bool:
        """Tell whether the owner may see the key of this item: the block is over, or it was revealed here."""
        revealed = place.revealed_at is not None
        return shows_key(self.mode, self.status, revealed, day_over=not self.is_sealed)

    @property
    def goes_on_paper(self) -> bool:
        """Tell whether the owner may print the questions, without keys."""
        return goes_on_paper(self.mode, self.status, self.is_paused, day_over=not self.is_sealed)

    @property
    def is_sealed(self) -> bool:
        """Tell whether the block belongs to an exam day that goes on."""
        return self.sealed_until is not None

    def as_of(self, now: datetime) -> "Block":
        """Show this block as it stands now: overdue means expired, even while no write has said so."""
        if self.is_running and self.clock.is_over(now):
            self.status, self.finished_at = self.Status.EXPIRED, self.clock.finish_time(now)
        if self.sealed_until is not None and now > self.sealed_until + GRACE:
            self.sealed_until = None
        return self


class BlockItemQuerySet(models.QuerySet["BlockItem"]):
    """Items of blocks with the answers derived from the rows behind them."""

    def with_choice(self) -> "BlockItemQuerySet":
        """Annotate `choice`, the current answer ("" when omitted), and `sequence`, its number (0 when none)."""
        latest = Answer.objects.filter(block_item=OuterRef("pk")).order_by("-sequence")
        return self.annotate(
            choice=Coalesce(Subquery(latest.values("choice")[:1]), models.Value("")),
            sequence=Coalesce(Subquery(latest.values("sequence")[:1]), models.Value(0)),
        )

    def with_first(self) -> "BlockItemQuerySet":
        """Annotate `first`, the first selection ever made ("" when none)."""
        earliest = Answer.objects.filter(block_item=OuterRef("pk")).order_by("sequence")
        return self.annotate(first=Coalesce(Subquery(earliest.values("choice")[:1]), models.Value("")))


class BlockItem(models.Model):
    """An item at its place in a block, with the learner's marks on it and, once closed, its grade."""

    class Novelty(models.TextChoices):
        NEW = "new", "First meeting with the concept"
        VARIANT = "variant", "Another variant was met before"
        REPEAT = "repeat", "This very item was met before"

    class Confidence(models.TextChoices):
        SURE = "sure", "Sure"
        UNSURE = "unsure", "Unsure"
        GUESS = "guess", "Guess"

    block = models.ForeignKey(Block, on_delete=models.CASCADE, related_name="block_items")
    item = models.ForeignKey("bank.Item", on_delete=models.PROTECT, related_name="block_items")
    position = models.PositiveSmallIntegerField()
    novelty = models.CharField(max_length=8, choices=Novelty, default=Novelty.NEW, db_default="new")
    marked = models.BooleanField(default=False)
    struck = models.CharField(max_length=5, blank=True, help_text="Letters of struck-out options.")
    confidence = models.CharField(max_length=8, choices=Confidence, blank=True, default="", db_default="")
    highlights = models.JSONField(default=list, db_default=[], help_text="Spans of the stem: start, end, colour.")
    note = models.TextField(blank=True, default="", db_default="")
    revealed_at = models.DateTimeField(null=True, blank=True, help_text="Tutor modes: when the key was shown.")
    # The grade, written once when the block closes.
    final_choice = models.CharField(max_length=1, null=True, blank=True, help_text='"" when left blank.')
    first_choice = models.CharField(max_length=1, blank=True, default="", db_default="")
    correct = models.BooleanField(null=True)
    full_marks_at = models.DateTimeField(
        null=True, blank=True, help_text="When it counted as right because its item had been withdrawn."
    )
    seconds = models.PositiveIntegerField(null=True, blank=True, help_text="Empty when never reached.")

    objects = BlockItemQuerySet.as_manager()

    class Meta:
        ordering = ["position"]
        constraints = [
            models.UniqueConstraint(fields=["block", "position"], name="one_item_per_position"),
            models.UniqueConstraint(fields=["block", "item"], name="an_item_once_per_block"),
            models.CheckConstraint(condition=Q(position__gte=1), name="positions_start_at_one"),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.item_id}"


class Answer(models.Model):
    """One selection as it was made. Rows are only ever added."""

    block_item = models.ForeignKey(BlockItem, on_delete=models.CASCADE, related_name="answers")
    choice = models.CharField(max_length=1)
    previous_choice = models.CharField(max_length=1, blank=True)
    sequence = models.PositiveIntegerField(help_text="The browser's count; the highest is the current answer.")
    client_key = models.CharField(max_length=64, help_text="The same key twice is the same answer.")
    seconds_on_item = models.PositiveIntegerField(default=0)
    at = models.DateTimeField()

    class Meta:
        ordering = ["sequence"]
        constraints = [
            models.UniqueConstraint(fields=["block_item", "client_key"], name="one_answer_per_client_key"),
            models.UniqueConstraint(fields=["block_item", "sequence"], name="one_answer_per_sequence"),
            models.CheckConstraint(condition=Q(choice__in=list(LETTERS)), name="answers_are_a_to_e"),
        ]

    def __str__(self) -> str:
        return f"{self.choice} at {self.at:%H:%M:%S}"
