"""Facts by the ids that questions quote: each as a sentence with its sources."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.text import capfirst

from drugs import models
from drugs.guides import facts


@dataclass(frozen=True, slots=True)
class Evidence:
    """One fact as a reader sees it; `sources` are lines with year and section, `drug` is "" for a picture."""

    id: str
    drug: str
    sentence: str
    sources: tuple[str, ...]


Words = Callable[[Any], str]
SENTENCES: dict[type[models.Fact], tuple[Sequence[str], Words]] = {
    models.DrugMechanism: (("mechanism",), lambda f: f"{f.mechanism.option}. {f.statement}"),
    models.Indication: (("condition",), lambda f: f"Used for {f.condition.name}{_aside(f.line)}."),
    models.AdverseEffect: (
        ("effect",),
        lambda f: (
            f"{capfirst(f.effect.name)}, {f.get_strength_display().lower()}"
            f"{', in the boxed warning' if f.boxed else ''}.{_more(f.why)}"
        ),
    ),
    models.BoxedWarning: ((), lambda f: f"Boxed warning: {f.title}. {f.statement}"),
    models.Contraindication: (
        ("circumstance",),
        lambda f: f"Contraindicated: {f.circumstance.name}. {f.statement}",
    ),
    models.Precaution: (("circumstance",), lambda f: f"Caution: {f.circumstance.name}. {f.statement}"),
    models.Monitoring: (
        ("test",),
        lambda f: f"{f.test.name} {f.get_when_display().lower()}{_aside(f.frequency)}.{_more(f.why)}",
    ),
    models.Interaction: (
        ("agent",),
        lambda f: f"With {f.agent.name}: {_ended(f.consequence)}{_more(f.mechanism)}",
    ),
    models.Rescue: (
        ("agent", "effect"),
        lambda f: (
            f"{capfirst(f.agent.name)} as {f.get_purpose_display().lower()}"
            f"{f' for {_lower(f.effect.name)}' if f.effect else ''}. {f.statement}"
        ),
    ),
    models.Genotype: ((), lambda f: f"{f.gene}, {f.phenotype}: {_ended(f.consequence)}"),
    models.NotAssociated: (
        ("effect",),
        lambda f: f"Not associated with {_lower(f.effect.name)}: read for it, the source is silent.",
    ),
    models.Standing: (
        ("condition",),
        lambda f: f"{capfirst(f.get_standing_display())} in {f.condition.name}.{_more(f.reason)}",
    ),
    models.PopulationNote: ((), lambda f: f"{f.get_population_display()}: {f.statement}"),
}


def evidence(ids: Iterable[str]) -> dict[str, Evidence]:
    """Return what stands behind these fact ids now; an id whose fact is gone is absent.

    At most two queries for each kind of fact that is asked for, and two for each kind of picture.
    """
    wanted = set(ids)
    kinds = {each.split("/")[1] for each in wanted if each.count("/") >= 2}
    found: dict[str, Evidence] = {}
    for model, (related, words) in SENTENCES.items():
        if model.KIND in kinds:
            for fact in facts.of(model, "drug", *related, key__in=wanted):
                sentence = words(fact) + (f" ({facts.scope(fact)})" if facts.scope(fact) else "")
                found[fact.key] = Evidence(fact.key, fact.drug.name, sentence, _sources(fact))
    for prefix, picture in (("condition", models.Condition), ("effect", models.Effect)):
        slugs = [each.split("/")[1] for each in wanted if each.startswith(f"{prefix}/")]
        if slugs:
            for row in picture.objects.filter(slug__in=slugs).prefetch_related(facts.CITATIONS):
                sentence = f"{capfirst(row.name)}. {row.summary}".strip()
                found[f"{prefix}/{row.slug}"] = Evidence(f"{prefix}/{row.slug}", "", sentence, _sources(row))
    return found


def _sources(row: Any) -> tuple[str, ...]:
    return tuple(
        f"{each.source.title}, {each.source.year}{f'; {each.section}' if each.section else ''}"
        for each in row.citations.all()
    )


def _lower(words: str) -> str:
    """Lower the first letter, unless the word is an abbreviation."""
    return words if words[1:2].isupper() else words[:1].lower() + words[1:]


def _ended(words: str) -> str:
    return words if words.endswith((".", "?")) else f"{words}."


def _aside(words: str) -> str:
    return f" ({words})" if words else ""


def _more(words: str) -> str:
    return f" {words}" if words else ""
