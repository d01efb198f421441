"""The guides: public pages that only read."""

from collections.abc import Iterable
from itertools import groupby
from typing import Any

from django.db.models import Count, Prefetch, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from drugs import models
from drugs.guides import facts
from drugs.guides.citing import Bibliography, by_strength
from drugs.guides.class_page import compared, pictures
from drugs.guides.drug_page import drug_page
from drugs.guides.search import SHORTEST, search
from quizsite.core.http import page_or_fragment

BEST_FIRST = ("appropriate", "acceptable", "inferior", "contraindicated")


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """List every class under its category, with a search that suggests while typing."""
    query = request.GET.get("q", "").strip()
    context = {
        "query": query,
        "hits": search(query),
        "too_short": 0 < len(query) < SHORTEST,
        "categories": _categories(),
        "drugs": models.Drug.objects.count(),
    }
    return page_or_fragment(request, "guides/index.html", "hits", context)


def _categories() -> list[tuple[str, list[models.DrugClass]]]:
    drugs = Prefetch("drugs", models.Drug.objects.only("slug", "name"), to_attr="members")
    classes = models.DrugClass.objects.annotate(size=Count("drugs")).filter(size__gt=0).prefetch_related(drugs)
    order = list(models.Category.values)
    ranked = sorted(classes, key=lambda each: (order.index(each.category), each.name))
    return [
        (str(models.Category(category).label), list(own))
        for category, own in groupby(ranked, lambda c: c.category)
    ]


@require_safe
def drug_class(request: HttpRequest, slug: str) -> HttpResponse:
    """Show the drugs of a class side by side, and where they act."""
    found = get_object_or_404(models.DrugClass.objects.select_related("parent"), slug=slug)
    columns = compared(found)
    context = {"drug_class": found, "columns": columns, "pictures": pictures(column.drug for column in columns)}
    return render(request, "guides/class.html", context)


@require_safe
def drug(request: HttpRequest, slug: str) -> HttpResponse:
    """Show everything reviewed about one drug."""
    found = get_object_or_404(models.Drug.objects.prefetch_related("classes", "same_as"), slug=slug)
    context = {"page": drug_page(found), "pictures": pictures([found])}
    return render(request, "guides/drug.html", context)


@require_safe
def effect(request: HttpRequest, slug: str) -> HttpResponse:
    """Show an adverse effect, the drugs that cause it and the drugs that were checked and do not."""
    found = get_object_or_404(
        models.Effect.objects.prefetch_related(facts.CITATIONS, "told_apart__other"), slug=slug
    )
    cite = Bibliography()
    own = cite.marks(found.citations.all())
    links = cite.all(facts.of(models.AdverseEffect, "drug", "effect", effect=found))
    negatives = facts.of(models.NotAssociated, "drug", effect=found)
    context = {
        "effect": found,
        "marks": own,
        "groups": by_strength(links),
        "negatives": sorted(negatives, key=lambda fact: fact.drug.name),
        "sources": cite.sources,
    }
    return render(request, "guides/effect.html", context)


@require_safe
def condition(request: HttpRequest, slug: str) -> HttpResponse:
    """Show a condition and the drugs for it, by their standing where a guideline gives one."""
    found = get_object_or_404(models.Condition.objects.prefetch_related(facts.CITATIONS), slug=slug)
    cite = Bibliography()
    own = cite.marks(found.citations.all())
    broader = Q(condition=found) | Q(condition__parent=found)
    uses = facts.of(models.Indication, "drug", "condition").filter(broader).order_by("drug__name")
    context = {
        "condition": found,
        "marks": own,
        "uses": cite.all(uses),
        "standings": cite.all(_best_first(facts.of(models.Standing, "drug", condition=found))),
        "sources": cite.sources,
    }
    return render(request, "guides/condition.html", context)


def _best_first(standings: Iterable[Any]) -> list[Any]:
    return sorted(standings, key=lambda fact: (BEST_FIRST.index(fact.standing), fact.drug.name))
