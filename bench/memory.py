"""Does the queue pay? Simulated learners under three orders of work, with the same minutes a day.

The learners forget by another model than the one that plans for them: activation with a decay that depends on the
spacing (Pavlik and Anderson, Cogn Sci 2005;29:559-586; decay as fitted there to paired words, varied between
learners). How hard the material is has no single answer, so the threshold is set to give three shares of concepts
recalled a day after one meeting. Chance alone gets one in five items right.

Run: python bench/memory.py [LEARNERS] [DAYS]
"""

import datetime as dt
import random
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from math import exp, log, sqrt
from pathlib import Path
from statistics import mean, stdev

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from questions.review.scheduling import Memory, after, rate

CONCEPTS = 300
ITEMS_A_DAY = 10
MINUTES_AN_ITEM = 2.5  # 90 seconds to answer, a minute for the explanation
START = dt.datetime(2026, 1, 1, 18, tzinfo=dt.UTC)
DAY_SECONDS = 86_400
FIXED_STEPS = (2, 7, 30)
GUESS = 0.2
# While there are new concepts, at most this many of a day's items are repeats: a block and the queue, in turn.
REPEATS_A_DAY = 5
DECAY, DECAY_SCALE, NOISE = 0.177, 0.217, 0.255
BETWEEN_SESSIONS = 0.025  # time between days passes this much slower for memory than time within one
RECALLED_NEXT_DAY = (0.5, 0.7, 0.85)
SAFE = 0.8


@dataclass
class Learner:
    """One simulated person; `met` holds for each concept the (moment, decay) of every meeting."""

    rng: random.Random
    decay: float
    threshold: float
    met: dict[int, list[tuple[float, float]]] = field(default_factory=dict)

    def activation(self, concept: int, moment: float) -> float:
        meetings = self.met.get(concept)
        if not meetings:
            return -9.0
        return log(sum(max(moment - when, 1.0) ** -decay for when, decay in meetings))

    def recall(self, concept: int, moment: float) -> float:
        return 1 / (1 + exp((self.threshold - self.activation(concept, moment)) / NOISE))

    def answer(self, concept: int, moment: float) -> tuple[bool, str]:
        """Answer one item, then read its explanation; returns (right, confidence)."""
        knew = self.rng.random() < self.recall(concept, moment)
        right = knew or self.rng.random() < GUESS
        decay = DECAY_SCALE * exp(self.activation(concept, moment)) + self.decay
        self.met.setdefault(concept, []).append((moment, decay))
        return right, "" if knew else "guess"


class Order:
    """Which concepts a day asks."""

    def today(self, day: int, learner: Learner) -> list[int]:
        raise NotImplementedError

    def note(self, concept: int, day: int, right: bool, confidence: str) -> None:
        """Take in one answer."""


class RandomOrder(Order):
    """Any concept of the bank, as a block of all topics does."""

    def today(self, day: int, learner: Learner) -> list[int]:
        return learner.rng.sample(range(CONCEPTS), ITEMS_A_DAY)


class DueFirst(Order):
    """What is due, the longest overdue first, then new concepts."""

    def __init__(self) -> None:
        self.due: dict[int, float] = {}
        self.fresh = list(range(CONCEPTS - 1, -1, -1))

    def today(self, day: int, learner: Learner) -> list[int]:
        waiting = sorted((when, concept) for concept, when in self.due.items() if when <= day)
        most = REPEATS_A_DAY if self.fresh else ITEMS_A_DAY
        chosen = [concept for _, concept in waiting[:most]]
        while self.fresh and len(chosen) < ITEMS_A_DAY:
            chosen.append(self.fresh.pop())
        return chosen


class FixedSteps(DueFirst):
    """Back after 2, 7 and 30 days; a miss starts again."""

    def __init__(self) -> None:
        super().__init__()
        self.step: dict[int, int] = {}

    def note(self, concept: int, day: int, right: bool, confidence: str) -> None:
        step = min(self.step.get(concept, -1) + 1, len(FIXED_STEPS) - 1) if right else 0
        self.step[concept] = step
        self.due[concept] = day + FIXED_STEPS[step]


class Queue(DueFirst):
    """The queue of this site: FSRS over ratings."""

    def __init__(self) -> None:
        super().__init__()
        self.memory: dict[int, Memory] = {}

    def note(self, concept: int, day: int, right: bool, confidence: str) -> None:
        rating = rate(right, confidence, 75)
        memory = after(self.memory.get(concept), rating, START + dt.timedelta(days=day))
        self.memory[concept] = memory
        # Work is done once a day: what falls due in the course of a day is asked that day.
        self.due[concept] = round((memory.due - START).total_seconds() / DAY_SECONDS)


ORDERS: dict[str, Callable[[], Order]] = {
    "this site's queue": Queue,
    "fixed 2/7/30 days": FixedSteps,
    "random order": RandomOrder,
}


@dataclass(frozen=True)
class Outcome:
    """What one learner has after the last day: concepts expected to be recalled or held safely, minutes spent."""

    known: float
    safe: int
    minutes: float


def simulate(make: Callable[[], Order], seed: int, days: int, next_day: float) -> Outcome:
    """Let one learner work; `next_day` is the share of concepts recalled a day after one meeting."""
    rng = random.Random(seed)
    day_long = DAY_SECONDS * BETWEEN_SESSIONS
    threshold = -DECAY * log(day_long) - NOISE * log(next_day / (1 - next_day))
    learner = Learner(rng, decay=max(0.08, rng.gauss(DECAY, 0.03)), threshold=threshold)
    order = make()
    items = 0
    for day in range(days):
        for place, concept in enumerate(order.today(day, learner)):
            moment = day * day_long + place * MINUTES_AN_ITEM * 60
            order.note(concept, day, *learner.answer(concept, moment))
            items += 1
    recalled = [learner.recall(concept, days * day_long) for concept in range(CONCEPTS)]
    return Outcome(sum(recalled), sum(share >= SAFE for share in recalled), items * MINUTES_AN_ITEM)


def main() -> None:
    learners = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    days = int(sys.argv[2]) if len(sys.argv) > 2 else 180
    print(f"{learners} learners, {days} days, {CONCEPTS} concepts, {ITEMS_A_DAY} items a day")
    print("next day  order                known  safely  minutes  known per hour (95 % interval)")
    for next_day in RECALLED_NEXT_DAY:
        for name, make in ORDERS.items():
            results = [simulate(make, seed, days, next_day) for seed in range(learners)]
            rates = [60 * each.known / each.minutes for each in results]
            half = 1.96 * stdev(rates) / sqrt(learners)
            print(
                f"{next_day:8.0%}  {name:<20} {mean(each.known for each in results):5.1f} "
                f"{mean(each.safe for each in results):7.1f} {mean(each.minutes for each in results):8.0f} "
                f"{mean(rates):8.2f} ({mean(rates) - half:.2f} to {mean(rates) + half:.2f})"
            )


if __name__ == "__main__":
    main()
