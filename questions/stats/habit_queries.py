"""Counts behind pace, second thoughts and certainty in the newest blocks, added up by the database."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Case, Count, F, IntegerField, Q, Value, When

from questions.blocks.models import BlockItem
from questions.stats import habits
from questions.stats.habits import Changes, Pacing, Thought, Visit
from questions.stats.measures import Share
from questions.stats.queries import NEW, newest

# How far back the list of dangerous answers goes, counted in answers that were sure and wrong.
LOOKED_AT, LISTED = 60, 10


@dataclass(frozen=True, slots=True)
class Pace:
    """How first attempts, and items seen before, were paced."""

    first: Pacing
    again: Pacing
    not_reached: int
    total: int


@dataclass(frozen=True, slots=True)
class Dangerous:
    """An answer that was said to be sure, was wrong, and would have harmed the patient."""

    block_id: Any
    position: int
    at: datetime
    drug: str
    lead_in: str
    chosen: str
    key: str


def pace(user: Any, now: datetime) -> Pace:
    """Return the pace of a person, in one query."""
    third = Case(
        When(thrice__lte=F("block__size"), then=Value(1)),
        When(thrice__gt=2 * F("block__size"), then=Value(3)),
        default=Value(2),
        output_field=IntegerField(),
    )
    fields = ("novelty", "seconds", "third", "correct")
    parted = newest(user, now).annotate(thrice=3 * F("position")).annotate(third=third)
    places = parted.values(*fields).annotate(times=Count("pk"))
    first: Counter[Visit] = Counter()
    again: Counter[Visit] = Counter()
    not_reached = total = 0
    for novelty, seconds, part, correct, times in places.values_list(*fields, "times"):
        total += times
        if seconds is None:
            not_reached += times
        else:
            (first if novelty == NEW else again)[Visit(seconds, part, correct)] += times
    return Pace(habits.pacing(first), habits.pacing(again), not_reached, total)


def changes(user: Any, now: datetime) -> tuple[Changes, Changes]:
    """Return second thoughts at first attempts and at what was seen before, in one query."""
    flags = {
        "is_new": Q(novelty=NEW),
        "first_right": Q(first_choice=F("item__key")),
        "moved": ~Q(first_choice=F("final_choice")),
    }
    cases = {
        name: Case(When(flag, then=Value(1)), default=Value(0), output_field=IntegerField())
        for name, flag in flags.items()
    }
    answered = newest(user, now).exclude(final_choice="").annotate(**cases)
    fields = (*flags, "correct")
    first: Counter[Thought] = Counter()
    again: Counter[Thought] = Counter()
    grouped = answered.values(*fields).annotate(times=Count("pk"))
    for is_new, first_right, moved, correct, times in grouped.values_list(*fields, "times"):
        (first if is_new else again)[Thought(bool(first_right), correct, bool(moved))] += times
    return habits.changes(first), habits.changes(again)


def calibration(user: Any, now: datetime) -> tuple[list[tuple[str, Share]], list[tuple[str, Share]]]:
    """Return certainty against being right, at first attempts and at what was seen before, in one query."""
    fields = ("novelty", "confidence", "correct")
    said = newest(user, now).exclude(confidence="").values(*fields).annotate(times=Count("pk"))
    first: Counter[tuple[str, bool]] = Counter()
    again: Counter[tuple[str, bool]] = Counter()
    for novelty, confidence, correct, times in said.values_list(*fields, "times"):
        (first if novelty == NEW else again)[confidence, correct] += times
    return habits.calibration(first), habits.calibration(again)


def dangerous(user: Any, now: datetime) -> list[Dangerous]:
    """Return the newest answers that were sure, wrong and dangerous, in one query."""
    wrong = (
        newest(user, now)
        .filter(seconds__isnull=False, confidence=BlockItem.Confidence.SURE, correct=False)
        .exclude(final_choice="")
    )
    fields = ("block_id", "position", "block__started_at", "item__drug_name", "item__lead_in")
    latest = wrong.order_by("-block__started_at", "position")[:LOOKED_AT]
    found = []
    for *shown, options, choice, key in latest.values_list(*fields, "item__options", "final_choice", "item__key"):
        texts = {option["key"]: option["text"] for option in options}
        if any(option["key"] == choice and option["danger"] for option in options):
            found.append(Dangerous(*shown, texts[choice], texts[key]))
    return found[:LISTED]
