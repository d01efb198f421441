"""What the review page shows of a person's cards: today, the weeks to come, and each card in words."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from drugs.models import Drug
from questions.generator.recipe import registry
from questions.review.models import Card
from questions.review.queue import Standing, askable, left_today

FORECAST_DAYS = 42
MINUTES_AN_ITEM = 2.5  # 90 seconds to answer, a minute for the explanation


@dataclass(frozen=True, slots=True)
class Entry:
    """A card in words; `recall` is in percent, None before the first review."""

    card: Card
    drug: str
    kind: str
    recall: int | None
    is_due: bool
    has_items: bool


@dataclass(frozen=True, slots=True)
class Overview:
    """Counts of the whole pile; `today` is what can be asked now within the limit."""

    cards: int
    due: int
    today: int
    minutes: int
    left: int
    states: dict[str, int]
    forecast: list[tuple[datetime, int]]


def overview(found: Standing, now: datetime) -> Overview:
    """Count the pile: two queries beside those of `standing`."""
    due = found.due(now)
    left = left_today(found, now)
    with_items = askable(card.concept for card in due)
    today = min(left, sum(card.concept in with_items for card in due))
    return Overview(
        cards=len(found.cards),
        due=len(due),
        today=today,
        minutes=round(today * MINUTES_AN_ITEM),
        left=left,
        states=dict(Counter(str(card.state) for card in found.cards.values())),
        forecast=forecast(found, now),
    )


def forecast(found: Standing, now: datetime) -> list[tuple[datetime, int]]:
    """Count the cards that fall due on each of the coming days; what is overdue stands under today."""
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    counts = Counter(max(0, (card.due - today).days) for card in found.cards.values() if not card.suspended)
    return [(today + timedelta(days=day), counts[day]) for day in range(FORECAST_DAYS)]


def entries(cards: Iterable[Card], now: datetime) -> list[Entry]:
    """Put cards into words; what exactly a card asks is left for the question to say."""
    listed = list(cards)
    slugs = {card.concept.split("/")[0] for card in listed}
    names = dict(Drug.objects.filter(slug__in=slugs).values_list("slug", "name"))
    titles = {recipe.slug: recipe.title for recipe in registry().values()}
    with_items = askable(card.concept for card in listed)
    found = []
    for card in listed:
        drug, kind, _ = card.concept.split("/", 2)
        kind = with_items.get(card.concept, kind)  # the middle of a concept names its recipe, or something finer
        memory = card.memory
        asleep = card.suspended or (card.buried_until is not None and card.buried_until > now)
        found.append(
            Entry(
                card=card,
                drug=names.get(drug, drug),
                kind=titles.get(kind, kind),
                recall=round(100 * memory.recall(now)) if memory else None,
                is_due=card.due <= now and not asleep,
                has_items=card.concept in with_items,
            )
        )
    return found
