"""Rows to documents: the whole knowledge as a `Document`, as JSON in the contract's form, or as content files."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import partial
from pathlib import Path
from typing import Any, TypeVar

import yaml
from django.db.models import Prefetch, QuerySet
from pydantic import ValidationError

from drugs import models
from drugs.loading import schema
from drugs.loading.canonical import canonical, canonical_entry
from drugs.loading.errors import ContentError
from drugs.loading.kinds import FACT_KINDS, SCOPE_FIELDS, FactKind, span_of
from drugs.loading.parsing import field_path
from drugs.loading.shapes import Regimen
from drugs.models.links import cited

NEGATIVE = ("drug_id", "key", "effect__slug", "state", "reviewed")  # what saying one reads
Entry = TypeVar("Entry", bound=schema.Entry)


def dump() -> schema.Document:
    """Return everything in the database; the number of queries does not depend on its size."""
    return canonical(
        schema.Document.model_construct(
            sources=_said(_source, models.Source.objects.all()),
            classes=_said(_class, models.DrugClass.objects.select_related("parent")),
            targets=_said(_target, models.Target.objects.prefetch_related("includes")),
            mechanisms=_said(_mechanism, _mechanisms()),
            tests=_said(_test, models.Test.objects.prefetch_related("includes")),
            circumstances=_said(_circumstance, models.Circumstance.objects.all()),
            agents=_said(_agent, models.Agent.objects.select_related("drug")),
            conditions=_said(_condition, _pictures(models.Condition)),
            effects=_said(_effect, _pictures(models.Effect)),
            drugs=_drugs(),
            enemy_pairs=_said(_enemies, models.EnemyPair.objects.select_related("first", "second")),
        )
    )


def _said(say: Callable[[Any], Entry], rows: Iterable[Any]) -> list[Entry]:
    """Say each row as an entry; a row that some other program spoilt is named."""
    entries = []
    for row in rows:
        try:
            entries.append(say(row))
        except ValidationError as wrong:
            errors = [f"{field_path(error['loc'])}: {error['msg']}" for error in wrong.errors()]
            named = f"in the database: {row._meta.verbose_name} '{row}'"
            raise ContentError([f"{named}: {error}" for error in errors]) from wrong
    return entries


def as_json(document: schema.Document) -> dict[str, Any]:
    """Return the contract's form: defaults written out, mechanisms with target, genes and action."""
    mechanisms = {entry.id: entry for entry in document.mechanisms}
    genes = {entry.id: entry.genes for entry in document.targets}
    data = {
        name: [
            entry.model_dump(mode="json", by_alias=True, exclude_none=True) for entry in getattr(document, name)
        ]
        for name in schema.Document.model_fields
    }
    for drug in data["drugs"]:
        for link in drug["mechanisms"]:
            mechanism = mechanisms[link["mechanism"]]
            link |= {"target": mechanism.target, "genes": genes[mechanism.target], "action": mechanism.action}
        for negative in drug["not_associated"]:
            negative["effect"] = negative.pop("effects")[0]
    return data


def write_yaml(document: schema.Document, folder: Path) -> list[Path]:
    """Write content files: vocabulary, pictures by system or group, and one file for each first drug class."""
    files: defaultdict[str, dict[str, list[Any]]] = defaultdict(dict)
    for name in ("sources", "classes", "targets", "mechanisms", "tests", "circumstances", "agents", "enemy_pairs"):
        files["vocabulary.yaml"][name] = [brief(entry) for entry in getattr(document, name)]
    for condition in document.conditions:
        files[f"conditions/{condition.system}.yaml"].setdefault("conditions", []).append(brief(condition))
    for effect in document.effects:
        files[f"effects/{effect.group}.yaml"].setdefault("effects", []).append(brief(effect))
    for drug in document.drugs:
        files[f"drugs/{drug.classes[0]}.yaml"].setdefault("drugs", []).append(brief(drug))
    written = []
    for name, content in sorted(files.items()):
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(as_yaml(content), encoding="utf-8")
        written.append(path)
    return written


def as_yaml(content: dict[str, list[Any]]) -> str:
    """Return the text of a content file."""
    return str(yaml.safe_dump(content, sort_keys=False, allow_unicode=True, width=115))


