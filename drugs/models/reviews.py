"""What reviewers said about drafts."""

from django.conf import settings
from django.db import models


class Verdict(models.Model):
    """A reviewer's word on one draft; kept for good, also when the fact is gone."""

    class Kind(models.TextChoices):
        APPROVED = "approved", "Approved"
        ADVISED = "advised", "Advised"
        REJECTED = "rejected", "Rejected"

    fact_kind = models.CharField(max_length=40, help_text="The kind of fact, for example adverse-effect.")
    fact_pk = models.PositiveBigIntegerField()
    fact_key = models.CharField(max_length=255, help_text="The fact's name when it was judged.")
    kind = models.CharField(max_length=8, choices=Kind)
    comment = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        ordering = ["-at", "-id"]
        indexes = [models.Index(fields=["fact_kind", "fact_pk"])]
        permissions = [("review_facts", "Can approve, advise on and reject drafts")]
        default_permissions = ("view",)

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.fact_key}"
