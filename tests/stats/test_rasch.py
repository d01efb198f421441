"""Ability and difficulty on one scale, against an independent implementation and known parameters."""

from math import inf

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.integrate import quad
from scipy.special import expit
from scipy.stats import norm

from questions.stats import rasch


def oracle(answers):
    """Return the posterior mean and standard deviation by adaptive integration."""

    def weight(point):
        likelihood = norm.pdf(point)
        for difficulty, right in answers:
            p = expit(point - difficulty)
            likelihood *= p if right else 1 - p
        return likelihood

    whole = quad(weight, -inf, inf)[0]
    mean = quad(lambda t: t * weight(t), -inf, inf)[0] / whole
    return mean, (quad(lambda t: (t - mean) ** 2 * weight(t), -inf, inf)[0] / whole) ** 0.5


@pytest.mark.parametrize(
    "answers",
    [
        [(0.0, True)],
        [(1.0, True), (-1.0, False), (0.5, True)],
        [(0.3 * n - 2, n % 3 > 0) for n in range(15)],
        [(-1.0, True)] * 8,
        [(1.0, False)] * 8,
    ],
)
def test_ability_agrees_with_adaptive_integration(answers):
    mean, spread = oracle(answers)
    found = rasch.ability(answers)
    assert found.value == pytest.approx(mean, abs=0.005)
    assert found.high - found.low == pytest.approx(2 * 1.96 * spread, abs=0.01)


def test_without_answers_it_is_the_prior():
    found = rasch.ability([])
    assert (found.n, found.value) == (0, pytest.approx(0, abs=1e-9))
    assert found.high == pytest.approx(1.96, abs=0.01)


def test_all_right_stays_finite_and_above_all_wrong():
    right, wrong = (rasch.ability([(0.0, answer)] * 300) for answer in (True, False))
    assert -6 < wrong.value < 0 < right.value < 6


def test_simulated_learners_are_found_again_and_the_interval_covers():
    rng = np.random.default_rng(1)
    difficulties = rng.normal(0, 1, 60)
    truth = rng.normal(0, 1, 300)
    covered, found = 0, []
    for theta in truth:
        right = rng.random(60) < expit(theta - difficulties)
        ability = rasch.ability(list(zip(difficulties.tolist(), right.tolist(), strict=True)))
        covered += ability.low <= theta <= ability.high
        found.append(ability.value)
    assert 0.92 <= covered / len(truth) <= 0.98
    assert np.corrcoef(truth, found)[0, 1] > 0.93


def test_elo_finds_the_order_of_difficulties():
    rng = np.random.default_rng(3)
    truth = np.linspace(-2, 2, 20)
    found, met = np.zeros(20), np.zeros(20, int)
    for theta in rng.normal(0, 1, 400):
        ability = 0.0
        for n, item in enumerate(rng.permutation(20)):
            right = bool(rng.random() < expit(theta - truth[item]))
            _, found[item] = rasch.updated(ability, found[item], right, rasch.step_size(met[item]))
            ability, _ = rasch.updated(ability, found[item], right, rasch.step_size(n))
            met[item] += 1
    assert np.corrcoef(truth, found)[0, 1] > 0.97


@given(st.floats(-5, 5), st.floats(-5, 5), st.booleans(), st.floats(0.01, 1))
def test_what_ability_wins_difficulty_loses(ability, difficulty, right, rate):
    after_ability, after_difficulty = rasch.updated(ability, difficulty, right, rate)
    assert after_ability + after_difficulty == pytest.approx(ability + difficulty)
    assert (after_ability > ability) is right or after_ability == ability


def test_shrinking_goes_from_the_parent_to_the_own_estimate():
    assert rasch.shrunk(2.0, 0, 1.0) == 1.0
    assert rasch.shrunk(2.0, 20, 1.0) == pytest.approx(1.5)
    assert rasch.shrunk(2.0, 10_000, 1.0) == pytest.approx(2.0, abs=0.01)


def test_the_generators_prior_is_centred():
    assert [rasch.prior_logit(d) for d in (0.25, 0.5, 1.0)] == [-1.0, 0.0, 2.0]
