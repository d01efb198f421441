"""Reviewed facts for readers: fetched in a fixed number of queries, each with its citations."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from drugs import models

CITATIONS = Prefetch("citations", models.Citation.objects.select_related("source"))
# Established effects first, and the merely reported ones last.
STRENGTHS = ("characteristic", "common", "rare-serious", "reported")


def of(model: type[models.Fact], *related: str, **where: Any) -> QuerySet[Any]:
    """Return the reviewed facts of one kind, in the editors' order."""
    rows = model.objects.filter(state=models.State.REVIEWED, **where)  # type: ignore[attr-defined]
    return rows.select_related(*related).prefetch_related(CITATIONS)


def scope(fact: models.Fact) -> str:
    """Say in words where a fact holds; empty when it holds everywhere."""
    words = (
        fact.scope_formulation,
        fact.scope_product,
        f"{fact.scope_dose} dose" if fact.scope_dose in ("low", "high") else fact.scope_dose,
        fact.scope_population,
        fact.scope_indication.replace("-", " "),
    )
    return ", ".join(word for word in words if word)


def by_strength(effects: list[models.AdverseEffect]) -> list[tuple[str, list[models.AdverseEffect]]]:
    """Group adverse effects under their strength, the boxed ones first in each group."""
    titles = dict(models.AdverseEffect.Strength.choices)
    groups = []
    for strength in STRENGTHS:
        own = [fact for fact in effects if fact.strength == strength]
        own.sort(key=lambda fact: (not fact.boxed, fact.effect.name))
        if own:
            groups.append((str(titles[strength]), own))
    return groups
