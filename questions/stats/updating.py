"""Every write to the statistics of items and concepts: what closed blocks say, counted once."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection, transaction
from django.db.models import Max
from django.utils import timezone

from questions.bank.models import Item
from questions.blocks.models import BlockItem
from questions.stats.item_analysis import Tally, figures
from questions.stats.measures import share
from questions.stats.models import (
    ConceptStatistics,
    CountedBlock,
    ItemStatistics,
    LearnerRating,
    countable,
)
from questions.stats.queries import NEW
from questions.stats.rasch import prior_logit
from questions.stats.ratings import Rated, Rating, Ratings, difficulties
from questions.stats.tallies import tallies

BATCH = 2000
# A variant counts for the spread of its concept once so many have met it.
ENOUGH_FOR_SPREAD = 10


@dataclass(frozen=True, slots=True)
class Updated:
    """What one update took in."""

    blocks: int
    items: int
    flagged: int


@transaction.atomic
def update_statistics(now: datetime) -> Updated:
    """Take in the closed blocks that have not been counted, and compute the items that they asked anew."""
    run = (CountedBlock.objects.aggregate(last=Max("run"))["last"] or 0) + 1
    blocks = _count_blocks(run)
    if not blocks:
        return Updated(0, 0, 0)
    added = list(tallies(run))
    rows = _rows(added, _rate(run), now)
    changing = [field.name for field in ItemStatistics._meta.fields if not field.primary_key]
    ItemStatistics.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["item"], update_fields=changing
    )
    touched = ItemStatistics.objects.filter(updated_at=now).values_list("item__concept", flat=True)
    _update_concepts(set(touched), now)
    return Updated(blocks, len(rows), sum(row.flagged for row in rows))


def forget(items: Sequence[int]) -> None:
    """Take withdrawn items out of the statistics, and their answers out of those of their concepts."""
    gone = ItemStatistics.objects.filter(item__in=items)
    concepts = set(gone.values_list("item__concept", flat=True))
    gone.delete()
    ConceptStatistics.objects.filter(concept__in=concepts).delete()
    _update_concepts(concepts, timezone.now())


def _count_blocks(run: int) -> int:
    """Mark the blocks that this run takes in, in the database: there may be fifty thousand."""
    fresh = countable().filter(counted_by_statistics__isnull=True).order_by()
    chosen, values = fresh.values("id").query.sql_with_params()
    table = CountedBlock._meta.db_table
    with connection.cursor() as cursor:
        cursor.execute(f"INSERT INTO {table} (block_id, run) SELECT id, {run} FROM ({chosen}) AS fresh", values)
        return max(cursor.rowcount, 0)


def _rate(run: int) -> Ratings:
    """Let the first attempts of this run move abilities and difficulties, in the order in which they were made."""
    fields = ("block__user_id", "item_id", "item__difficulty", "correct")
    places = BlockItem.objects.filter(block__counted_by_statistics__run=run, novelty=NEW)
    reached = places.filter(seconds__isnull=False, full_marks_at__isnull=True)
    people = LearnerRating.objects.filter(user__blocks__counted_by_statistics__run=run).distinct()
    ratings = Ratings(
        persons={pk: Rating(value, n) for pk, value, n in people.values_list("pk", "value", "n")},
        items={
            pk: Rating(value, n)
            for pk, value, n in ItemStatistics.objects.values_list("item_id", "rating", "rating_n")
        },
    )
    ordered = reached.order_by("block__finished_at", "block_id", "position").values_list(*fields)
    for person, item, prior, right in ordered.iterator(chunk_size=BATCH):
        ratings.take(person, item, prior_logit(prior), right)
    LearnerRating.objects.bulk_create(
        [LearnerRating(user_id=pk, value=each.value, n=each.n) for pk, each in ratings.persons.items()],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["user"],
        update_fields=["value", "n"],
    )
    return ratings


def _rows(added: Sequence[tuple[int, Tally]], ratings: Ratings, now: datetime) -> list[ItemStatistics]:
    """Return a row for each tally, its difficulty drawn towards concept and recipe as all items have them now."""
    kept = Item.objects.exclude(state=Item.State.WITHDRAWN)
    fields = ("pk", "key", "concept", "recipe", "difficulty")
    items = {pk: values for pk, *values in kept.values_list(*fields)}
    rated = [
        Rated(pk, concept, recipe, prior_logit(prior), own.value, own.n)
        for pk, own in ratings.items.items()
        if pk in items
        for _, concept, recipe, prior in [items[pk]]
    ]
    found = difficulties(rated)
    return [_row(pk, items[pk][0], tally, ratings.items[pk], found[pk], now) for pk, tally in added if pk in items]


def _row(item: int, key: str, tally: Tally, rating: Rating, difficulty: float, now: datetime) -> ItemStatistics:
    found = figures(key, tally)
    link = found.link
    return ItemStatistics(
        item_id=item,
        n=tally.n,
        right=tally.right,
        omitted=found.omitted,
        not_reached=found.not_reached,
        facility=found.facility.value,
        facility_low=found.facility.low,
        facility_high=found.facility.high,
        link=link.value if link else None,
        link_low=link.low if link else None,
        link_high=link.high if link else None,
        efficiency=found.efficiency,
        median_seconds=found.median_seconds,
        options=dict(found.options),
        rating=rating.value,
        rating_n=rating.n,
        difficulty=difficulty,
        flags=list(found.flags),
        flagged=bool(found.flags),
        updated_at=now,
    )


def _update_concepts(concepts: set[str], now: datetime) -> None:
    """Add up the variants of each of these concepts, where anybody has met one."""
    fields = ("item__concept", "n", "right", "facility", "facility_low", "facility_high")
    groups: defaultdict[str, list[Any]] = defaultdict(list)
    for concept, *values in ItemStatistics.objects.filter(item__concept__in=concepts).values_list(*fields):
        groups[concept].append(values)
    rows = [_concept(concept, variants, now) for concept, variants in sorted(groups.items())]
    changing = [field.name for field in ConceptStatistics._meta.fields if not field.primary_key]
    ConceptStatistics.objects.bulk_create(
        rows, batch_size=BATCH, update_conflicts=True, unique_fields=["concept"], update_fields=changing
    )


def _concept(concept: str, variants: Sequence[Sequence[Any]], now: datetime) -> ConceptStatistics:
    n, right = sum(each[0] for each in variants), sum(each[1] for each in variants)
    whole = share(right, n)
    enough = [each for each in variants if each[0] >= ENOUGH_FOR_SPREAD]
    facilities = [each[2] for each in enough]
    # Variants differ for sure when one's whole interval lies above another's.
    apart = len(enough) > 1 and max(each[3] for each in enough) > min(each[4] for each in enough)
    return ConceptStatistics(
        concept=concept,
        n=n,
        right=right,
        facility=whole.value,
        facility_low=whole.low,
        facility_high=whole.high,
        variants=len(variants),
        spread=max(facilities) - min(facilities) if len(enough) > 1 else None,
        flagged=apart,
        updated_at=now,
    )
