"""The queue of concepts that come back, and every write to cards.

Closed blocks are taken in when somebody asks: reading pages work on `standing`, which adds the blocks that are not
yet taken in without writing; the next write stores the same result. Nothing in blocks knows of this.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.db import transaction
from django.db.models import Q

from questions.bank.models import Item
from questions.blocks.models import Block, BlockItem
from questions.blocks.timing import GRACE
from questions.review import scheduling
from questions.review.models import AbsorbedBlock, Card, CardReview, ReviewPreference, restore, snapshot
from questions.review.scheduling import Rating
from quizsite.accounts.models import User

CARD_FIELDS = ["due", "stability", "difficulty", "last_review", "last_rating", "reviews", "lapses"]
PLACE_FIELDS = ["position", "marked", "confidence", "correct", "seconds", "block__finished_at", "item__concept"]


@dataclass(slots=True)
class Standing:
    """All cards of a person by concept as they stand now, with what taking in the open blocks would store."""

    cards: dict[str, Card]
    preference: ReviewPreference
    reviews: list[CardReview] = field(default_factory=list)
    blocks: list[Block] = field(default_factory=list)

    def due(self, now: datetime) -> list[Card]:
        """Return the cards that are due, the longest overdue first."""
        waiting = (card for card in self.cards.values() if _is_awake(card, now) and card.due <= now)
        return sorted(waiting, key=lambda card: (card.due, card.concept))


def standing(user: Any, now: datetime) -> Standing:
    """Return the person's cards with every closed block taken in, in four queries and without a write."""
    preference = ReviewPreference.objects.filter(user=user).first() or ReviewPreference(user=user)
    found = Standing({card.concept: card for card in Card.objects.filter(user=user)}, preference)
    found.blocks = list(_open_blocks(user, now))
    # An item that was never shown says nothing about what is known.
    shown = BlockItem.objects.filter(block__in=found.blocks, correct__isnull=False, seconds__isnull=False)
    places = shown.select_related("block", "item").only(*PLACE_FIELDS)
    for place in places.order_by("block__finished_at", "position"):
        _take_in(found, place)
    return found


@transaction.atomic
def absorb(user: Any, now: datetime) -> Standing:
    """Store what `standing` shows. Safe to repeat and to race: the person is locked, a block counts once."""
    User.objects.select_for_update().get(pk=user.pk)
    found = standing(user, now)
    fresh = [card for card in found.cards.values() if card.pk is None]
    Card.objects.bulk_create(fresh)
    made = {card.concept for card in fresh}
    known = {review.card.concept: review.card for review in found.reviews if review.card.concept not in made}
    Card.objects.bulk_update(known.values(), CARD_FIELDS)
    for review in found.reviews:
        review.card_id = review.card.pk
    CardReview.objects.bulk_create(found.reviews)
    AbsorbedBlock.objects.bulk_create([AbsorbedBlock(block=block) for block in found.blocks])
    found.reviews, found.blocks = [], []
    return found


def due_concepts(user_id: int, now: datetime) -> list[str]:
    """Return the concepts a block of due ones may ask, at most what is left of today's limit."""
    found = standing(User(pk=user_id), now)
    due = [card.concept for card in found.due(now)]
    with_items = askable(due)
    return [concept for concept in due if concept in with_items][: left_today(found, now)]


def askable(concepts: Iterable[str]) -> dict[str, str]:
    """Return those concepts that the bank has a question on, with the recipe that asks it."""
    active = Item.objects.active().opening().filter(concept__in=list(concepts))
    return dict(active.order_by().values_list("concept", "recipe").distinct())


def concepts_on(fact: str) -> list[str]:
    """Return the concepts of questions whose key rests on this fact, by its id."""
    items = Item.objects.active().filter(drug__slug=fact.partition("/")[0])
    rows = items.order_by("pk").values_list("concept", "options")
    found = (c for c, options in rows if any(o["correct"] and fact in o["fact_ids"] for o in options))
    return list(dict.fromkeys(found))


def left_today(found: Standing, now: datetime) -> int:
    """Return how many reviews the daily limit leaves."""
    return max(0, found.preference.daily_limit - len(today(found, now)))


def today(found: Standing, now: datetime) -> list[CardReview]:
    """Return the reviews of this day, newest first; the day is the server's (UTC)."""
    start = now.replace(hour=0, minute=0, second=0, microsecond=0)
    stored = CardReview.objects.filter(card__user_id=found.preference.user_id, at__gte=start, undone=False)
    pending = [review for review in found.reviews if review.at >= start]
    return sorted([*stored.select_related("card"), *pending], key=lambda review: review.at, reverse=True)


