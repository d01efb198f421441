"""A closed block as its review shows it: every item with its answers, others' answers and the learner's own marks.

Works on the grade that was written at the close; the number of queries does not grow with the block.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count

from questions.blocks.highlights import Piece, pieces
from questions.blocks.models import Answer, Block, BlockItem
from questions.blocks.notes import digest
from questions.blocks.scoring import Graded, Score, score
from questions.generator.recipe import registry
from questions.review.models import Card, Reflection

EXAM_SECONDS = 90
# Fewer first attempts than this say nothing, and might tell who answered what.
LEAST_OTHERS = 20


@dataclass(frozen=True, slots=True)
class Option:
    """One option with what the learner did about it; `share` is the percentage of others who took it, or None."""

    key: str
    text: str
    correct: bool
    rationale: str
    when_right: str
    danger: bool
    yours: bool
    struck: bool
    share: int | None


@dataclass(frozen=True, slots=True)
class Entry:
    """One item of the block; `history` is every selection as (seconds on the item, letter), in order."""

    place: Any
    item: Any
    options: Sequence[Option]
    graded: Graded
    seconds: int | None  # None when it was not reached
    pieces: Sequence[Piece]
    history: Sequence[tuple[int, str]]
    others: int
    recipe_title: str
    class_name: str
    why: str
    note_drawn: str
    kept: bool

    @property
    def changed(self) -> bool:
        """Tell whether the last choice differs from the first."""
        return len(self.history) > 1 and self.history[0][1] != self.graded.choice

    @property
    def slow(self) -> bool:
        """Tell whether it took longer than the exam gives."""
        return (self.seconds or 0) > EXAM_SECONDS

    @property
    def sure_and_wrong(self) -> bool:
        """Tell whether the learner was sure of a wrong answer."""
        return self.place.confidence == BlockItem.Confidence.SURE and not self.graded.correct


FILTERS: dict[str, tuple[str, Callable[[Entry], bool]]] = {
    "all": ("All", lambda entry: True),
    "missed": ("Missed", lambda entry: not entry.graded.correct),
    "marked": ("Marked", lambda entry: entry.place.marked),
    "changed": ("Changed", lambda entry: entry.changed),
    "slow": ("Slow", lambda entry: entry.slow),
    "sure": ("Sure and wrong", lambda entry: entry.sure_and_wrong),
    "blank": ("Left blank", lambda entry: not entry.graded.choice),
}


def read(own: Block, position: int | None = None) -> list[Entry]:
    """Return the entries of a closed block, or the one at `position`, in six queries."""
    # Of an overdue block nobody has written the grade down yet: the choices tell what it will be.
    places = own.block_items.with_choice().select_related("item__drug").prefetch_related("item__drug__classes")
    rows = list(places if position is None else places.filter(position=position))
    history = _histories(rows)
    others = _others(rows, own.user_id)
    whys = dict(Reflection.objects.filter(block_item__in=rows).values_list("block_item_id", "why"))
    concepts = [place.item.concept for place in rows]
    kept = set(Card.objects.filter(user_id=own.user_id, concept__in=concepts).values_list("concept", flat=True))
    return [
        _entry(
            place,
            own.seconds.get(str(place.position)),
            history[place.pk],
            others[place.item_id],
            whys.get(place.pk, ""),
            kept,
        )
        for place in rows
    ]


def split(entries: Iterable[Entry], name: Callable[[Entry], str]) -> list[tuple[str, Score]]:
    """Return the score of each group of entries, by name."""
    groups: defaultdict[str, list[Graded]] = defaultdict(list)
    for entry in entries:
        groups[name(entry)].append(entry.graded)
    return [(group, score(graded)) for group, graded in sorted(groups.items())]


def _entry(
    place: Any,
    seconds: int | None,
    history: Sequence[tuple[int, str]],
    others: dict[str, int],
    why: str,
    kept: set[str],
) -> Entry:
    item = place.item
    total = sum(others.values())
    classes = [each.name for each in item.drug.classes.all()] if item.drug else []
    recipe = registry().get(item.recipe)
    return Entry(
        place=place,
        item=item,
        options=[_option(option, place, others, total) for option in item.options],
        graded=Graded(
            choice=place.choice,
            key=item.key,
            reached=seconds is not None,
            full_marks=place.full_marks_at is not None,
        ),
        seconds=seconds,
        pieces=pieces(item.stem, place.highlights, item.clues),
        history=history,
        others=total,
        recipe_title=recipe.title if recipe else item.recipe,
        class_name=classes[0] if classes else item.drug_name,
        why=why,
        note_drawn=digest(place.note),
        kept=item.concept in kept,
    )


def _option(option: dict[str, Any], place: Any, others: dict[str, int], total: int) -> Option:
    key = option["key"]
    return Option(
        key=key,
        text=option["text"],
        correct=option["correct"],
        rationale=option["rationale"],
        when_right=option["when_right"],
        danger=option["danger"],
        yours=key == place.choice,
        struck=key in place.struck,
        share=round(100 * others.get(key, 0) / total) if total >= LEAST_OTHERS else None,
    )


def _histories(places: Iterable[Any]) -> defaultdict[int, list[tuple[int, str]]]:
    found: defaultdict[int, list[tuple[int, str]]] = defaultdict(list)
    answers = Answer.objects.filter(block_item__in=places).order_by("block_item_id", "sequence")
    for place, choice, seconds in answers.values_list("block_item_id", "choice", "seconds_on_item"):
        found[place].append((seconds, choice))
    return found


def _others(places: Iterable[Any], user_id: int) -> defaultdict[int, dict[str, int]]:
    """Count what other people chose at their first meeting with each item."""
    items = {place.item_id for place in places}
    first = BlockItem.objects.filter(
        item__in=items, novelty=BlockItem.Novelty.NEW, correct__isnull=False, seconds__isnull=False
    ).exclude(block__user_id=user_id)
    found: defaultdict[int, dict[str, int]] = defaultdict(dict)
    counted = first.order_by().values_list("item_id", "final_choice").annotate(n=Count("pk"))
    for item, choice, count in counted:
        found[item][choice or ""] = count
    return found
