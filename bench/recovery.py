"""Are known difficulties found again? Simulated persons answer items whose difficulty is known.

Persons and items follow the Rasch model, with and without guessing among five options. The generator errs by
almost one logit, mostly alike for the variants of a concept. Each person meets a random share of the items once.

Run: python bench/recovery.py [SEED]
"""

import random
import sys
from math import sqrt
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from questions.stats.rasch import chance
from questions.stats.ratings import Rated, Ratings, difficulties

ITEMS, VARIANTS, CONCEPTS_A_RECIPE = 600, 3, 20
# Standard deviations of the prior around the truth, in logits: shared by the variants of a concept, and their own.
SHARED_BLUR, OWN_BLUR = 0.8, 0.3


def correlation(one: list[float], other: list[float]) -> float:
    n = len(one)
    mean_one, mean_other = sum(one) / n, sum(other) / n
    shared = sum((x - mean_one) * (y - mean_other) for x, y in zip(one, other, strict=True))
    spreads = sum((x - mean_one) ** 2 for x in one) * sum((y - mean_other) ** 2 for y in other)
    return shared / sqrt(spreads)


def error(found: list[float], truth: list[float]) -> float:
    """Return the root mean square error after both are centred: the scale's zero is free."""
    shift = sum(f - t for f, t in zip(found, truth, strict=True)) / len(truth)
    return sqrt(sum((f - t - shift) ** 2 for f, t in zip(found, truth, strict=True)) / len(truth))


def simulate(
    answers_an_item: int, guess: float, seed: int
) -> tuple[list[float], list[float], list[float], list[float]]:
    """Return truth, prior, own ratings and drawn difficulties."""
    rng = random.Random(seed)
    concept_level = [rng.gauss(0, 0.5) for _ in range(ITEMS // VARIANTS)]
    truth = [concept_level[item // VARIANTS] + rng.gauss(0, 0.4) for item in range(ITEMS)]
    shared = [rng.gauss(0, SHARED_BLUR) for _ in range(ITEMS // VARIANTS)]
    prior = [value + shared[item // VARIANTS] + rng.gauss(0, OWN_BLUR) for item, value in enumerate(truth)]
    ratings = Ratings()
    persons = max(10, answers_an_item * ITEMS // 200)
    for person in range(persons):
        ability = rng.gauss(0, 1)
        for item in rng.sample(range(ITEMS), answers_an_item * ITEMS // persons):
            right = rng.random() < guess + (1 - guess) * chance(ability, truth[item])
            ratings.take(person, item, prior[item], right)
    rated = [
        Rated(
            item,
            f"{item // VARIANTS}",
            f"{item // VARIANTS // CONCEPTS_A_RECIPE}",
            prior[item],
            own.value if (own := ratings.items.get(item)) else prior[item],
            own.n if own else 0,
        )
        for item in range(ITEMS)
    ]
    drawn = difficulties(rated)
    return truth, prior, [each.value for each in rated], [drawn[item] for item in range(ITEMS)]


def main() -> None:
    seed = int(sys.argv[1]) if len(sys.argv) > 1 else 1
    print("guessing  answers an item   prior r (error)   own rating r (error)   drawn together r (error)")
    for guess in (0.0, 0.2):
        for answers in (5, 20, 50, 200):
            truth, *estimates = simulate(answers, guess, seed)
            cells = [f"{correlation(each, truth):.2f} ({error(each, truth):.2f})" for each in estimates]
            print(f"{guess:8.0%}  {answers:15}   {cells[0]:>15}   {cells[1]:>20}   {cells[2]:>24}")


if __name__ == "__main__":
    main()