def add(user: Any, concepts: Iterable[str], reason: str, now: datetime) -> int:
    """Make a card for each concept that has none, due at once; return how many were made."""
    wanted = list(dict.fromkeys(concepts))
    has = set(Card.objects.filter(user=user, concept__in=wanted).values_list("concept", flat=True))
    fresh = [
        Card(user=user, concept=concept, reason=reason, created_at=now, due=now)
        for concept in wanted
        if concept not in has
    ]
    Card.objects.bulk_create(fresh, ignore_conflicts=True)
    return len(fresh)


@transaction.atomic
def undo(user: Any, now: datetime) -> CardReview | None:
    """Take the newest review back, as if the card had never seen that answer; None when there is none."""
    absorb(user, now)
    last = (
        CardReview.objects.filter(card__user=user, undone=False)
        .select_related("card")
        .order_by("-at", "-pk")
        .first()
    )
    if last is None:
        return None
    restore(last.card, last.before)
    last.card.save(update_fields=CARD_FIELDS)
    last.undone = True
    last.save(update_fields=["undone"])
    return last


@transaction.atomic
def correct_rating(user: Any, place_id: int, rating: Rating, now: datetime) -> CardReview:
    """Give the answer at a place another rating. Raises CardReview.DoesNotExist unless it is its card's newest."""
    preference = absorb(user, now).preference
    review = CardReview.objects.select_related("card").get(block_item_id=place_id, card__user=user, undone=False)
    newest = review.card.log.filter(undone=False).order_by("-at", "-pk").first()
    if newest is None or newest.pk != review.pk:
        raise CardReview.DoesNotExist
    restore(review.card, review.before)
    _review(review.card, rating, review.at, preference.retention)
    review.card.save(update_fields=CARD_FIELDS)
    review.rating = rating
    review.save(update_fields=["rating"])
    return review


def remove(user: Any, card_id: int) -> None:
    """Forget one card with its reviews; the answers behind it stay."""
    Card.objects.filter(user=user, pk=card_id).delete()


def forget(user: Any) -> None:
    """Forget every card with its reviews, as a reset asks; blocks that were taken in stay taken in."""
    Card.objects.filter(user=user).delete()


def bury(user: Any, card_id: int, now: datetime) -> None:
    """Put one card off until tomorrow."""
    tomorrow = now.replace(hour=0, minute=0, second=0, microsecond=0) + timedelta(days=1)
    Card.objects.filter(user=user, pk=card_id).update(buried_until=tomorrow)


def suspend(user: Any, card_id: int, suspended: bool) -> None:
    """Take one card out of the queue, or back into it."""
    Card.objects.filter(user=user, pk=card_id).update(suspended=suspended)


def _open_blocks(user: Any, now: datetime) -> Sequence[Block]:
    """Return closed blocks that the cards have not taken in; those of an exam day wait until the day is over."""
    told = Q(sealed_until__isnull=True) | Q(sealed_until__lt=now - GRACE)
    closed = Block.objects.current().filter(told, user=user, finished_at__isnull=False, absorbed__isnull=True)
    return closed.only("pk", "finished_at").order_by("finished_at")


def _take_in(found: Standing, place: Any) -> None:
    """Let one graded answer make or review a card."""
    concept, at = place.item.concept, place.block.finished_at
    card = found.cards.get(concept)
    if card is None:
        reason = _reason(place)
        if not reason:
            return
        card = Card(user=found.preference.user, concept=concept, reason=reason, created_at=at, due=at)
        found.cards[concept] = card
    rating = scheduling.rate(place.correct, place.confidence, place.seconds)
    before = snapshot(card)
    _review(card, rating, at, found.preference.retention)
    found.reviews.append(CardReview(card=card, block_item=place, rating=rating, at=at, before=before))


def _reason(place: Any) -> str:
    """Tell why an answer without a card makes one; "" when it need not come back."""
    if not place.correct:
        return Card.Reason.MISSED
    if place.confidence == BlockItem.Confidence.GUESS:
        return Card.Reason.GUESSED
    return Card.Reason.MARKED if place.marked else ""


def _review(card: Card, rating: Rating, at: datetime, retention: float) -> None:
    card.lapses += rating == Rating.AGAIN and card.reviews > 0  # before a first review nothing was known
    card.reviews += 1
    card.last_rating = rating
    card.remember(scheduling.after(card.memory, rating, at, retention))


def _is_awake(card: Card, now: datetime) -> bool:
    return not card.suspended and (card.buried_until is None or card.buried_until <= now)
