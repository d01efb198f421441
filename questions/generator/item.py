"""The finished item and its JSON form (one object a line in `generate_items`)."""

import hashlib
from dataclasses import asdict, dataclass
from typing import Any

LETTERS = "ABCDE"


@dataclass(frozen=True, slots=True)
class Option:
    """One of five answers. `slip` names the wrong step that a distractor stands for; empty for the key."""

    key: str
    text: str
    correct: bool
    rationale: str
    when_right: str
    danger: bool
    fact_ids: tuple[str, ...]
    slip: str = ""


@dataclass(frozen=True, slots=True)
class Item:
    """One variant of one concept, complete with rationale and sources."""

    recipe: str
    recipe_version: int
    seed: int
    concept: str
    drug: str
    category: str
    steps: tuple[int, ...]
    tier: str
    reasoning_steps: int
    difficulty: float
    stem: str
    lead_in: str
    options: tuple[Option, ...]
    objective: str
    explanation: str
    sources: tuple[dict[str, Any], ...]
    facts_digest: str
    fact_ids: tuple[str, ...]
    proof: dict[str, Any]  # the case and option ids, so that a stored item can be proved again
    clues: tuple[str, ...] = ()  # the sentences of the stem that decide, for highlighting in review
    asks: tuple[str, ...] = ()  # as `giveaway` words it: items of which one tells what the other asks are enemies
    tells: tuple[str, ...] = ()

    @property
    def fingerprint(self) -> str:
        """Identify what the learner sees: stem, lead-in and option texts."""
        seen = "\n".join((self.stem, self.lead_in, *(option.text for option in self.options)))
        return hashlib.sha256(seen.encode()).hexdigest()

    @property
    def id(self) -> str:
        return f"item-{self.fingerprint[:16]}"

    @property
    def key(self) -> Option:
        return next(option for option in self.options if option.correct)

    def as_json(self) -> dict[str, Any]:
        """Return the contract's form; tuples become lists when dumped."""
        return {"id": self.id, "fingerprint": self.fingerprint, **asdict(self)}
