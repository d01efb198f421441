"""An item's figures, against scipy and by hand."""

from dataclasses import dataclass

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy import stats as scipy_stats

from questions.stats.item_analysis import Tally, figures, link_of
from questions.stats.measures import share


@dataclass(frozen=True)
class Response:
    """One first attempt: the choice ("" for blank), the rest score, seconds or None when never reached."""

    choice: str
    rest: float
    seconds: int | None = 60


def tally(responses, key="C"):
    """Add responses up the slow way, as an oracle for what the database does."""
    reached = [each for each in responses if each.seconds is not None]
    right = [each.choice == key for each in reached]
    rests = [each.rest for each in reached]
    best_first = sorted(range(len(reached)), key=lambda n: (-rests[n], n))
    thirds = {letter: [0, 0, 0] for letter in "ABCDE"}
    for place, n in enumerate(best_first, start=1):
        if reached[n].choice:
            thirds[reached[n].choice][3 * (len(reached) - place) // len(reached)] += 1
    return Tally(
        n=len(reached),
        right=sum(right),
        omitted=sum(not each.choice for each in reached),
        not_reached=len(responses) - len(reached),
        rests=sum(rests),
        squares=sum(rest**2 for rest in rests),
        right_rests=sum(rest for rest, hit in zip(rests, right, strict=True) if hit),
        best_rests=sum(sorted(rests, reverse=True)[: sum(right)]),
        median_seconds=float(np.median([each.seconds for each in reached])) if reached else None,
        options={letter: tuple(counts) for letter, counts in thirds.items()},
    )


def analyse(responses):
    return figures("C", tally(responses))


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
    found = analyse(responses)
    expected = scipy_stats.pointbiserialr(right, rest)
    interval = scipy_stats.pearsonr(right, rest).confidence_interval()
    assert found.link.value == pytest.approx(expected.statistic)
    assert (found.link.low, found.link.high) == pytest.approx((interval.low, interval.high), abs=1e-4)


@pytest.mark.parametrize(("correct", "total"), [(0, 1), (1, 1), (3, 10), (57, 100), (990, 1000)])
def test_facility_has_scipys_wilson_interval(correct, total):
    expected = scipy_stats.binomtest(correct, total).proportion_ci(method="wilson")
    found = share(correct, total)
    assert (found.low, found.high) == pytest.approx((100 * expected.low, 100 * expected.high), abs=1e-3)


@pytest.mark.parametrize("slope", [-1.0, 0.5, 2.0])
def test_efficiency_is_the_covariance_as_a_share_of_the_largest_possible(slope):
    responses = simulated(150, slope)
    right = np.array([r.choice == "C" for r in responses], float)
    rest = np.array([r.rest for r in responses])
    largest = np.cov(np.sort(right), np.sort(rest))[0, 1]
    assert analyse(responses).efficiency == pytest.approx(np.cov(right, rest)[0, 1] / largest)


def test_efficiency_is_one_when_exactly_the_best_are_right_and_negative_when_the_weakest_are():
    assert analyse([Response("C" if n >= 6 else "A", n / 10) for n in range(10)]).efficiency == pytest.approx(1)
    assert analyse([Response("C" if n < 4 else "A", n / 10) for n in range(10)]).efficiency < 0


@given(st.lists(st.tuples(st.sampled_from("ABCDE"), st.floats(0, 1)), min_size=1, max_size=60))
def test_figures_stay_in_range_whatever_came_in(rows):
    found = analyse([Response(choice, rest) for choice, rest in rows])
    assert 0 <= found.facility.low <= found.facility.value <= found.facility.high <= 100
    assert found.link is None or -1 <= found.link.low <= found.link.value <= found.link.high <= 1
    assert found.efficiency is None or found.efficiency <= 1 + 1e-6


def test_an_item_that_nobody_reached_has_no_figures():
    with pytest.raises(ValueError, match="at least one"):
        analyse([Response("", 0.5, None)])


def test_few_answers_raise_no_flag():
    assert analyse([Response("A", n / 5) for n in range(5)]).flags == ()


def test_a_wrong_key_is_found_by_the_best_third():
    responses = [Response("B" if n % 10 < 7 else "C", n / 120) for n in range(120)]
    assert "the best third prefers B" in analyse(responses).flags


def test_an_item_against_the_rest_is_flagged_and_a_hard_good_one_is_not():
    assert "goes against the rest" in analyse(simulated(300, -1.0)).flags
    hard = [
        Response("C" if r.choice == "C" and r.rest > 0.7 else "AB"[n % 2], r.rest)
        for n, r in enumerate(simulated(300, 2.0))
    ]
    assert "goes against the rest" not in analyse(hard).flags


def test_an_option_that_nobody_takes_is_named_once_enough_have_answered():
    many = [Response("CABD"[n % 4], n / 120) for n in range(120)]
    assert analyse(many).flags == ("nobody takes E",)
    assert analyse(many[:99]).flags == ()


def test_a_correlation_needs_four_pairs_that_vary():
    with pytest.raises(ValueError, match="four pairs"):
        link_of(0.5, 3)
    assert analyse([Response("CA"[n % 2], n / 3) for n in range(3)]).link is None
    assert analyse([Response("C", n / 5) for n in range(5)]).link is None
    assert analyse([Response("CA"[n % 2], 0.5) for n in range(6)]).link is None
