"""The mastery map: answers by category or drug class and kind of question, each cell a way to a block."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.safestring import mark_safe

from drugs.models import DrugClass
from drugs.models.vocabulary import Category
from questions.generator.recipe import registry
from questions.review.scheduling import State
from questions.stats.advice import Cell
from questions.stats.measures import Share
from questions.stats.queries import Tally, by_class, by_kind
from quizsite.core import charts

# Below this a share is not coloured: chance alone would paint it.
LEAST = 5
# Upper ends of the shades, in percent.
SHADES = (40, 55, 70, 85)


@dataclass(frozen=True, slots=True)
class Square:
    """One cell: its share at first attempts, the one of points seen before, its shade and where it leads."""

    first: Share | None
    again: Share | None
    shade: str
    href: str
    kind: str


@dataclass(frozen=True, slots=True)
class Row:
    """One row of the map; `href` leads into the category, "" where there is nothing below."""

    name: str
    href: str
    squares: list[Square]


@dataclass(frozen=True, slots=True)
class Map:
    """The whole map; `within` is the category that was opened, "" for all."""

    within: str
    kinds: list[str]
    rows: list[Row]


def heat_map(user: Any, now: datetime, category: str) -> Map:
    """Return the map of all categories, or of the classes of one; an unknown category shows all."""
    names = dict(Category.choices)
    kinds = {recipe.slug: recipe.title for recipe in registry().values()}
    if category not in names:
        found = by_kind(user, now)
        rows = [_category_row(slug, name, found, kinds) for slug, name in names.items()]
        return Map("", *_without_empty(kinds, rows))
    found = by_class(user, now, category)
    classes = dict(DrugClass.objects.filter(slug__in={slug for slug, _ in found}).values_list("slug", "name"))
    ordered = sorted(classes.items(), key=lambda named: named[1].casefold())
    rows = [Row(name, "", _squares("classes", slug, found, kinds)) for slug, name in ordered]
    return Map(str(names[category]), *_without_empty(kinds, rows))


def cells(found: Mapping[tuple[str, str], Tally]) -> list[Cell]:
    """Return the first attempts of each cell of the whole map in words."""
    names, kinds = dict(Category.choices), {recipe.slug: recipe.title for recipe in registry().values()}
    return [
        Cell(
            category, recipe, f"{kinds.get(recipe, recipe)} in {str(names.get(category, category)).lower()}", part
        )
        for (category, recipe), tally in found.items()
        if (part := tally.first)
    ]


def stacked(states: Mapping[State, int]) -> str:
    """Draw the states of concepts as one bar: what sits first, what was never met last."""
    order = (State.KNOWN, State.LEARNING, State.LAPSED, State.NEW)
    # The chart writer takes names of our own and numbers.
    return mark_safe(charts.stack([(str(state), states[state]) for state in order]))


def _category_row(slug: str, name: Any, found: Mapping[tuple[str, str], Tally], kinds: dict[str, str]) -> Row:
    href = f"{reverse('dashboard:progress_map')}?{urlencode({'category': slug})}"
    return Row(str(name), href, _squares("category", slug, found, kinds))


def _squares(field: str, slug: str, found: Mapping[tuple[str, str], Tally], kinds: dict[str, str]) -> list[Square]:
    start = reverse("blocks:new")
    return [
        Square(
            first=(tally := found.get((slug, recipe), Tally())).first,
            again=tally.again,
            shade=_shade(tally.first),
            href=f"{start}?{urlencode({field: slug, 'recipes': recipe})}",
            kind=title,
        )
        for recipe, title in kinds.items()
    ]


def _shade(part: Share | None) -> str:
    if part is None:
        return "none"
    if part.total < LEAST:
        return "few"
    return str(sum(part.value > end for end in SHADES))


def _without_empty(kinds: dict[str, str], rows: list[Row]) -> tuple[list[str], list[Row]]:
    """Leave out kinds of question that were never met."""
    met = [
        place
        for place in range(len(kinds))
        if any(row.squares[place].first or row.squares[place].again for row in rows)
    ]
    titles = list(kinds.values())
    kept = [Row(row.name, row.href, [row.squares[place] for place in met]) for row in rows]
    return [titles[place] for place in met], kept
