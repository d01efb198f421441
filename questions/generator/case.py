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
    PROCESS = "process behind the adverse effect"
    TEST = "test"
    GENE = "gene"
    AGENT = "substance against the harm"
    PROTECTION = "substance that keeps the harm away"
    RAISED = "adverse effect that an added drug makes likelier"
    AVOIDED = "drug to avoid in this patient"
    TREATMENT = "drug for this patient"
    TARGET = "action that treats the disease"


class Form(StrEnum):
    """What the stem tells of."""

    COMPLICATION = "complication"  # a patient under treatment has the picture of an adverse effect
    PLANNED = "planned"  # a patient with a known disease is about to be treated
    TREATED = "treated"  # a patient under treatment is well
    DISEASE = "disease"  # a patient has the picture of a disease that nobody has named


class ClueKind(StrEnum):
    """What a clue says of the hidden drug (or, for NAMED, that it is not hidden)."""

    TREATS = "treats"  # value: condition id
    ROUTE = "route"  # value: route
    SCHEDULE = "schedule"  # value: schedule; implies its route
    ACTS_BY = "acts by"  # value: mechanism id
    CAUSED = "caused"  # value: effect id, shown as a picture and never named
    NAMED = "named"  # value: drug id
    CIRCUMSTANCE = "circumstance"  # value: word id; a factor of the patient, true of no drug
    AMONG = "among"  # no value; the patient has been given each of the options
    ADDED = "added"  # value: word id of the substance that is taken beside the drug


@dataclass(frozen=True, slots=True)
class Clue:
    """One thing the stem says."""

    kind: ClueKind
    value: str


def shown(clues: tuple[Clue, ...], kind: ClueKind) -> str | None:
    """Return what the clue of this kind says, if there is one."""
    return next((clue.value for clue in clues if clue.kind is kind), None)


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
    form: Form = Form.COMPLICATION
    rival: str | None = None  # an option that has to stand among the distractors
    written: frozenset[str] = frozenset()  # the roots of the words of the stem, once there is one

    @property
    def shown_effect(self) -> str:
        """The effect whose picture the patient has; only a complication shows one."""
        effect = self.shown(ClueKind.CAUSED)
        if effect is None:
            raise LookupError(f"{self.concept.id} shows no adverse effect")
        return effect

    def shown(self, kind: ClueKind) -> str | None:
        """Return what the clue of this kind says, if there is one."""
        return shown(self.clues, kind)

    def has(self, kind: ClueKind) -> bool:
        """Tell whether the stem shows a clue of this kind."""
        return any(clue.kind is kind for clue in self.clues)
