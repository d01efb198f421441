"""What the site remembers about itself: when it answered last, and when it did not."""

from django.db import models


class Pulse(models.Model):
    """The one row that says when the site was last seen to answer."""

    ONLY = 1

    at = models.DateTimeField()

    class Meta:
        constraints = [models.CheckConstraint(condition=models.Q(pk=1), name="there_is_one_pulse")]

    def __str__(self) -> str:
        return f"answered at {self.at:%Y-%m-%d %H:%M:%S}"


class Outage(models.Model):
    """A time in which the site did not answer, from its last beat to its next."""

    started_at = models.DateTimeField()
    ended_at = models.DateTimeField()

    class Meta:
        ordering = ["-started_at"]
        constraints = [
            models.UniqueConstraint(fields=["started_at"], name="an_outage_is_recorded_once"),
            models.CheckConstraint(
                condition=models.Q(ended_at__gt=models.F("started_at")), name="an_outage_ends_after_its_start"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.started_at:%Y-%m-%d %H:%M:%S} to {self.ended_at:%H:%M:%S}"
