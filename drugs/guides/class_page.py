"""What stands on the page of a drug class: its drugs side by side, and the pathways they interrupt."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Prefetch
from django.utils.safestring import SafeString, mark_safe

from drugs import models
from drugs.guides.drawing import pathway_svg
from drugs.guides.facts import scope
from drugs.guides.pathways import PATHWAYS

APPROVED = models.Indication.Status.APPROVED
KNOWN_FOR = ("characteristic", "common")
MOST_OFF_LABEL = 6


@dataclass(frozen=True, slots=True)
class Column:
    """One drug in the comparison of its class."""

    drug: models.Drug
    mechanisms: list[str]
    routes: list[str]
    uses: list[str]
    off_label: list[str]
    boxed: list[str]
    effects: list[str]

    @property
    def off_label_fits(self) -> bool:
        """Tell whether the off-label uses are few enough to stand in a cell; else they are counted."""
        return len(self.off_label) <= MOST_OFF_LABEL


@dataclass(frozen=True, slots=True)
class Picture:
    """A pathway drawn with the drugs that act in it."""

    title: str
    svg: SafeString


def compared(drug_class: models.DrugClass) -> list[Column]:
    """Return the drugs of the class and of its subclasses, in a fixed number of queries."""
    drugs = models.Drug.objects.filter(classes__in=[drug_class, *drug_class.subclasses.all()]).distinct()
    return [_column(drug) for drug in drugs.prefetch_related(*SIDE_BY_SIDE)]


def _reviewed(model: type[models.Fact], *related: str) -> "Prefetch[str]":
    rows = model.objects.filter(state=models.State.REVIEWED).select_related(*related)  # type: ignore[attr-defined]
    return Prefetch(f"{model._meta.model_name}_set", rows, to_attr=f"known_{model._meta.model_name}")


SIDE_BY_SIDE = (
    _reviewed(models.DrugMechanism, "mechanism"),
    _reviewed(models.Indication, "condition"),
    _reviewed(models.AdverseEffect, "effect"),
    _reviewed(models.BoxedWarning),
)


def _column(drug: Any) -> Column:
    return Column(
        drug=drug,
        mechanisms=[link.mechanism.option for link in drug.known_drugmechanism if link.primary],
        routes=drug.routes,
        uses=_names(use.condition.name for use in drug.known_indication if use.status == APPROVED),
        off_label=_names(use.condition.name for use in drug.known_indication if use.status != APPROVED),
        boxed=[_with_scope(box.title, box) for box in drug.known_boxedwarning],
        effects=_names(
            _with_scope(link.effect.name, link) for link in drug.known_adverseeffect if link.strength in KNOWN_FOR
        ),
    )


def _with_scope(name: str, fact: models.Fact) -> str:
    """Name a fact, and where it holds when that is not everywhere: the box of a cream is not one of the tablet."""
    where = scope(fact)
    return f"{name} ({where})" if where else name


def _names(names: Iterable[str]) -> list[str]:
    return sorted(dict.fromkeys(names), key=str.lower)


def pictures(drugs: Iterable[models.Drug]) -> list[Picture]:
    """Return every pathway in which one of these drugs acts, with all drugs that act in it.

    A class that acts in one place sees that place; the rest of the field is drawn with it, to compare.
    """
    own = {drug.pk for drug in drugs}
    acting: defaultdict[str, set[tuple[int, str]]] = defaultdict(set)
    links = models.DrugMechanism.objects.filter(state=models.State.REVIEWED, primary=True)
    for pk, name, genes in links.values_list("drug__pk", "drug__name", "mechanism__target__genes"):
        for gene in genes:
            acting[gene].add((pk, name))
    found = []
    for pathway in PATHWAYS:
        places = {
            step_id: set().union(*(acting[gene] for gene in step.genes)) for step_id, step in pathway.steps.items()
        }
        if any(pk in own for place in places.values() for pk, _ in place):
            # Own drugs first: the picture has room for a few names at each step.
            names = {
                step_id: [name for _, name in sorted(place, key=lambda each: (each[0] not in own, each[1]))]
                for step_id, place in places.items()
            }
            found.append(Picture(pathway.title, mark_safe(pathway_svg(pathway, names))))
    return found
