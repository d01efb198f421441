"""The adapter from drug rows to the generator's facts; the only place where the two meet.

Draft facts are left out, and so are facts without a citation: the generator never sees them.
"""

from typing import Any

from django.db.models import Prefetch, Q, QuerySet

from drugs import models
from drugs.loading.schema import CLOSED
from questions.bank.fact_rows import drug_facts, span
from questions.generator import records as f
from questions.generator.facts import FactBase

CITATIONS = Prefetch("citations", models.Citation.objects.select_related("source"))


def load_facts() -> FactBase:
    """Return every reviewed and cited fact; the number of queries does not depend on their number."""
    drugs = models.Drug.objects.prefetch_related("classes", "same_as").order_by("slug")
    moieties = _moieties(drugs)
    return FactBase(
        sources=[f.Source(s.slug, s.title, s.publisher, s.year) for s in models.Source.objects.all()],
        conditions=[_condition(row) for row in _pictures(models.Condition)],
        effects=[_effect(row) for row in _pictures(models.Effect)],
        targets=[_target(row) for row in models.Target.objects.prefetch_related("includes")],
        mechanisms=[_mechanism(row) for row in _mechanisms()],
        drugs=[_drug(row, moieties) for row in drugs],
        words=_words(),
        drafts=_drafts(),
        enemies=[
            frozenset({pair.first.slug, pair.second.slug})
            for pair in models.EnemyPair.objects.select_related("first", "second")
        ],
        **drug_facts(),
    )


def _pictures(model: Any) -> QuerySet[Any]:
    rows = model.objects.select_related("parent").prefetch_related("findings", CITATIONS).order_by("slug")
    if model is models.Effect:
        return rows.prefetch_related("overlaps", "confounders", "told_apart__other")
    return rows


def _mechanisms() -> QuerySet[models.Mechanism]:
    return models.Mechanism.objects.select_related("target").prefetch_related("overlaps").order_by("slug")


# The list of a drug, the rows behind it, and how the generator names what they are about.
LISTS: tuple[tuple[str, type[models.Fact], str, str], ...] = (
    ("mechanisms", models.DrugMechanism, "mechanism__slug", ""),
    ("indications", models.Indication, "condition__slug", ""),
    ("contraindications", models.Contraindication, "circumstance__slug", "circumstance/"),
    ("contraindications", models.Precaution, "circumstance__slug", "circumstance/"),
    ("monitoring", models.Monitoring, "test__slug", "test/"),
    ("rescue", models.Rescue, "agent__slug", "agent/"),
    ("genotypes", models.Genotype, "gene", ""),
)


def _drafts() -> list[tuple[str, str, str]]:
    """Return what nobody has reviewed or cited: not to be asked, and not to be called false either."""
    return [
        (what, drug, f"{prefix}{named}")
        for what, model, column, prefix in LISTS
        for drug, named in model.objects.filter(Q(state=models.State.DRAFT) | Q(citations=None)).values_list(  # type: ignore[attr-defined]
            "drug__slug", column
        )
    ]


def _words() -> list[f.Word]:
    return [
        *(
            f.Word(
                f"test/{row.slug}", row.name, includes=frozenset(f"test/{slug}" for slug in _slugs(row.includes))
            )
            for row in models.Test.objects.prefetch_related("includes")
        ),
        *(f.Word(f"circumstance/{row.slug}", row.name, row.clause) for row in models.Circumstance.objects.all()),
        *(
            f.Word(f"agent/{row.slug}", row.name, drug=row.drug.slug if row.drug else None, example=row.example)
            for row in models.Agent.objects.select_related("drug")
        ),
    ]


def _slugs(related: Any) -> frozenset[str]:
    return frozenset(row.slug for row in related.all())


def _cited(row: Any) -> tuple[f.Citation, ...]:
    return tuple(f.Citation(citation.source.slug, citation.section) for citation in row.citations.all())


def _picture(row: models.ClinicalPicture) -> f.Picture:
    return f.Picture(
        age=None if row.age_from is None or row.age_to is None else (row.age_from, row.age_to),
        female_share=row.female_share,
        settings=tuple(row.settings),
        complaints=tuple(row.complaints),
        duration=span(row.duration_from, row.duration_to, row.duration_unit),
        findings=tuple(
            f.Finding(finding.part, tuple(finding.phrasings), finding.decisive) for finding in row.findings.all()
        ),
        vitals={name: (low, high) for name, (low, high) in row.vitals.items()},
    )


def _condition(row: models.Condition) -> f.Condition:
    return f.Condition(
        id=row.slug,
        name=row.name,
        parent=row.parent.slug if row.parent else None,
        system=row.system,
        acute=row.course == models.Condition.Course.ACUTE,
        background=tuple(row.background),
        picture=_picture(row),
        summary=row.summary,
        citations=_cited(row),
    )


def _effect(row: models.Effect) -> f.Effect:
    return f.Effect(
        id=row.slug,
        name=row.name,
        group=row.group,
        routes=frozenset(row.routes),
        parent=row.parent.slug if row.parent else None,
        overlaps=_slugs(row.overlaps),
        dangerous=row.dangerous,
        onset=span(row.onset_from, row.onset_to, row.onset_unit),
        after_stopping=row.timing == "after-stopping",
        confounders=_slugs(row.confounders),
        told_apart={entry.other.slug: entry.because for entry in row.told_apart.all()},
        picture=_picture(row),
        summary=row.summary,
        citations=_cited(row),
    )


def _target(row: models.Target) -> f.Target:
    return f.Target(id=row.slug, name=row.name, includes=_slugs(row.includes))


def _mechanism(row: models.Mechanism) -> f.Mechanism:
    return f.Mechanism(
        id=row.slug,
        target=row.target.slug,
        action=row.action,
        option=row.option,
        downstream=row.downstream,
        overlaps=_slugs(row.overlaps),
    )


def _moieties(drugs: QuerySet[models.Drug]) -> dict[str, frozenset[str]]:
    """Return, for each drug, the other drugs of its moiety: interchangeable ones, prodrugs and metabolites."""
    slugs = {drug.slug for drug in drugs}
    found: dict[str, set[str]] = {slug: set() for slug in slugs}
    for drug in drugs:
        for other in _slugs(drug.same_as) | ({drug.active_form} & slugs):
            found[drug.slug].add(other)
            found[other].add(drug.slug)
    return {slug: frozenset(others) for slug, others in found.items()}


def _drug(row: models.Drug, moieties: dict[str, frozenset[str]]) -> f.Drug:
    return f.Drug(
        id=row.slug,
        name=row.name,
        category=row.category,
        classes=tuple(sorted(_slugs(row.classes))),
        molecule=row.molecule,
        routes=tuple(row.routes),
        brand_names=tuple(row.brand_names),
        name_stems=tuple(row.name_stems),
        same_moiety=moieties[row.slug],
        pearl=row.pearl,
        closed=frozenset(name for name in CLOSED if getattr(row, f"{name}_closed")),
    )
