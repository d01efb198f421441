"""The words and the small shapes that the entries of a document share."""

from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, PlainSerializer, StringConstraints, model_validator

Slug = Annotated[str, StringConstraints(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
Text = Annotated[str, StringConstraints(min_length=1, strip_whitespace=True)]
CitationText = Annotated[str, StringConstraints(pattern=r"^[a-z0-9-]+(#.+)?$")]
Unit = Literal["minutes", "hours", "days", "weeks", "months", "years"]
Category = Literal[
    "corticosteroids", "cytokine-inhibitors", "immunosuppressants", "monoclonal-antibodies", "immunomodulators"
]
Route = Literal[
    "oral", "intravenous", "subcutaneous", "intramuscular", "inhaled", "topical", "ophthalmic", "intrathecal",
    "intravesical", "intraarticular", "rectal", "nasal", "intralesional", "intravitreal", "implant",
]  # fmt: skip
System = Literal[
    "cardiovascular", "respiratory", "gastrointestinal", "renal", "neurologic", "musculoskeletal", "dermatologic",
    "hematologic", "endocrine", "infectious", "oncologic", "ocular", "immunologic", "reproductive", "psychiatric",
]  # fmt: skip
Group = Literal[
    "infection", "neoplasm", "hematologic", "metabolic", "renal", "cardiovascular", "neurologic", "psychiatric",
    "gastrointestinal", "dermatologic", "musculoskeletal", "ocular", "pulmonary", "immune", "reproductive",
]  # fmt: skip
TargetKind = Literal[
    "cytokine", "cytokine-receptor", "cell-surface-protein", "enzyme", "nuclear-receptor", "intracellular-protein",
    "nucleic-acid", "ion-channel", "g-protein-coupled-receptor", "process",
]  # fmt: skip
Action = Literal[
    "neutralizes", "blocks", "inhibits", "activates", "depletes", "alkylates", "incorporates", "modulates"
]
Setting = Literal["office", "clinic", "emergency department", "hospital"]
Population = Literal[
    "pregnancy", "lactation", "live-vaccines", "fertility", "pediatric", "geriatric", "renal-impairment",
    "hepatic-impairment",
]  # fmt: skip


def one_or_more(value: Any) -> Any:
    """Accept a single text where a list of phrasings is meant."""
    return [value] if isinstance(value, str) else value


Number = Annotated[float, PlainSerializer(lambda value: int(value) if value == int(value) else value)]
Pair = Annotated[list[Number], Field(min_length=2, max_length=2)]


class Entry(BaseModel):
    """A record that knows exactly its fields."""

    model_config = ConfigDict(extra="forbid", populate_by_name=True)


class Span(Entry):
    low: Number = Field(alias="from", ge=0, allow_inf_nan=False)
    high: Number = Field(alias="to", gt=0, allow_inf_nan=False)
    unit: Unit

    @model_validator(mode="after")
    def _in_order(self) -> "Span":
        if self.low > self.high:
            raise ValueError("'from' is greater than 'to'")
        return self


class Scope(Entry):
    formulation: str = ""
    product: str = ""
    indication: str = ""
    population: str = ""
    dose: str = ""


class Regimen(Entry):
    """How a drug is given, from one week of treatment to another where an induction or a taper has an end."""

    route: Route
    dose: str = ""
    schedule: str = ""
    from_week: int = Field(default=0, ge=0, le=520)
    to_week: int | None = Field(default=None, gt=0, le=520)

    @model_validator(mode="after")
    def _in_order(self) -> "Regimen":
        if self.to_week is not None and self.to_week <= self.from_week:
            raise ValueError("'to_week' is not after 'from_week'")
        return self
