"""When a concept comes back: a rating from one answer, and FSRS over it. Pure; times are passed in.

The unit is the concept, never the item: each meeting shows another variant, so that the answer is worked out
again and not recognised. Steps of minutes make no sense between blocks, so a concept goes straight to days.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import IntEnum, StrEnum
from functools import cache

from fsrs import Card as FsrsCard
from fsrs import Rating as FsrsRating
from fsrs import Scheduler
from fsrs import State as FsrsState

RETENTIONS = (0.80, 0.85, 0.90, 0.95)
DEFAULT_RETENTION = 0.90
# The exam's pace is 90 seconds an item: half of it is quick, twice of it is laboured.
QUICK_SECONDS, SLOW_SECONDS = 45, 180
LONGEST_INTERVAL_DAYS = 365
KNOWN_AFTER_DAYS = 21


class Rating(IntEnum):
    """How well a concept sat."""

    AGAIN = 1
    HARD = 2
    GOOD = 3
    EASY = 4


class State(StrEnum):
    """How far a concept has come."""

    NEW = "new"
    LEARNING = "learning"
    KNOWN = "known"
    LAPSED = "lapsed"


@dataclass(frozen=True, slots=True)
class Memory:
    """What FSRS knows of one concept. `stability` is in days, `difficulty` from 1 to 10."""

    stability: float
    difficulty: float
    last_review: datetime
    due: datetime

    def recall(self, now: datetime) -> float:
        """Return the probability, from 0 to 1, that the concept is recalled now."""
        return _scheduler(DEFAULT_RETENTION).get_card_retrievability(_card(self), now)


def rate(correct: bool, confidence: str, seconds: int | None) -> Rating:
    """Return the rating of one answer.

    Wrong or blank is again, whatever the confidence. Right by a guess, or only after more than 180 seconds, is
    hard: the next variant will show whether it was knowledge. Right, sure and within 45 seconds is easy. All other
    right answers are good. `confidence` is "sure", "unsure", "guess" or "" when not said; `seconds` is None when
    not measured.
    """
    if not correct:
        return Rating.AGAIN
    if confidence == "guess" or (seconds is not None and seconds > SLOW_SECONDS):
        return Rating.HARD
    if confidence == "sure" and seconds is not None and seconds <= QUICK_SECONDS:
        return Rating.EASY
    return Rating.GOOD


def state(memory: Memory | None, last_rating: int | None, lapses: int) -> State:
    """Return where a concept stands: lapsed after a miss of what had been right before, known from 21 days on."""
    if memory is None:
        return State.NEW
    if last_rating == Rating.AGAIN and lapses:
        return State.LAPSED
    return State.KNOWN if memory.stability >= KNOWN_AFTER_DAYS else State.LEARNING


def after(memory: Memory | None, rating: Rating, at: datetime, retention: float = DEFAULT_RETENTION) -> Memory:
    """Return the memory after a review at `at`; None before means the first meeting.

    `retention` is the wanted probability of recall when the concept comes back. Raises ValueError outside 0.7 to
    0.97, where intervals stop making sense. The algorithm is FSRS-6 with its published default weights.
    """
    if not 0.7 <= retention <= 0.97:
        raise ValueError("retention must lie between 0.7 and 0.97")
    before = _card(memory) if memory else FsrsCard(card_id=1, due=at)
    card, _ = _scheduler(retention).review_card(before, FsrsRating(int(rating)), review_datetime=at)
    assert card.stability is not None and card.difficulty is not None
    # A miss comes back the next day at the earliest: the same sitting would test the explanation just read.
    due = max(card.due, at + timedelta(days=1))
    return Memory(card.stability, card.difficulty, at, due)


def _card(memory: Memory) -> FsrsCard:
    return FsrsCard(
        card_id=1,
        state=FsrsState.Review,
        stability=memory.stability,
        difficulty=memory.difficulty,
        due=memory.due,
        last_review=memory.last_review,
    )


@cache
def _scheduler(retention: float) -> Scheduler:
    # Without fuzz the same answers give the same dates, here and in a test.
    return Scheduler(
        desired_retention=retention,
        learning_steps=(),
        relearning_steps=(),
        maximum_interval=LONGEST_INTERVAL_DAYS,
        enable_fuzzing=False,
    )
