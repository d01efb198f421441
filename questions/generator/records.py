"""The facts that items are built from, as plain frozen records.

Every link carries a stable `id` (used as a fact id in items) and the citations behind it.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

Range = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Source:
    """A document: label, guideline, paper."""

    id: str
    title: str
    publisher: str
    year: int


@dataclass(frozen=True, slots=True, order=True)
class Citation:
    """A place in a source; `section` may be empty when the whole document is meant."""

    source: str
    section: str = ""


@dataclass(frozen=True, slots=True)
class Duration:
    """A span from `low` to `high`, in `unit` (minutes, hours, days, weeks, months or years)."""

    low: float
    high: float
    unit: str


@dataclass(frozen=True, slots=True)
class Finding:
    """One feature of a clinical picture, in one or more phrasings that mean the same."""

    part: str  # history, exam, study or course
    phrasings: tuple[str, ...]
    decisive: bool = False


@dataclass(frozen=True, slots=True)
class Picture:
    """What a patient with a condition or an adverse effect looks like."""

    age: Range | None = None
    female_share: float = 0.5
    settings: tuple[str, ...] = ()
    complaints: tuple[str, ...] = ()
    duration: Duration | None = None
    findings: tuple[Finding, ...] = ()
    vitals: Mapping[str, Range] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Condition:
    id: str
    name: str
    parent: str | None = None
    system: str = ""  # the organ system, as physicians divide their work
    acute: bool = False  # over within weeks, and so is its treatment
    background: tuple[str, ...] = ()
    picture: Picture = Picture()
    summary: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """An adverse effect. `overlaps` are effects that could also be called right for the same picture."""

    id: str
    name: str
    group: str
    parent: str | None = None
    overlaps: frozenset[str] = frozenset()
    dangerous: bool = False
    onset: Duration | None = None
    after_stopping: bool = False  # the onset counts from the last dose
    confounders: frozenset[str] = frozenset()
    told_apart: Mapping[str, str] = field(default_factory=dict)
    routes: frozenset[str] = frozenset()  # the harm needs a drug that is given so
    picture: Picture = Picture()
    summary: str = ""
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Target:
    id: str
    name: str
    includes: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Mechanism:
    """An action on a target, worded as an answer option."""

    id: str
    target: str
    action: str
    option: str
    downstream: str = ""
    overlaps: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Drug:
    id: str
    name: str
    category: str
    classes: tuple[str, ...] = ()
    molecule: str = ""
    routes: tuple[str, ...] = ()
    brand_names: tuple[str, ...] = ()
    name_stems: tuple[str, ...] = ()
    same_moiety: frozenset[str] = frozenset()  # prodrug, metabolite and interchangeable drugs, either way
    pearl: str = ""
    closed: frozenset[str] = frozenset()  # lists that are complete: what stands not in them is false


@dataclass(frozen=True, slots=True)
class Scope:
    """Where a fact holds; an empty field means everywhere."""

    formulation: str = ""
    product: str = ""
    indication: str = ""
    population: str = ""
    dose: str = ""

    def __bool__(self) -> bool:
        return any((self.formulation, self.product, self.indication, self.population, self.dose))


@dataclass(frozen=True, slots=True)
class DrugMechanism:
    id: str
    drug: str
    mechanism: str
    primary: bool
    statement: str
    scope: Scope = Scope()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Regimen:
    """How a drug is given in the weeks of treatment that `from_week` and `to_week` bound."""

    route: str
    dose: str = ""
    schedule: str = ""
    from_week: int = 0
    to_week: int | None = None

    def holds(self, days: float) -> bool:
        """Tell whether somebody treated for so many days is given the drug in this way."""
        weeks = days / 7
        return self.from_week <= weeks and (self.to_week is None or weeks <= self.to_week)


@dataclass(frozen=True, slots=True)
class Indication:
    id: str
    drug: str
    condition: str
    status: str = "approved"
    line: str = ""
    regimens: tuple[Regimen, ...] = ()
    scope: Scope = Scope()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class AdverseEffect:
    """A drug causes an effect. `strength`: characteristic, common, rare-serious or reported."""

    id: str
    drug: str
    effect: str
    strength: str
    boxed: bool = False
    process: str = ""  # what goes wrong, worded as an answer option
    why: str = ""
    onset: Duration | None = None
    scope: Scope = Scope()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class NotAssociated:
    """A drug was reviewed for an effect and is not associated with it."""

    id: str
    drug: str
    effect: str
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Word:
    """A test, a circumstance of the patient or a substance. `clause` follows "He"; `drug` is one of ours."""

    id: str
    name: str
    clause: str = ""
    drug: str | None = None
    example: str = ""  # of a class of drugs: the one that a patient is given, and for what
    includes: frozenset[str] = frozenset()  # tests that a test contains


@dataclass(frozen=True, slots=True)
class Monitoring:
    """A test that belongs to a drug. `when`: before, during or after treatment."""

    id: str
    drug: str
    test: str
    when: str
    frequency: str = ""
    why: str = ""
    scope: Scope = Scope()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Caution:
    """A circumstance that forbids a drug, or (not `absolute`) asks for care."""

    id: str
    drug: str
    circumstance: str
    statement: str
    absolute: bool
    scope: Scope = Scope()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Interaction:
    """What happens when another substance is added; `effect` is the adverse effect that follows, if one does."""

    id: str
    drug: str
    agent: str
    consequence: str
    effect: str | None = None
    mechanism: str = ""
    action: str = ""
    scope: Scope = Scope()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Rescue:
    """A substance against the harm of a drug. `purpose`: rescue, prophylaxis, reversal, taper or premedication."""

    id: str
    drug: str
    agent: str
    purpose: str
    statement: str
    effect: str | None = None
    scope: Scope = Scope()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Genotype:
    id: str
    drug: str
    gene: str
    phenotype: str
    consequence: str
    action: str = ""
    tested: bool = False  # a label or guideline asks for the test before the first dose
    scope: Scope = Scope()
    citations: tuple[Citation, ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a guideline places a drug: appropriate, acceptable, inferior or contraindicated."""

    id: str
    drug: str
    condition: str
    standing: str
    reason: str
    scope: Scope = Scope()
    citations: tuple[Citation, ...] = ()


DrugFact = (
    DrugMechanism
    | Indication
    | AdverseEffect
    | NotAssociated
    | Monitoring
    | Caution
    | Interaction
    | Rescue
    | Genotype
    | Standing
)
Fact = Condition | Effect | DrugFact
