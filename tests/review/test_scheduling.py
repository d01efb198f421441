"""When a concept comes back."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.review.scheduling import RETENTIONS, Memory, Rating, after, rate

NOON = dt.datetime(2026, 3, 2, 12, tzinfo=dt.UTC)
DAY = dt.timedelta(days=1)


@pytest.mark.parametrize(
    ("correct", "confidence", "seconds", "rating"),
    [
        (False, "sure", 10, Rating.AGAIN),
        (False, "", None, Rating.AGAIN),
        (True, "guess", 30, Rating.HARD),
        (True, "sure", 181, Rating.HARD),
        (True, "sure", 45, Rating.EASY),
        (True, "sure", 46, Rating.GOOD),
        (True, "sure", None, Rating.GOOD),
        (True, "unsure", 20, Rating.GOOD),
        (True, "", 180, Rating.GOOD),
    ],
)
def test_a_rating_follows_from_correctness_confidence_and_time(correct, confidence, seconds, rating):
    assert rate(correct, confidence, seconds) == rating


def test_a_miss_comes_back_the_next_day():
    assert after(None, Rating.AGAIN, NOON).due == NOON + DAY


def test_a_better_rating_never_comes_back_sooner():
    first = after(None, Rating.GOOD, NOON)
    dues = [after(first, rating, first.due).due for rating in Rating]
    assert dues == sorted(dues)
    assert dues[0] < dues[-1]


def test_intervals_grow_while_a_concept_is_known():
    memory = after(None, Rating.GOOD, NOON)
    gaps = []
    for _ in range(4):
        memory = after(memory, Rating.GOOD, memory.due)
        gaps.append(memory.due - memory.last_review)
    assert all(later > earlier for earlier, later in itertools.pairwise(gaps))


def test_a_lapse_shortens_the_interval_and_makes_the_concept_harder():
    known = after(after(None, Rating.GOOD, NOON), Rating.GOOD, NOON + 3 * DAY)
    lapsed = after(known, Rating.AGAIN, known.due)
    assert lapsed.due - lapsed.last_review < known.due - known.last_review
    assert lapsed.difficulty > known.difficulty


def test_more_wanted_retention_means_sooner():
    known = after(None, Rating.GOOD, NOON)
    dues = [after(known, Rating.GOOD, known.due, retention).due for retention in RETENTIONS]
    assert dues == sorted(dues, reverse=True)
    assert dues[0] > dues[-1]


def test_recall_falls_with_time_and_is_near_the_wanted_share_when_due():
    memory = after(after(None, Rating.GOOD, NOON), Rating.GOOD, NOON + 3 * DAY)
    assert memory.recall(memory.last_review) == pytest.approx(1)
    assert memory.recall(memory.due) == pytest.approx(0.9, abs=0.02)
    assert memory.recall(memory.due + 60 * DAY) < memory.recall(memory.due)


@pytest.mark.parametrize("retention", [0, 0.69, 0.98, 1])
def test_an_impossible_retention_is_refused(retention):
    with pytest.raises(ValueError, match="retention"):
        after(None, Rating.GOOD, NOON, retention)


@given(st.lists(st.sampled_from(list(Rating)), min_size=1, max_size=30))
def test_any_history_gives_a_due_date_between_a_day_and_a_year(ratings):
    memory: Memory | None = None
    at = NOON
    for rating in ratings:
        memory = after(memory, rating, at)
        assert DAY <= memory.due - at <= 366 * DAY
        assert 1 <= memory.difficulty <= 10
        at = memory.due
