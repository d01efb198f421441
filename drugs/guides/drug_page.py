"""What stands on the page of one drug, in the order in which students learn it."""

from dataclasses import dataclass
from typing import Any

from drugs import models
from drugs.guides import facts
from drugs.guides.citing import Bibliography, Cited, by_strength


@dataclass(frozen=True, slots=True)
class DrugPage:
    """The sections of a drug; every fact is a `Cited` row."""

    drug: models.Drug
    mechanisms: list[Cited]
    uses: list[Cited]
    effects: list[tuple[str, list[Cited]]]
    boxed: list[Cited]
    monitoring: list[tuple[str, list[Cited]]]
    contraindications: list[Cited]
    precautions: list[Cited]
    interactions: list[Cited]
    rescue: list[Cited]
    genotypes: list[Cited]
    populations: list[Cited]
    negatives: list[Cited]
    look_alikes: list[tuple[models.Drug, str]]
    sources: list[models.Source]


def drug_page(drug: models.Drug) -> DrugPage:
    """Return the page; the number of queries does not depend on the number of facts."""
    cite = Bibliography()

    def cited(model: type[models.Fact], *related: str) -> list[Cited]:
        return cite.all(facts.of(model, *related, drug=drug))

    mechanisms = cited(models.DrugMechanism, "mechanism__target")
    uses = cite.all(facts.of(models.Indication, "condition", drug=drug).prefetch_related("regimens"))
    boxed = cited(models.BoxedWarning)
    effects = cited(models.AdverseEffect, "drug", "effect")
    return DrugPage(
        drug=drug,
        mechanisms=mechanisms,
        uses=uses,
        boxed=boxed,
        effects=by_strength(effects),
        monitoring=_by_time(cited(models.Monitoring, "test")),
        contraindications=cited(models.Contraindication, "circumstance"),
        precautions=cited(models.Precaution, "circumstance"),
        interactions=cited(models.Interaction, "agent__drug", "effect"),
        rescue=cited(models.Rescue, "agent__drug", "effect"),
        genotypes=cited(models.Genotype),
        populations=cited(models.PopulationNote),
        negatives=sorted(cited(models.NotAssociated, "effect"), key=lambda row: row.fact.effect.name),
        look_alikes=_look_alikes(drug),
        sources=cite.sources,
    )


def _by_time(tests: list[Cited]) -> list[tuple[str, list[Cited]]]:
    groups = (
        (title, [row for row in tests if row.fact.when == when]) for when, title in models.Monitoring.When.choices
    )
    return [(str(title), rows) for title, rows in groups if rows]


def _look_alikes(drug: models.Drug) -> list[tuple[models.Drug, str]]:
    """Return the other drugs of its classes and its enemies, each with what tells it apart."""
    classmates = models.Drug.objects.filter(classes__in=drug.classes.all()).exclude(pk=drug.pk).distinct()
    found: dict[int, tuple[models.Drug, str]] = {other.pk: (other, other.pearl) for other in classmates}
    pairs: Any = models.EnemyPair.objects.select_related("first", "second")
    for pair in (*pairs.filter(first=drug), *pairs.filter(second=drug)):
        other = pair.second if pair.first_id == drug.pk else pair.first
        found.setdefault(other.pk, (other, other.pearl or pair.reason))
    return sorted((entry for entry in found.values() if entry[1]), key=lambda entry: entry[0].name)
