"""What is to be learned again: a card for each concept, its reviews, and what learners say about items."""

from datetime import datetime
from typing import Any

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models

from questions.review.scheduling import DEFAULT_RETENTION, RETENTIONS, Memory, Rating, State, state

LONGEST_REPORT = 2000


class Card(models.Model):
    """One concept that a person wants to keep, with what FSRS knows of it."""

    class Reason(models.TextChoices):
        MISSED = "missed", "Missed"
        GUESSED = "guessed", "Right by a guess"
        MARKED = "marked", "Marked"
        CHOSEN = "chosen", "Added by hand"

    user = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="cards")
    concept = models.CharField(max_length=200)
    reason = models.CharField(max_length=8, choices=Reason)
    created_at = models.DateTimeField()
    due = models.DateTimeField()
    # Empty until the first review.
    stability = models.FloatField(null=True, blank=True, help_text="Days until recall falls to 90 %.")
    difficulty = models.FloatField(null=True, blank=True, help_text="From 1 (easy) to 10 (hard).")
    last_review = models.DateTimeField(null=True, blank=True)
    last_rating = models.PositiveSmallIntegerField(null=True, blank=True)
    reviews = models.PositiveIntegerField(default=0)
    lapses = models.PositiveIntegerField(default=0)
    suspended = models.BooleanField(default=False)
    buried_until = models.DateTimeField(null=True, blank=True)

    class Meta:
        ordering = ["due", "pk"]
        constraints = [models.UniqueConstraint(fields=["user", "concept"], name="one_card_per_concept")]
        indexes = [models.Index(fields=["user", "due"])]

    def __str__(self) -> str:
        return self.concept

    @property
    def memory(self) -> Memory | None:
        """Return what the scheduler works on; None before the first review."""
        if self.stability is None or self.difficulty is None or self.last_review is None:
            return None
        return Memory(self.stability, self.difficulty, self.last_review, self.due)

    @property
    def state(self) -> State:
        """Return how far this concept has come."""
        return state(self.memory, self.last_rating, self.lapses)

    def remember(self, memory: Memory) -> None:
        """Take over what the scheduler made of a review; the caller saves."""
        self.stability, self.difficulty = memory.stability, memory.difficulty
        self.last_review, self.due = memory.last_review, memory.due


class CardReview(models.Model):
    """One answer as the card saw it. `before` gives the card back when the review is undone."""

    card = models.ForeignKey(Card, on_delete=models.CASCADE, related_name="log")
    block_item = models.ForeignKey("blocks.BlockItem", on_delete=models.CASCADE, related_name="card_reviews")
    rating = models.PositiveSmallIntegerField(choices=[(rating.value, rating.name.title()) for rating in Rating])
    at = models.DateTimeField()
    before = models.JSONField(default=dict, help_text="The card before this review; empty before the first.")
    undone = models.BooleanField(default=False)

    class Meta:
        ordering = ["at", "pk"]
        constraints = [models.UniqueConstraint(fields=["card", "block_item"], name="an_answer_rates_a_card_once")]
        indexes = [models.Index(fields=["card", "at"])]

    def __str__(self) -> str:
        return f"{self.get_rating_display()} at {self.at:%Y-%m-%d %H:%M}"


class AbsorbedBlock(models.Model):
    """A closed block whose answers the cards have taken in."""

    block = models.OneToOneField(
        "blocks.Block", on_delete=models.CASCADE, primary_key=True, related_name="absorbed"
    )

    def __str__(self) -> str:
        return str(self.pk)


class ReviewPreference(models.Model):
    """How much a person wants to keep, and how much a day."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="review_preference"
    )
    retention = models.FloatField(
        default=DEFAULT_RETENTION, choices=[(share, f"{share:.0%}") for share in RETENTIONS]
    )
    daily_limit = models.PositiveSmallIntegerField(
        default=20, validators=[MinValueValidator(1), MaxValueValidator(200)]
    )

    def __str__(self) -> str:
        return f"{self.retention:.0%}, {self.daily_limit} a day"


class Reflection(models.Model):
    """Why a person missed an item, in their own judgement."""

    class Why(models.TextChoices):
        KNOWLEDGE = "knowledge", "Did not know it"
        MISREAD = "misread", "Misread the question"
        REASONING = "reasoning", "Reasoned wrongly"
        TIME = "time", "Ran out of time"

    block_item = models.OneToOneField("blocks.BlockItem", on_delete=models.CASCADE, related_name="reflection")
    why = models.CharField(max_length=10, choices=Why)

    def __str__(self) -> str:
        return self.get_why_display()


class Report(models.Model):
    """A problem that a learner found in an item; editors see it with the item's facts."""

    class Kind(models.TextChoices):
        FACT = "fact", "A fact is wrong or outdated"
        KEY = "key", "Another answer is right too"
        WORDING = "wording", "Wording, or a cue"
        OTHER = "other", "Something else"

    class State(models.TextChoices):
        OPEN = "open", "Open"
        ACCEPTED = "accepted", "Accepted"
        DECLINED = "declined", "Declined"

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.SET_NULL, related_name="reports"
    )
    item = models.ForeignKey("bank.Item", on_delete=models.CASCADE, related_name="reports")
    kind = models.CharField(max_length=8, choices=Kind)
    text = models.TextField(max_length=LONGEST_REPORT, blank=True)
    at = models.DateTimeField()
    state = models.CharField(max_length=8, choices=State, default=State.OPEN, db_default="open")
    reply = models.TextField(blank=True, default="", db_default="")

    class Meta:
        ordering = ["-at"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "item", "kind"], name="one_report_of_a_kind_per_person_and_item"
            )
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()}: {self.item_id}"


def snapshot(card: Card) -> dict[str, Any]:
    """Return the card's schedule as JSON, so that a review can be undone."""
    return {
        "due": card.due.isoformat(),
        "stability": card.stability,
        "difficulty": card.difficulty,
        "last_review": card.last_review.isoformat() if card.last_review else None,
        "last_rating": card.last_rating,
        "reviews": card.reviews,
        "lapses": card.lapses,
    }


def restore(card: Card, before: dict[str, Any]) -> None:
    """Put a snapshot back; the caller saves."""
    last = before["last_review"]
    card.due = datetime.fromisoformat(before["due"])
    card.stability, card.difficulty = before["stability"], before["difficulty"]
    card.last_review = datetime.fromisoformat(last) if last else None
    card.last_rating = before["last_rating"]
    card.reviews, card.lapses = before["reviews"], before["lapses"]
