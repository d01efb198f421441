"""Ratings while answers come in, and how they are drawn together."""

import pytest

from questions.stats.ratings import Rated, Ratings, difficulties


def rated(item, value, n, concept="c", prior=0.0):
    return Rated(item, concept, "r", prior, value, n)


def test_a_right_answer_lifts_the_person_and_eases_the_item():
    ratings = Ratings()
    ratings.take(person=1, item=2, prior=0.5, right=True)
    assert ratings.persons[1].value > 0
    assert ratings.items[2].value < 0.5
    assert ratings.persons[1].n == ratings.items[2].n == 1


def test_what_nobody_answered_keeps_its_prior():
    assert difficulties([rated(1, 0.7, 0, prior=0.7)]) == {1: pytest.approx(0.7)}


def test_a_variant_that_few_met_follows_its_siblings_and_one_that_many_met_itself():
    few = difficulties([rated(1, 0.0, 1), rated(2, 2.0, 400)])
    many = difficulties([rated(1, 0.0, 4000), rated(2, 2.0, 400)])
    assert few[1] > 1.5
    assert many[1] < 0.1


def test_the_order_of_the_items_does_not_matter():
    items = [rated(1, 0.5, 9), rated(2, -1.0, 30), rated(3, 0.2, 4, concept="d")]
    assert difficulties(items) == pytest.approx(difficulties(items[::-1]))
