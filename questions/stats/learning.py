"""How far each concept has come: new, learning, known or lapsed, from review cards and answers."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q

from questions.bank.models import Item
from questions.generator.recipe import registry
from questions.review.models import Card
from questions.review.queue import Standing, standing
from questions.review.scheduling import State
from questions.stats.queries import reached

# A concept without a card was never missed: once right may be luck, twice right is taken for knowledge.
KNOWN_AFTER_RIGHT = 2


@dataclass(frozen=True, slots=True)
class Kind:
    """The concepts of one kind of question by state."""

    slug: str
    title: str
    states: dict[State, int]

    @property
    def total(self) -> int:
        return sum(self.states.values())


@dataclass(frozen=True, slots=True)
class Learning:
    """All concepts of the bank by state, most of them first; `lapsed` are the cards to look at."""

    states: dict[State, int]
    kinds: list[Kind]
    lapsed: list[Card]
    due: int


def state_of(card: Card | None, right: int) -> State:
    """Return where a concept stands that was met: its card's state or, without a card, by right answers."""
    if card is not None:
        return State.LEARNING if card.state == State.NEW else card.state
    return State.KNOWN if right >= KNOWN_AFTER_RIGHT else State.LEARNING


def learning(user: Any, now: datetime, cards: Standing | None = None) -> Learning:
    """Return the states of all concepts that the bank asks about, in two queries beside those of the cards."""
    found = cards or standing(user, now)
    rows = reached(user, now).values("item_id").annotate(right=Count("pk", filter=Q(correct=True)))
    right_by_item = dict(rows.values_list("item_id", "right"))
    recipes: dict[str, str] = {}
    met: Counter[str] = Counter()
    for pk, concept, recipe, state in Item.objects.order_by().values_list("pk", "concept", "recipe", "state"):
        if pk in right_by_item:
            met[concept] += right_by_item[pk]
        if pk in right_by_item or state == Item.State.ACTIVE:
            recipes[concept] = recipe
    states = {
        concept: state_of(found.cards.get(concept), met[concept]) if concept in met else State.NEW
        for concept in recipes
    }
    lapsed = [card for card in found.cards.values() if card.state == State.LAPSED]
    return Learning(
        states=_counted(states.values()),
        kinds=_kinds(states, recipes),
        lapsed=sorted(lapsed, key=lambda card: (card.due, card.concept)),
        due=len(found.due(now)),
    )


def _kinds(states: dict[str, State], recipes: dict[str, str]) -> list[Kind]:
    """Split the concepts by the kind of question that is asked about them."""
    titles = {recipe.slug: recipe.title for recipe in registry().values()}
    groups: dict[str, list[State]] = {}
    for concept, state in states.items():
        groups.setdefault(recipes[concept], []).append(state)
    kinds = [Kind(slug, titles.get(slug, slug), _counted(each)) for slug, each in groups.items()]
    return sorted(kinds, key=lambda kind: (-kind.total, kind.title))


def _counted(states: Iterable[State]) -> dict[State, int]:
    counts = Counter(states)
    return {state: counts[state] for state in State}
