"""The one document shape of drug knowledge: content files, dumps and imports are all partial `Document`s."""

import datetime
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field, model_validator

from drugs.loading.shapes import (
    Action,
    Category,
    CitationText,
    Entry,
    Group,
    Number,
    Pair,
    Population,
    Regimen,
    Route,
    Scope,
    Setting,
    Slug,
    Span,
    System,
    TargetKind,
    Text,
    one_or_more,
)


class Fact(Entry):
    """What every fact carries: its sources, its review state and where it holds."""

    sources: list[CitationText] = []
    state: Literal["draft", "reviewed"] = "reviewed"
    scope: Scope = Scope()
    note: str = ""


class DrugClass(Entry):
    id: Slug
    name: Text
    singular: Text
    category: Category
    parent: Slug | None = None


class Source(Entry):
    id: Slug
    kind: Literal["label", "safety-communication", "guideline", "cpic", "livertox", "paper", "textbook"]
    title: Text
    publisher: Text
    year: int = Field(ge=1900, le=2100)
    set_id: str = ""
    url: str = ""
    checked: datetime.date | None = None


class Target(Entry):
    id: Slug
    name: Text
    kind: TargetKind
    genes: list[str] = []
    includes: list[Slug] = []


class Mechanism(Entry):
    id: Slug
    target: Slug
    action: Action
    option: Text
    downstream: str = ""
    overlaps: list[Slug] = []


class Test(Entry):
    """`includes` are tests that this one contains, as a blood count contains the neutrophil count."""

    id: Slug
    name: Text
    includes: list[Slug] = []


class Circumstance(Entry):
    id: Slug
    name: Text
    clause: Text


class Agent(Entry):
    """`example` is what a patient is given of a class, and for what: "cinacalcet for hyperparathyroidism"."""

    id: Slug
    name: Text
    drug: Slug | None = None
    example: str = ""


class EnemyPair(Entry):
    drugs: list[Slug] = Field(min_length=2, max_length=2)
    reason: Text


class Finding(Entry):
    part: Literal["history", "exam", "study", "course"]
    decisive: bool = False
    text: Annotated[list[Text], BeforeValidator(one_or_more), Field(min_length=1)]


class Vitals(Entry):
    temperature: Pair | None = None
    pulse: Pair | None = None
    respirations: Pair | None = None
    systolic: Pair | None = None
    diastolic: Pair | None = None
    saturation: Pair | None = None


class Picture(Entry):
    """What the patient looks like; shared by conditions and adverse effects."""

    id: Slug
    name: Text
    parent: Slug | None = None
    age: Annotated[list[int], Field(min_length=2, max_length=2)] | None = None
    female_share: Number = Field(default=0.5, ge=0, le=1)
    settings: list[Setting] = []
    complaints: list[Text] = []
    duration: Span | None = None
    findings: list[Finding] = []
    vitals: Vitals = Vitals()
    summary: str = ""
    sources: list[CitationText] = []


class Standing(Fact):
    drug: Slug
    standing: Literal["appropriate", "acceptable", "inferior", "contraindicated"]
    reason: Text


class Condition(Picture):
    """`course`: an acute disease is over within weeks, and so is its treatment."""

    system: System
    course: Literal["acute", "chronic"] = "chronic"
    background: list[Text] = []
    therapy: list[Standing] = []


class Distinction(Entry):
    other: Slug = Field(alias="from")
    because: Text


class Effect(Picture):
    """`routes`: the harm needs a drug that is given so, as a reaction at the site of an injection does."""

    group: Group
    routes: list[Route] = []
    overlaps: list[Slug] = []
    dangerous: bool = False
    onset: Span | None = None
    timing: Literal["during", "after-stopping"] = "during"
    confounders: list[Slug] = []
    told_apart: list[Distinction] = []


class DrugMechanism(Fact):
    """`target`, `genes` and `action` are derived: dumps show them, and a load checks that they agree."""

    mechanism: Slug
    primary: bool = False
    statement: Text
    target: str | None = None
    genes: list[str] | None = None
    action: str | None = None


