"""Ability and difficulty on one scale: the Rasch model, for readiness and for item difficulty. Pure.

P(right) = 1 / (1 + exp(difficulty - ability)), both in logits (Rasch 1960). No three-digit score is made up.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import exp, log, sqrt

# A learner before the first answer: the population of learners, one logit wide.
PRIOR_MEAN, PRIOR_SD = 0.0, 1.0
# Quadrature from -6 to 6 logits: finer changes no digit that is shown.
GRID = tuple(step / 20 for step in range(-120, 121))


@dataclass(frozen=True, slots=True)
class Ability:
    """Posterior mean and 95 % interval in logits, from `n` answers."""

    n: int
    value: float
    low: float
    high: float


def chance(ability: float, difficulty: float) -> float:
    """Return the probability, 0 to 1, of a right answer."""
    return 1 / (1 + exp(difficulty - ability))


def ability(answers: Sequence[tuple[float, bool]]) -> Ability:
    """Estimate one person's ability from (item difficulty in logits, right) pairs."""
    return ability_of_counts(Counter(answers))


def ability_of_counts(counts: Mapping[tuple[float, bool], int]) -> Ability:
    """Estimate one person's ability from how often each (item difficulty in logits, right) occurred.

    Expected a posteriori with a normal prior (Bock and Mislevy, Appl Psychol Meas 1982;6:431-444): it exists for
    every pattern of answers, all right or all wrong too, and shrinks towards the population while n is small. The
    interval is mean +- 1.96 posterior standard deviations. No answers give the prior.
    """
    logs = [-((point - PRIOR_MEAN) ** 2) / (2 * PRIOR_SD**2) for point in GRID]
    for (difficulty, right), times in counts.items():
        sign = 1 if right else -1
        logs = [
            total - times * _softplus(sign * (difficulty - point)) for total, point in zip(logs, GRID, strict=True)
        ]
    peak = max(logs)
    weights = [exp(total - peak) for total in logs]
    whole = sum(weights)
    mean = sum(weight * point for weight, point in zip(weights, GRID, strict=True)) / whole
    variance = sum(weight * (point - mean) ** 2 for weight, point in zip(weights, GRID, strict=True)) / whole
    half = 1.96 * sqrt(variance)
    return Ability(sum(counts.values()), mean, mean - half, mean + half)


def shrunk(own: float, n: int, parent: float, strength: float = 20.0) -> float:
    """Return an estimate drawn towards its parent: item to concept, concept to recipe.

    The weight of the own estimate is n / (n + strength): with `strength` answers both count alike.
    """
    weight = n / (n + strength)
    return weight * own + (1 - weight) * parent


def prior_logit(difficulty: float) -> float:
    """Turn the generator's prior difficulty (0 easy to 1 hard) into logits: 0.5 is 0, and a step of 0.25 is 1."""
    return (difficulty - 0.5) * 4


def updated(
    ability_now: float, difficulty: float, right: bool, rate: float, item_rate: float | None = None
) -> tuple[float, float]:
    """Return ability and difficulty after one answer, Elo's way (Pelanek, Comput Educ 2016;98:169-179).

    `rate` is the step in logits for a complete surprise. Both move in opposite directions, the item by `item_rate`
    where one of the two is known better than the other.
    """
    surprise = (1.0 if right else 0.0) - chance(ability_now, difficulty)
    return ability_now + rate * surprise, difficulty - (rate if item_rate is None else item_rate) * surprise


def step_size(answers: int) -> float:
    """Return the Elo step after so many answers: 0.8 at first, 0.4 after 20, towards 0: noise dies down."""
    return 0.8 / (1 + answers / 20)


def _softplus(x: float) -> float:
    """Return log(1 + e^x) without overflow."""
    return max(x, 0.0) + log(1 + exp(-abs(x)))
