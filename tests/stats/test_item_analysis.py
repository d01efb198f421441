"""An item's figures, against scipy and by hand."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats

from questions.stats.item_analysis import Response, analyse, correlation, median
from questions.stats.measures import share


def simulated(n, slope, seed=1, key="C"):
    """Return responses of n persons; the chance of the key rises with the rest score by `slope` a logit."""
    rng = np.random.default_rng(seed)
    ability = rng.normal(0, 1, n)
    rest = np.clip(0.6 + 0.15 * ability + rng.normal(0, 0.03, n), 0, 1)
    right = rng.random(n) < 1 / (1 + np.exp(-slope * ability))
    others = rng.choice(list("ABDE"), n)
    return [
        Response(key if right[i] else str(others[i]), float(rest[i]), int(rng.integers(30, 150))) for i in range(n)
    ]


@pytest.mark.parametrize("slope", [-1.0, 0.0, 0.5, 2.0])
def test_the_link_is_scipys_point_biserial_correlation(slope):
    responses = simulated(200, slope)
    right = [r.choice == "C" for r in responses]
    rest = [r.rest for r in responses]
    found = analyse("C", responses)
    expected = scipy_stats.pointbiserialr(right, rest)
    interval = scipy_stats.pearsonr(right, rest).confidence_interval()
    assert found.link.value == pytest.approx(expected.statistic)
    assert (found.link.low, found.link.high) == pytest.approx((interval.low, interval.high), abs=1e-4)


@pytest.mark.parametrize(("correct", "total"), [(0, 1), (1, 1), (3, 10), (57, 100), (990, 1000)])
def test_facility_has_scipys_wilson_interval(correct, total):
    expected = scipy_stats.binomtest(correct, total).proportion_ci(method="wilson")
    found = share(correct, total)
    assert (found.low, found.high) == pytest.approx((100 * expected.low, 100 * expected.high), abs=1e-3)


def test_efficiency_is_one_when_exactly_the_best_are_right():
    responses = [Response("C" if n >= 6 else "A", n / 10, 60) for n in range(10)]
    assert analyse("C", responses).efficiency == pytest.approx(1)


def test_efficiency_is_negative_when_the_weakest_are_right():
    responses = [Response("C" if n < 4 else "A", n / 10, 60) for n in range(10)]
    assert analyse("C", responses).efficiency < 0


@given(st.lists(st.tuples(st.sampled_from("ABCDE"), st.floats(0, 1)), min_size=1, max_size=60))
def test_figures_stay_in_range_whatever_came_in(rows):
    found = analyse("C", [Response(choice, rest, 60) for choice, rest in rows])
    assert 0 <= found.facility.low <= found.facility.value <= found.facility.high <= 100
    assert found.link is None or -1 <= found.link.low <= found.link.value <= found.link.high <= 1
    assert found.efficiency is None or found.efficiency <= 1 + 1e-6
    assert sum(map(sum, found.options.values())) == len(rows)


def test_left_blank_counts_as_wrong_and_not_reached_counts_in_nothing():
    found = analyse("C", [Response("C", 0.5, 60), Response("", 0.5, 90), Response("", 0.5, None)])
    assert (found.facility.correct, found.facility.total) == (1, 2)
    assert (found.omitted, found.not_reached) == (1, 1)
    assert found.median_seconds == 75


def test_an_item_that_nobody_reached_has_no_figures():
    assert analyse("C", [Response("", 0.5, None)]) is None
    assert analyse("C", []) is None


def test_the_option_table_goes_from_the_weakest_third_to_the_best():
    responses = [Response("A" if n < 3 else "C", n / 9, 60) for n in range(9)]
    options = analyse("C", responses).options
    assert options["A"] == (3, 0, 0)
    assert options["C"] == (0, 3, 3)


def test_few_answers_raise_no_flag():
    assert analyse("C", [Response("A", n / 5, 60) for n in range(5)]).flags == ()


def test_a_wrong_key_is_found_by_the_best_third():
    responses = [Response("B" if n % 10 < 7 else "C", n / 120, 60) for n in range(120)]
    assert "the best third prefers B" in analyse("C", responses).flags


def test_an_item_against_the_rest_is_flagged_and_a_hard_good_one_is_not():
    assert "goes against the rest" in analyse("C", simulated(300, -1.0)).flags
    hard = [
        Response("C" if r.choice == "C" and r.rest > 0.7 else "AB"[n % 2], r.rest, 60)
        for n, r in enumerate(simulated(300, 2.0))
    ]
    assert "goes against the rest" not in analyse("C", hard).flags


def test_an_option_that_nobody_takes_is_named_once_enough_have_answered():
    many = [Response("CABD"[n % 4], n / 120, 60) for n in range(120)]
    assert analyse("C", many).flags == ("nobody takes E",)
    assert analyse("C", many[:99]).flags == ()


def test_a_correlation_needs_four_pairs_that_vary():
    assert correlation([1, 0, 1], [0.1, 0.2, 0.3]) is None
    assert correlation([1, 1, 1, 1], [0.1, 0.2, 0.3, 0.4]) is None
    assert correlation([0, 0, 1, 1], [0, 0, 1, 1]).value == pytest.approx(1)


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=30))
def test_the_median_is_numpys(values):
    assert median(values) == pytest.approx(float(np.median(values)))
