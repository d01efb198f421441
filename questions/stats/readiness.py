"""What a person would get right on an average block now, with its interval, or nothing while that is a guess."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Value
from django.db.models.functions import Coalesce

from questions.bank.models import Item
from questions.stats import rasch
from questions.stats.queries import NEW, reached

# With fewer first attempts the interval is so wide that a number would only frighten or flatter.
LEAST_ATTEMPTS = 100
UNRATED = -99.0  # stands for an item without statistics: its difficulty is the generator's prior


@dataclass(frozen=True, slots=True)
class Readiness:
    """Expected percent right on an average block, None below LEAST_ATTEMPTS, and the ability behind it.

    `low` and `high` are what the ends of the ability's 95 % interval would get.
    """

    n: int
    ability: rasch.Ability
    expected: float | None
    low: float
    high: float

    @property
    def missing(self) -> int:
        """Return how many first attempts are wanting."""
        return max(0, LEAST_ATTEMPTS - self.n)


def readiness(user: Any, now: datetime) -> Readiness:
    """Estimate a person's ability from first attempts that were reached, in two queries."""
    places = reached(user, now).filter(novelty=NEW).annotate(rated=_rated("item__statistics__difficulty"))
    fields = ("item__difficulty", "rated", "correct")
    rows = places.values(*fields).annotate(times=Count("pk")).values_list(*fields, "times")
    counts: Counter[tuple[float, bool]] = Counter()
    for prior, rated, right, times in rows:
        counts[_difficulty(prior, rated), right] += times
    ability = rasch.ability_of_counts(counts)
    if ability.n < LEAST_ATTEMPTS:
        return Readiness(ability.n, ability, None, 0, 100)
    bank = _bank()
    expected, low, high = (_percent(each, bank) for each in (ability.value, ability.low, ability.high))
    return Readiness(ability.n, ability, expected, low, high)


def _rated(path: str) -> Coalesce:
    return Coalesce(path, Value(UNRATED))


def _difficulty(prior: float, rated: float) -> float:
    """Return the difficulty in logits, to a tenth: finer changes nothing that is shown."""
    return round(rasch.prior_logit(prior) if rated == UNRATED else rated, 1)


def _bank() -> Counter[float]:
    """Return how many active items there are of each difficulty."""
    rows = Item.objects.active().annotate(rated=_rated("statistics__difficulty")).order_by()
    grouped = rows.values("difficulty", "rated").annotate(times=Count("pk"))
    found: Counter[float] = Counter()
    for prior, rated, times in grouped.values_list("difficulty", "rated", "times"):
        found[_difficulty(prior, rated)] += times
    return found


def _percent(ability: float, bank: Counter[float]) -> float:
    """Return the expected percent right over the bank."""
    total = bank.total()
    return 100 * sum(times * rasch.chance(ability, difficulty) for difficulty, times in bank.items()) / total
