"""The abstract patient of an item: what is asked, and the clues that the stem will show.

A clue is a predicate over the hidden drug. Recipes choose clues, `proof` solves them, `vignette` words them.
"""

from dataclasses import dataclass
from enum import StrEnum

from .records import Indication


class Asked(StrEnum):
    """The class of thing the options belong to."""

    MECHANISM = "mechanism of action"
    EFFECT = "adverse effect"
    DRUG = "drug"


class ClueKind(StrEnum):
    """What a clue says of the hidden drug (or, for NAMED, that it is not hidden)."""

    TREATS = "treats"  # value: condition id
    ROUTE = "route"  # value: route
    SCHEDULE = "schedule"  # value: schedule; implies its route
    ACTS_BY = "acts by"  # value: mechanism id
    CAUSED = "caused"  # value: effect id, shown as a picture and never named
    NAMED = "named"  # value: drug id


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing the stem says."""

    kind: ClueKind
    value: str


@dataclass(frozen=True, slots=True)
class Concept:
    """The tested fact; `id` is what mastery and the bank follow."""

    drug: str
    relation: str
    object: str

    @property
    def id(self) -> str:
        return f"{self.drug}/{self.relation}/{self.object}"


@dataclass(frozen=True, slots=True)
class Case:
    """A patient worth writing: the concept asked and the clues shown.

    `indication` is the use that
    brings the drug to this patient. `fact_ids` are the facts that the key rests on.
    """

    concept: Concept
    asked: Asked
    key: str
    indication: Indication
    clues: tuple[Clue, ...]
    tier: str
    reasoning_steps: int
    steps: tuple[int, ...]
    fact_ids: tuple[str, ...]

    @property
    def shown_effect(self) -> str:
        """The effect whose picture the patient has; every case shows one."""
        return next(clue.value for clue in self.clues if clue.kind is ClueKind.CAUSED)

    def has(self, kind: ClueKind) -> bool:
        """Tell whether the stem shows a clue of this kind."""
        return any(clue.kind is kind for clue in self.clues)
