"""Which items pass what a learner asks for, and what the learner's own history says about them.

History follows the concept, not the variant: after a missed question a fresh one on the same concept is asked.
"""

from collections.abc import Callable, Collection
from datetime import datetime
from typing import NamedTuple

from django.db.models import Exists, OuterRef, Q

from questions.bank.models import Item, ItemQuerySet
from questions.blocks.blueprints import DIFFICULTIES, Blueprint
from questions.blocks.models import BlockItem
from questions.blocks.timing import GRACE


class Asker(NamedTuple):
    """Who asks, and when."""

    user_id: int
    now: datetime


# Which concepts are due is known to a feature above this one, which may not be imported from here: it hands in a
# function of person and time when it is set up (`offer_due(queue.due_concepts)` in its AppConfig.ready).
_due: list[Callable[[int, datetime], Collection[str]]] = []


def offer_due(concepts: Callable[[int, datetime], Collection[str]]) -> None:
    """Make `due` a status that one can ask for."""
    _due[:] = [concepts]


def has_due() -> bool:
    """Tell whether anybody knows what is due."""
    return bool(_due)


def matching(blueprint: Blueprint, asker: Asker | None = None) -> ItemQuerySet:
    """Return the active items that pass the filters; without an asker there is no history.

    What continues another item is not among them: it comes along with that one.
    """
    return passing(blueprint, asker).opening()


def passing(blueprint: Blueprint, asker: Asker | None) -> ItemQuerySet:
    """Return every active item that passes the filters, what continues another among them."""
    items = Item.objects.active()
    if blueprint.step:
        items = items.filter(**{f"step{blueprint.step}": True})
    if blueprint.recipes:
        items = items.filter(recipe__in=blueprint.recipes)
    if blueprint.concepts:
        items = items.filter(concept__in=blueprint.concepts)
    if blueprint.category:
        items = items.filter(category=blueprint.category)
    if blueprint.drugs:
        items = items.filter(drug__name__in=blueprint.drugs)
    if blueprint.difficulty:
        above, up_to = DIFFICULTIES[blueprint.difficulty]
        items = items.filter(difficulty__gt=above, difficulty__lte=up_to)
    if blueprint.classes:
        items = items.filter(drug__classes__slug__in=blueprint.classes).distinct()
    return _with_status(items, blueprint.status, asker) if blueprint.status else items


def _with_status(items: ItemQuerySet, status: str, asker: Asker | None) -> ItemQuerySet:
    if asker is None:
        return items if status == "unseen" else items.none()
    if status == "unseen":
        return items.filter(~seen_by(asker.user_id))
    if status == "due":
        return items.filter(concept__in=_due[0](*asker)) if _due else items.none()
    return items.filter(concept__in=_latest(asker, status))


def seen_by(user_id: int) -> Exists:
    """Return the condition that this person has met the item since the last reset."""
    own = BlockItem.objects.filter(block__user_id=user_id, block__archived_at__isnull=True)
    return Exists(own.filter(item=OuterRef("pk")))


def _latest(asker: Asker, status: str) -> list[str]:
    """Return the concepts that were missed, or marked, when they were reached last.

    Only of blocks whose grade may be known: nothing here may tell what an exam day under way keeps sealed.
    """
    told = Q(block__sealed_until__isnull=True) | Q(block__sealed_until__lt=asker.now - GRACE)
    places = BlockItem.objects.filter(told, block__user_id=asker.user_id, block__archived_at__isnull=True)
    reached = places.filter(correct__isnull=False, seconds__isnull=False)
    rows = reached.order_by("block__started_at").values_list("item__concept", "correct", "marked")
    found = {concept: marked if status == "marked" else not correct for concept, correct, marked in rows}
    return [concept for concept, wanted in found.items() if wanted]
