"""A closed block: the score, and every option explained."""

from collections import defaultdict
from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from questions.blocks.blueprints import Blueprint
from questions.blocks.highlights import pieces
from questions.blocks.models import Block
from questions.blocks.scoring import Graded, Score, score
from questions.blocks.views.runner import own_block
from questions.blocks.views.sharing import shared_link
from questions.generator.recipe import registry
from quizsite.core.http import go

SHOW = {"all": "All", "missed": "Missed", "marked": "Marked"}


@require_safe
@never_cache
@login_required
def review(request: HttpRequest, block_id: UUID) -> HttpResponse:
    """Show score and explanations once the block is closed; before that, lead back into it or into its day."""
    own = own_block(request, block_id, timezone.now())
    if own.is_sealed and not own.is_running:
        return go(request, reverse("exam_days:day", args=[own.exam_day_id]))
    if not own.shows_key:
        return go(request, reverse("blocks:block", args=[own.pk]))
    entries = [_entry(own, place) for place in _places(own)]
    show = request.GET.get("show", "all")
    show = show if show in SHOW else "all"
    asked = Blueprint.from_json(own.blueprint)
    context = {
        "own": own,
        "link": shared_link(request, asked) if asked.number is not None else "",
        "score": score(entry["graded"] for entry in entries),
        "splits": [
            ("kind of question", _split(entries, "recipe_title")),
            ("drug class", _split(entries, "class_name")),
        ],
        "entries": [entry for entry in entries if _shown(entry, show)],
        "show": show,
        "filters": [(slug, label, sum(_shown(entry, slug) for entry in entries)) for slug, label in SHOW.items()],
    }
    return render(request, "blocks/review.html", context)


def _places(own: Block) -> Iterable[Any]:
    rows = own.block_items.with_choice().select_related("item__drug")
    return rows.prefetch_related("item__drug__classes")


def _entry(own: Block, place: Any) -> dict[str, Any]:
    item = place.item
    seconds = own.seconds.get(str(place.position))
    classes = [each.name for each in item.drug.classes.all()] if item.drug else []
    recipe = registry().get(item.recipe)
    options = [
        {**option, "yours": option["key"] == place.choice, "struck": option["key"] in place.struck}
        for option in item.options
    ]
    return {
        "place": place,
        "item": item,
        "options": options,
        "graded": Graded(choice=place.choice, key=item.key, reached=seconds is not None),
        "seconds": seconds,
        "class_name": classes[0] if classes else item.drug_name,
        "recipe_title": recipe.title if recipe else item.recipe,
        "pieces": pieces(item.stem, place.highlights, item.clues),
    }


def _shown(entry: dict[str, Any], show: str) -> bool:
    if show == "missed":
        return not entry["graded"].correct
    return entry["place"].marked if show == "marked" else True


def _split(entries: list[dict[str, Any]], field: str) -> list[tuple[str, Score]]:
    groups: defaultdict[str, list[Graded]] = defaultdict(list)
    for entry in entries:
        groups[entry[field]].append(entry["graded"])
    return [(name, score(graded)) for name, graded in sorted(groups.items())]