def brief(entry: schema.Entry) -> dict[str, Any]:
    """Return an entry as content files write it: what is as by default is left out."""
    return entry.model_dump(mode="json", by_alias=True, exclude_defaults=True)


def _source(row: models.Source) -> schema.Source:
    fields = ("kind", "title", "publisher", "year", "set_id", "url", "checked")
    return schema.Source(id=row.slug, **{field: getattr(row, field) for field in fields})


def _class(row: models.DrugClass) -> schema.DrugClass:
    parent = row.parent.slug if row.parent else None
    return schema.DrugClass(
        id=row.slug, name=row.name, singular=row.singular, category=row.category, parent=parent
    )


def _target(row: models.Target) -> schema.Target:
    return schema.Target(id=row.slug, name=row.name, kind=row.kind, genes=row.genes, includes=_slugs(row.includes))


def _mechanisms() -> QuerySet[models.Mechanism]:
    return models.Mechanism.objects.select_related("target").prefetch_related("overlaps")


def _mechanism(row: models.Mechanism) -> schema.Mechanism:
    return schema.Mechanism(
        id=row.slug,
        target=row.target.slug,
        action=row.action,
        option=row.option,
        downstream=row.downstream,
        overlaps=_slugs(row.overlaps),
    )


def _test(row: models.Test) -> schema.Test:
    return schema.Test(id=row.slug, name=row.name, includes=_slugs(row.includes))


def _circumstance(row: models.Circumstance) -> schema.Circumstance:
    return schema.Circumstance(id=row.slug, name=row.name, clause=row.clause)


def _agent(row: models.Agent) -> schema.Agent:
    drug = row.drug.slug if row.drug else None
    return schema.Agent(id=row.slug, name=row.name, drug=drug, example=row.example)


def _enemies(row: models.EnemyPair) -> schema.EnemyPair:
    return schema.EnemyPair(drugs=[row.first.slug, row.second.slug], reason=row.reason)


def _slugs(related: Any) -> list[str]:
    return [row.slug for row in related.all()]


def _citations(row: Any) -> list[str]:
    return [str(citation) for citation in row.citations.all()]


CITATIONS = Prefetch("citations", models.Citation.objects.select_related("source"))


def _pictures(model: Any) -> Any:
    rows = model.objects.select_related("parent").prefetch_related("findings", CITATIONS)
    if model is models.Effect:
        return rows.prefetch_related("overlaps", "confounders", "told_apart__other")
    standings = models.Standing.objects.select_related("drug").prefetch_related(CITATIONS)
    return rows.prefetch_related(Prefetch("therapy", standings.order_by("position", "id")))


def _picture_fields(row: models.ClinicalPicture) -> dict[str, Any]:
    findings = [
        schema.Finding(part=finding.part, decisive=finding.decisive, text=finding.phrasings)
        for finding in row.findings.all()
    ]
    return {
        "id": row.slug,
        "name": row.name,
        "parent": row.parent.slug if row.parent else None,
        "age": None if row.age_from is None else [row.age_from, row.age_to],
        "female_share": row.female_share,
        "settings": row.settings,
        "complaints": row.complaints,
        "duration": span_of(row, "duration"),
        "findings": findings,
        "vitals": schema.Vitals(**row.vitals),
        "summary": row.summary,
        "sources": _citations(row),
    }


def _condition(row: models.Condition) -> schema.Condition:
    return schema.Condition(
        system=row.system,
        course=row.course,
        background=row.background,
        therapy=[standing_entry(fact) for fact in row.therapy.all()],
        **_picture_fields(row),
    )


def standing_entry(row: models.Standing) -> schema.Standing:
    """Say where a drug stands in the treatment of a condition."""
    fields = _fact_fields(row, _citations(row))
    return schema.Standing(drug=row.drug.slug, standing=row.standing, reason=row.reason, **fields)


def _effect(row: models.Effect) -> schema.Effect:
    return schema.Effect(
        group=row.group,
        routes=row.routes,
        overlaps=_slugs(row.overlaps),
        dangerous=row.dangerous,
        onset=span_of(row, "onset"),
        timing=row.timing,
        confounders=_slugs(row.confounders),
        told_apart=[
            schema.Distinction(other=entry.other.slug, because=entry.because) for entry in row.told_apart.all()
        ],
        **_picture_fields(row),
    )


