"""What a learner asks of a block, and the presets of the real exams."""

from dataclasses import asdict, dataclass
from typing import Any

SMALLEST, LARGEST = 1, 40
SECONDS_PER_ITEM = 90
LONGEST_MINUTES = 240


@dataclass(frozen=True, slots=True)
class Blueprint:
    """Size, time and filters; empty filters mean everything. `minutes` is 0 for an untimed block."""

    size: int = 20
    minutes: float = 30
    mode: str = "timed"
    step: int | None = None
    classes: tuple[str, ...] = ()
    recipes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class Preset:
    """A block as an exam has it."""

    slug: str
    title: str
    blueprint: Blueprint


PRESETS = (
    Preset("step-1", "Step 1 block", Blueprint(step=1)),
    Preset("step-2", "Step 2 CK block", Blueprint(step=2)),
    Preset("step-3", "Step 3 block", Blueprint(step=3)),
)
