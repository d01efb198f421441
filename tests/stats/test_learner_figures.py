"""Pace, second thoughts, certainty, concepts, readiness and advice, counted from real blocks."""

import datetime as dt

import pytest

from questions.blocks import lifecycle
from questions.review.models import Card
from questions.review.scheduling import State
from questions.stats import fatigue, habit_queries
from questions.stats.advice import Cell, advise
from questions.stats.learning import learning, state_of
from questions.stats.measures import share
from questions.stats.readiness import LEAST_ATTEMPTS, readiness
from tests.factories.bank import ItemFactory, options_with_key
from tests.factories.blocks import MINUTE, NOON, SECOND, answer, start_block
from tests.factories.exam_days import start_day, take_block

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


def sitting(user, replies, now=NOON, stock=True, **blueprint):
    """Take a block; each reply is (selections in order, seconds, confidence)."""
    block = start_block(user, size=len(replies), now=now, stock=stock, **blueprint)
    at = now
    for position, (choices, seconds, confidence) in enumerate(replies, start=1):
        at += seconds * SECOND
        for choice in choices:
            answer(block, position, choice, at, confidence=confidence, target=min(position + 1, len(replies)))
    return lifecycle.finish(block.pk, at)


def test_the_pace_of_first_attempts_stands_apart(learner):
    sitting(learner, [("C", 30, ""), ("A", 60, ""), ("C", 120, "")])
    sitting(learner, [("C", 10, ""), ("C", 10, ""), ("C", 10, "")], now=NOON + DAY, stock=False)
    found = habit_queries.pace(learner, NOON + 2 * DAY)
    assert (found.first.first_third, found.first.last_third, found.first.middle) == (30, 120, 60)
    assert (found.first.when_right, found.first.when_wrong) == (75, 60)
    assert found.again.middle == 10


def test_items_not_reached_are_counted_and_have_no_pace(learner):
    block = start_block(learner, size=4)
    lifecycle.finish(block.pk, NOON + MINUTE)
    found = habit_queries.pace(learner, NOON + DAY)
    assert (found.not_reached, found.total) == (3, 4)
    assert sum(found.first.bins) == 1


def test_second_thoughts_follow_the_first_choice_and_the_last(learner):
    sitting(learner, [("AC", 9, ""), ("CA", 9, ""), ("AB", 9, ""), ("ACA", 9, ""), ("C", 9, "")])
    first, again = habit_queries.changes(learner, NOON + DAY)
    assert (first.answered, first.to_right, first.to_wrong, first.wrong_to_wrong) == (5, 1, 1, 1)
    assert again.answered == 0


def test_certainty_is_compared_with_being_right(learner):
    sitting(learner, [("C", 9, "sure"), ("A", 9, "sure"), ("A", 9, "guess"), ("C", 9, "")])
    first, again = habit_queries.calibration(learner, NOON + DAY)
    assert [(level, part.correct, part.total) for level, part in first] == [("sure", 1, 2), ("guess", 0, 1)]
    assert again == []


def test_sure_and_dangerous_lists_only_what_was_sure_wrong_and_harmful(learner):
    sitting(learner, [("E", 9, "sure"), ("A", 9, "sure"), ("E", 9, "unsure"), ("C", 9, "sure")])
    (only,) = habit_queries.dangerous(learner, NOON + DAY)
    assert (only.position, only.chosen, only.key) == (1, "Finding E", "Finding C")


def test_a_right_answer_that_is_flagged_is_no_danger(learner):
    options = [{**option, "danger": True} for option in options_with_key("C")]
    ItemFactory(options=options)
    sitting(learner, [("C", 9, "sure")], stock=False)
    assert habit_queries.dangerous(learner, NOON + DAY) == []


def test_concepts_are_new_learning_or_known_by_answers_and_cards(learner):
    sitting(learner, [("C", 9, ""), ("A", 9, "")])
    ItemFactory()
    found = learning(learner, NOON + DAY)
    assert found.states == {State.NEW: 1, State.LEARNING: 2, State.KNOWN: 0, State.LAPSED: 0}
    assert [(kind.title, kind.total) for kind in found.kinds] == [("Adverse effect", 3)]


@pytest.mark.parametrize(
    ("card", "right", "expected"),
    [
        (None, 1, State.LEARNING),
        (None, 2, State.KNOWN),
        (Card(), 0, State.LEARNING),  # added by hand, met, not reviewed yet
        (Card(stability=3, difficulty=5, last_review=NOON, due=NOON, last_rating=1, lapses=1), 5, State.LAPSED),
        (Card(stability=30, difficulty=5, last_review=NOON, due=NOON, last_rating=3), 1, State.KNOWN),
    ],
    ids=["once right", "twice right", "unreviewed card", "lapsed card", "lasting card"],
)
def test_a_met_concept_has_the_state_of_its_card_or_of_its_right_answers(card, right, expected):
    assert state_of(card, right) == expected


def test_readiness_is_hidden_under_a_hundred_first_attempts(learner):
    sitting(learner, [("C", 9, "")] * 5)
    found = readiness(learner, NOON + DAY)
    assert found.expected is None
    assert found.missing == LEAST_ATTEMPTS - 5


def test_readiness_expects_about_what_was_right_and_more_of_a_better_learner(learner, other_learner):
    ItemFactory.create_batch(120)
    for day in range(3):
        wrong = [("A", 9, "")] * 12
        sitting(learner, [("C", 9, "")] * 28 + wrong, now=NOON + day * DAY, stock=False)
        sitting(other_learner, [("C", 9, "")] * 36 + wrong[:4], now=NOON + day * DAY, stock=False)
    found, better = (readiness(person, NOON + 9 * DAY) for person in (learner, other_learner))
    assert found.n == 120
    assert found.low < 70 < found.high
    assert found.low < found.expected < found.high < better.expected


def test_the_curve_of_a_day_has_a_share_for_each_block_in_order(learner):
    day = start_day(learner)
    for number, minute in ((1, 6), (2, 20), (3, 40)):
        take_block(day, number, NOON + minute * MINUTE)
    (curve,) = fatigue.days(learner, NOON + DAY)
    assert (curve.title, [part.total for part in curve.shares]) == ("Short day", [2, 2, 1])
    assert [part.total for part in curve.halves] == [2, 3]


OVERALL = share(60, 100)
WEAK = Cell("corticosteroids", "mechanism", "Mechanism, Corticosteroids", share(4, 20))


def test_what_is_due_comes_before_all_else():
    advice = advise(12, 9, share(50, 100), OVERALL, [WEAK])
    assert advice.leads == "review"
    assert "12 points" in advice.what


def test_then_come_dangerous_answers_then_pace_then_the_weakest_kind():
    assert advise(0, 3, share(50, 100), OVERALL, [WEAK]).leads == "certainty"
    assert "50 of 100" in advise(0, 0, share(50, 100), OVERALL, [WEAK]).why
    advice = advise(0, 0, share(0, 100), OVERALL, [WEAK])
    assert (advice.category, advice.recipe) == ("corticosteroids", "mechanism")
    assert "4 of 20" in advice.why


def test_chance_alone_makes_no_weakness():
    few = Cell("corticosteroids", "mechanism", "few", share(1, 9))
    near = Cell("corticosteroids", "mechanism", "near", share(10, 20))
    assert advise(0, 0, None, OVERALL, [few, near]).what == "Take a mixed block"