def _fact_fields(row: models.Fact, sources: list[str]) -> dict[str, Any]:
    scope = schema.Scope(**{field: getattr(row, f"scope_{field}") for field in SCOPE_FIELDS})
    return {"sources": sources, "state": row.state, "scope": scope, "note": row.note}


def _drugs() -> list[schema.Drug]:
    facts: defaultdict[int, dict[str, list[Any]]] = defaultdict(dict)
    for kind in FACT_KINDS:
        sources = _sources_of(kind.model)
        for row in _uncited(kind):
            say = partial(fact_entry, kind, sources=sources.get(row.pk, []))
            facts[row.drug_id].setdefault(kind.field, []).extend(_said(say, [row]))
    sources = _sources_of(models.NotAssociated)
    for row in models.NotAssociated.objects.select_related("effect").only(*NEGATIVE):
        say = partial(negative_entry, sources=sources.get(row.pk, []))
        facts[row.drug_id].setdefault("not_associated", []).extend(_said(say, [row]))
    rows = models.Drug.objects.prefetch_related("classes", "same_as")
    return _said(lambda row: _drug(row, facts[row.pk]), rows)


def _sources_of(model: type[models.Fact]) -> dict[int, list[str]]:
    return {
        pk: [f"{source}#{section}" if section else source for source, section in places]
        for pk, places in cited(model).items()
    }


def _uncited(kind: FactKind) -> QuerySet[Any]:
    """Return the rows of one kind with what they name, but for their citations."""
    rows: QuerySet[Any] = kind.model.objects.select_related(*kind.refs)
    return rows.prefetch_related("regimens") if kind.model is models.Indication else rows


def fact_rows(kind: FactKind) -> QuerySet[Any]:
    """Return the rows of one kind with everything that saying one reads, in a fixed number of queries."""
    return _uncited(kind).prefetch_related(CITATIONS)


def negative_entry(row: models.NotAssociated, sources: list[str] | None = None) -> schema.NotAssociated:
    """Say an explicit negative; whoever says many reads their `sources` beforehand."""
    sources = _citations(row) if sources is None else sources
    return schema.NotAssociated(effects=[row.effect.slug], sources=sources, state=row.state, reviewed=row.reviewed)


def fact_entry(kind: FactKind, row: Any, sources: list[str] | None = None) -> schema.Fact:
    """Say a fact of a drug entry; whoever says many reads their `sources` beforehand."""
    sources = _citations(row) if sources is None else sources
    fields = {name: getattr(row, name) for name in kind.values} | _fact_fields(row, sources)
    for name in kind.refs:
        related = getattr(row, name)
        fields[name] = related.slug if related else None
    if isinstance(row, models.Indication):
        fields["regimens"] = [
            Regimen(**{name: getattr(regimen, name) for name in Regimen.model_fields})
            for regimen in row.regimens.all()
        ]
    if isinstance(row, models.AdverseEffect):
        fields["onset"] = span_of(row, "onset")
    return kind.entry(**fields)


def word_entry(row: Any) -> schema.Entry:
    """Say a row that is no fact; a drug comes without its facts, a condition with its therapy."""
    return canonical_entry(WORD_ENTRIES[type(row)](row))


def _drug(row: models.Drug, facts: dict[str, list[Any]]) -> schema.Drug:
    copied = ("name", "category", "molecule", "routes", "brand_names", "name_stems", "pearl", "box")
    return schema.Drug(
        id=row.slug,
        classes=_slugs(row.classes),
        same_as=_slugs(row.same_as),
        active_form=row.active_form or None,
        identifiers=schema.Identifiers(**row.identifiers),
        closed=schema.Closed(**{name: getattr(row, f"{name}_closed") for name in schema.CLOSED}),
        **{field: getattr(row, field) for field in copied},
        **facts,
    )


WORD_ENTRIES: dict[type[Any], Callable[[Any], schema.Entry]] = {
    models.Source: _source,
    models.DrugClass: _class,
    models.Target: _target,
    models.Mechanism: _mechanism,
    models.Test: _test,
    models.Circumstance: _circumstance,
    models.Agent: _agent,
    models.Condition: _condition,
    models.Effect: _effect,
    models.Drug: lambda row: _drug(row, {}),
    models.EnemyPair: _enemies,
}
