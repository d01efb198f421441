"""The days of the real exams since May 2026, and half of each: how many blocks of which size, how much break."""

from dataclasses import asdict, dataclass
from datetime import timedelta
from decimal import Decimal
from typing import Any

from questions.blocks.exam_days.rules import Timetable

BLOCK_MINUTES = 30
TUTORIAL_MINUTES = 5
POOL_MINUTES = 55


@dataclass(frozen=True, slots=True)
class Plan:
    """One day as it is set; `sizes` has the number of items of each block."""

    slug: str
    title: str
    step: int
    sizes: tuple[int, ...]
    pool_minutes: float = POOL_MINUTES

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Plan":
        """Return a plan as a day has kept it, whatever the plans of today are."""
        return cls(**{**stored, "sizes": tuple(stored["sizes"])})

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @property
    def items(self) -> int:
        """Return how many questions the day has."""
        return sum(self.sizes)

    @property
    def minutes(self) -> float:
        """Return how long the day is at standard time."""
        return len(self.sizes) * BLOCK_MINUTES + self.pool_minutes + TUTORIAL_MINUTES

    def timetable(self, factor: Decimal | float) -> Timetable:
        """Return the times of the day with the learner's time factor on every part of it."""
        minutes = timedelta(minutes=float(factor))
        return Timetable(
            blocks=len(self.sizes),
            block=BLOCK_MINUTES * minutes,
            pool=self.pool_minutes * minutes,
            tutorial=TUTORIAL_MINUTES * minutes,
        )


def _half(plan: Plan) -> Plan:
    """Return the first half of a day, a middle block included, with half the break pool."""
    blocks = (len(plan.sizes) + 1) // 2
    return Plan(
        slug=f"{plan.slug}-half",
        title=f"{plan.title}, half a day",
        step=plan.step,
        sizes=plan.sizes[:blocks],
        pool_minutes=plan.pool_minutes / 2,
    )


WHOLE = (
    Plan("step-1", "Step 1", 1, (20,) * 14),
    Plan("step-2", "Step 2 CK", 2, (20, 20, 20, 19) * 4),
    Plan("step-3-day-1", "Step 3, day 1", 3, (20, 19, 19) * 4),
    Plan("step-3-day-2", "Step 3, day 2", 3, (20,) * 9),
)
PLANS = {plan.slug: plan for whole in WHOLE for plan in (whole, _half(whole))}
