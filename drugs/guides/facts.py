"""Reviewed facts for readers: fetched in a fixed number of queries, each with its citations."""

from typing import Any

from django.db.models import Prefetch, QuerySet

from drugs import models

CITATIONS = Prefetch("citations", models.Citation.objects.select_related("source"))


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