class Indication(Fact):
    condition: Slug
    status: Literal["approved", "guideline"] = "approved"
    line: str = ""
    regimens: list[Regimen] = []


class AdverseEffect(Fact):
    effect: Slug
    strength: Literal["characteristic", "common", "rare-serious", "reported"]
    boxed: bool = False
    process: str = ""
    why: str = ""
    onset: Span | None = None


class NotAssociated(Entry):
    """Explicit negatives of one review; dumps list one effect an entry."""

    effects: list[Slug] = Field(min_length=1)
    sources: list[CitationText] = []
    state: Literal["draft", "reviewed"] = "reviewed"
    reviewed: datetime.date

    @model_validator(mode="before")
    @classmethod
    def _single(cls, value: Any) -> Any:
        if isinstance(value, dict) and "effect" in value and "effects" not in value:
            rest = {key: entry for key, entry in value.items() if key != "effect"}
            return {**rest, "effects": [value["effect"]]}
        return value


class BoxedWarning(Fact):
    title: Text
    statement: Text


class Contraindication(Fact):
    circumstance: Slug
    statement: Text


class Precaution(Fact):
    circumstance: Slug
    statement: Text


class Monitoring(Fact):
    test: Slug
    when: Literal["before", "during", "after"]
    frequency: str = ""
    why: str = ""


class Interaction(Fact):
    agent: Slug
    mechanism: str = ""
    consequence: Text
    effect: Slug | None = None
    action: str = ""


class Rescue(Fact):
    agent: Slug
    purpose: Literal["rescue", "prophylaxis", "reversal", "taper", "premedication"]
    effect: Slug | None = None
    statement: Text


class Genotype(Fact):
    """`tested`: a label or guideline asks for the test before the first dose."""

    gene: Text
    phenotype: Text
    consequence: Text
    action: str = ""
    tested: bool = False


class PopulationNote(Fact):
    population: Population
    statement: Text


class Closed(Entry):
    """Lists that someone has read through: what stands not in them is false for the drug."""

    mechanisms: bool = False
    indications: bool = False
    contraindications: bool = False
    monitoring: bool = False
    interactions: bool = False
    rescue: bool = False
    genotypes: bool = False


CLOSED = tuple(Closed.model_fields)


class Identifiers(Entry):
    atc: list[str] = []
    rxcui: str = ""
    chembl: str = ""


class Drug(Entry):
    id: Slug
    name: Text
    category: Category
    classes: list[Slug] = Field(min_length=1)
    molecule: str = ""
    routes: list[Route] = Field(min_length=1)
    brand_names: list[Text] = []
    identifiers: Identifiers = Identifiers()
    name_stems: list[Text] = []
    active_form: str | None = None
    same_as: list[Slug] = []
    pearl: str = ""
    closed: Closed = Closed()
    box: Literal["present", "absent", "unknown"] = "unknown"
    mechanisms: list[DrugMechanism] = []
    indications: list[Indication] = []
    adverse_effects: list[AdverseEffect] = []
    not_associated: list[NotAssociated] = []
    boxed_warnings: list[BoxedWarning] = []
    contraindications: list[Contraindication] = []
    precautions: list[Precaution] = []
    monitoring: list[Monitoring] = []
    interactions: list[Interaction] = []
    rescue: list[Rescue] = []
    genotypes: list[Genotype] = []
    populations: list[PopulationNote] = []


class Document(Entry):
    """Any part of the knowledge; files are merged list by list."""

    sources: list[Source] = []
    classes: list[DrugClass] = []
    targets: list[Target] = []
    mechanisms: list[Mechanism] = []
    tests: list[Test] = []
    circumstances: list[Circumstance] = []
    agents: list[Agent] = []
    conditions: list[Condition] = []
    effects: list[Effect] = []
    drugs: list[Drug] = []
    enemy_pairs: list[EnemyPair] = []
