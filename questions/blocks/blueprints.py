"""What a learner asks of a block, and the presets of the real exams."""

from dataclasses import asdict, dataclass, fields
from typing import Any

SMALLEST, LARGEST = 1, 40
SECONDS_PER_ITEM = 90
QUICKEST, SLOWEST = 10, 600  # seconds for one question
LONGEST_MINUTES = 240
HIGHEST_NUMBER = 999_999_999

# Prior difficulty runs from 0 to 1. The borders cut the first content into thirds and then stay where they are, so
# that a link to a set-up goes on to mean the same: (above, up to and including).
DIFFICULTIES = {"easy": (-1.0, 0.5), "middle": (0.5, 0.75), "hard": (0.75, 1.0)}
# What the asker's own history says about an item; see filters.
STATUSES = ("unseen", "missed", "marked", "due")


@dataclass(frozen=True, slots=True)
class Blueprint:
    """Size, time and filters; empty filters mean everything.

    `minutes` is 0 for a block without a clock; `seconds` is the time for each question where it was given so.
    A block with a `number` is the same for everybody who asks for that number with the same filters.
    """

    size: int = 20
    minutes: float = 30
    mode: str = "timed"
    step: int | None = None
    classes: tuple[str, ...] = ()
    recipes: tuple[str, ...] = ()
    seconds: int | None = None
    category: str = ""
    drugs: tuple[str, ...] = ()
    status: str = ""
    difficulty: str = ""
    number: int | None = None
    concepts: tuple[str, ...] = ()  # asked by pages, not by the set-up form: the same points again

    def minutes_for(self, questions: int) -> float:
        """Return how long a block of so many questions lasts at standard time: there may be fewer than asked."""
        return self.seconds * questions / 60 if self.seconds else self.minutes

    def as_json(self) -> dict[str, Any]:
        return asdict(self)

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> "Blueprint":
        """Return what was stored, by this version or an older one that knew fewer fields."""
        known = {field.name for field in fields(cls)}
        given = {name: tuple(value) if isinstance(value, list) else value for name, value in stored.items()}
        return cls(**{name: value for name, value in given.items() if name in known})

    def query(self) -> list[tuple[str, str]]:
        """Return the fields of the set-up form that lead to this blueprint, as pairs for a link."""
        time = ("seconds", self.seconds) if self.seconds else ("minutes", round(self.minutes) or "")
        single = [
            ("size", self.size),
            time,
            ("mode", self.mode),
            ("step", self.step),
            ("category", self.category),
            ("drugs", ", ".join(self.drugs)),
            ("status", self.status),
            ("difficulty", self.difficulty),
            ("number", self.number),
        ]
        several = [("classes", each) for each in self.classes] + [("recipes", each) for each in self.recipes]
        return [(name, str(value)) for name, value in (*single, *several) if value not in (None, "")]


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
