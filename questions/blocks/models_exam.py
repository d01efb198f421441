"""An exam day as a row: what was planned, and the few times from which everything else of it follows."""

import uuid
from datetime import datetime, timedelta

from django.conf import settings
from django.db import models
from django.db.models import Q

from questions.blocks.exam_days.plans import Plan
from questions.blocks.exam_days.rules import Day, Sitting, Standing, standing
from questions.blocks.timing import GRACE


class ExamDayQuerySet(models.QuerySet["ExamDay"]):
    """Exam days as pages ask for them."""

    def running(self, now: datetime) -> "ExamDayQuerySet":
        """Keep days that are not over by now."""
        return self.filter(ended_at__isnull=True, deadline_at__gte=now - GRACE)

    def overdue(self, now: datetime) -> "ExamDayQuerySet":
        """Keep days that are over by now though nobody has written it down yet."""
        return self.filter(ended_at__isnull=True, deadline_at__lt=now - GRACE)


class ExamDay(models.Model):
    """One simulated day: its plan, and when it started, when its tutorial ended and when it was over."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="exam_days")
    start_token = models.CharField(max_length=64, help_text="Sent by the start form: one form starts one day.")
    plan = models.JSONField(help_text="Blocks, their sizes and the break pool as they were at the start.")
    size = models.PositiveSmallIntegerField(help_text="How many blocks it has.")
    seed = models.PositiveBigIntegerField()
    time_factor = models.DecimalField(max_digits=3, decimal_places=2, default=1)
    started_at = models.DateTimeField()
    tutorial_ended_at = models.DateTimeField(null=True, blank=True)
    deadline_at = models.DateTimeField(
        help_text="When it is over whatever happens; the start of the last block brings it forward."
    )
    credited_seconds = models.PositiveIntegerField(
        default=0, help_text="Given back because the server did not answer; in the deadline already."
    )
    ended_at = models.DateTimeField(null=True, blank=True)

    objects = ExamDayQuerySet.as_manager()

    class Meta:
        ordering = ["-started_at"]
        indexes = [models.Index(fields=["ended_at", "deadline_at"])]
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(ended_at__isnull=True), name="one_running_exam_day_per_person"
            ),
            models.UniqueConstraint(fields=["user", "start_token"], name="one_exam_day_per_start_form"),
        ]

    def __str__(self) -> str:
        return f"{self.as_planned.title} of {self.started_at:%Y-%m-%d %H:%M}"

    @property
    def as_planned(self) -> Plan:
        """Return the plan that the day began with."""
        return Plan.from_json(self.plan)

    @property
    def is_over(self) -> bool:
        """Tell whether the row, or what `as_of` made of it, has an end."""
        return self.ended_at is not None

    def as_of(self, now: datetime) -> "ExamDay":
        """Show this day as it stands now: overdue means over, even while no write has said so."""
        if self.ended_at is None and now > self.deadline_at + GRACE:
            self.ended_at = self.deadline_at
        return self

    def lived(self) -> Day:
        """Return what has happened of the day so far; reads its blocks."""
        fields = ("started_at", "deadline_at", "finished_at", "credited_seconds")
        rows = self.blocks.order_by("day_number").values_list(*fields)
        return Day(
            timetable=self.as_planned.timetable(self.time_factor),
            start=self.started_at,
            tutorial_end=self.tutorial_ended_at,
            sittings=tuple(Sitting(*times, credit=timedelta(seconds=credited)) for *times, credited in rows),
            credit=timedelta(seconds=self.credited_seconds),
            end=self.ended_at,
        )

    def standing(self, now: datetime) -> Standing:
        """Return how the day stands now: time left, break time, and what comes next."""
        return standing(self.lived(), now)
