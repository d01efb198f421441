"""Difficulty while answers come in: Elo's way, then drawn towards concept, recipe and prior. Pure.

The rating follows each answer once and needs no second look at old ones. Few answers to one variant say little, so
what is used is drawn towards its concept, that towards its recipe, and that towards what the generator supposed.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field

from questions.stats.rasch import PRIOR_MEAN, shrunk, step_size, updated


@dataclass(slots=True)
class Rating:
    """A value in logits after `n` answers."""

    value: float
    n: int = 0


@dataclass(slots=True)
class Ratings:
    """Persons' abilities and items' difficulties by primary key; whoever is not there yet starts at the prior."""

    persons: dict[int, Rating] = field(default_factory=dict)
    items: dict[int, Rating] = field(default_factory=dict)

    def take(self, person: int, item: int, prior: float, right: bool) -> None:
        """Let one first attempt move both; `prior` is the item's supposed difficulty in logits."""
        who = self.persons.get(person)
        if who is None:
            who = self.persons[person] = Rating(PRIOR_MEAN)
        what = self.items.get(item)
        if what is None:
            what = self.items[item] = Rating(prior)
        who.value, what.value = updated(who.value, what.value, right, step_size(who.n), step_size(what.n))
        who.n += 1
        what.n += 1


@dataclass(frozen=True, slots=True)
class Rated:
    """An item's rating with what it is drawn towards; `prior` in logits."""

    item: int
    concept: str
    recipe: str
    prior: float
    value: float
    n: int


def difficulties(rated: Iterable[Rated]) -> dict[int, float]:
    """Return each item's difficulty: how far its rating lies from the prior, drawn towards concept and recipe."""
    items = list(rated)
    by_concept = _offsets((each.concept, each) for each in items)
    by_recipe = _offsets((each.recipe, each) for each in items)
    found = {}
    for each in items:
        of_recipe = shrunk(*by_recipe[each.recipe], parent=0.0)
        of_concept = shrunk(*by_concept[each.concept], parent=of_recipe)
        found[each.item] = each.prior + shrunk(each.value - each.prior, each.n, of_concept)
    return found


def _offsets(groups: Iterable[tuple[str, Rated]]) -> dict[str, tuple[float, int]]:
    """Return the mean distance from the prior and the number of answers for each group."""
    sums: defaultdict[str, float] = defaultdict(float)
    counts: defaultdict[str, int] = defaultdict(int)
    for name, each in groups:
        sums[name] += each.n * (each.value - each.prior)
        counts[name] += each.n
    return {name: (sums[name] / count if count else 0.0, count) for name, count in counts.items()}
