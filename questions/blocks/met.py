"""What a learner has met and may take along: the keys that closed blocks have shown, and no others."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Q

from drugs.models import Drug, DrugClass
from questions.bank.downloads import class_names, entry_of
from questions.bank.exports.entries import Entry
from questions.bank.models import Item
from questions.blocks.models import Block, BlockItem, BlockItemQuerySet


def met(user_id: int, now: datetime) -> BlockItemQuerySet:
    """Return the places of closed blocks, newest block first.

    An item that is asked again in a block under way is left out, however often its key was shown before. So is a
    withdrawn one: it was a bad question.
    """
    blocks = Block.objects.filter(user_id=user_id).defer("blueprint", "seconds")
    secret = [block.pk for block in blocks if not block.as_of(now).shows_key]
    asked_now = BlockItem.objects.filter(block__in=secret).values("item")
    places = BlockItem.objects.filter(block__user_id=user_id).exclude(block__in=secret)
    return (
        places.exclude(item__in=asked_now)
        .exclude(item__state=Item.State.WITHDRAWN)
        .order_by("-block__started_at", "block", "position")
    )


def of_class(places: BlockItemQuerySet, drug_class: DrugClass) -> BlockItemQuerySet:
    """Keep places whose item is about a drug of the class or of its subclasses, as the class's page has them."""
    drugs = Drug.objects.filter(Q(classes=drug_class) | Q(classes__parent=drug_class))
    return places.filter(item__drug__in=drugs)


def by_class(places: BlockItemQuerySet) -> list[tuple[str, str, int]]:
    """Return slug, name and number of different items of each drug class."""
    slug, name = "item__drug__classes__slug", "item__drug__classes__name"
    groups = places.order_by().exclude(item__drug__classes=None).values_list(slug, name)
    counted = groups.annotate(items=Count("item", distinct=True))
    return sorted(counted, key=lambda group: group[1].casefold())


def entries(places: BlockItemQuerySet) -> Iterator[Entry]:
    """Return each item once, with the answer and the note of the place that comes first."""
    classes = class_names()
    seen: set[int] = set()
    for place in places.with_choice().select_related("item").defer("item__proof"):
        if place.item_id not in seen:
            seen.add(place.item_id)
            yield entry_of(place.item, classes, place.choice, place.note)
