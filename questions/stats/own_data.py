"""Everything of one person, to take along: a table with a row for each question asked, and all of it as JSON.

Only closed blocks are in it, and no question that is asked again in a block under way: its key is not told yet.
"""

import csv
import json
from collections.abc import Iterable, Iterator
from datetime import datetime
from io import StringIO
from typing import Any

from django.core.serializers.json import DjangoJSONEncoder
from django.db.models import QuerySet

from questions.bank.downloads import class_names
from questions.bank.exports.table import inert
from questions.blocks.models import Answer, Block, BlockItem
from questions.review.models import Card, CardReview, Reflection, Report, ReviewPreference
from quizsite.accounts.forms import DISPLAY

CHUNK = 2000
COLUMNS = {
    "block": "block_id",
    "started_at": "block__started_at",
    "mode": "block__mode",
    "status": "block__status",
    "exam_day": "block__exam_day_id",
    "day_number": "block__day_number",
    "put_away_at": "block__archived_at",
    "block_size": "block__size",
    "position": "position",
    "item": "item__uid",
    "concept": "item__concept",
    "recipe": "item__recipe",
    "category": "item__category",
    "drug": "item__drug_name",
    "prior_difficulty": "item__difficulty",
    "rated_difficulty": "item__statistics__difficulty",
    "novelty": "novelty",
    "first_choice": "first_choice",
    "final_choice": "final_choice",
    "key": "item__key",
    "right": "correct",
    "full_marks_at": "full_marks_at",
    "seconds": "seconds",
    "confidence": "confidence",
    "marked": "marked",
    "note": "note",
}
EXTRA = ("classes", "chosen_is_dangerous")


def told(user: Any, now: datetime) -> QuerySet[BlockItem]:
    """Return the places whose key may be told, oldest first: those put away by a reset too."""
    closed = Block.objects.filter(user=user).closed(now).exclude(status=Block.Status.RUNNING)
    open_blocks = Block.objects.filter(user=user).exclude(pk__in=closed.values("pk"))
    asked_now = BlockItem.objects.filter(block__in=open_blocks).values("item")
    places = BlockItem.objects.filter(block__in=closed.order_by()).exclude(item__in=asked_now)
    return places.order_by("block__started_at", "block_id", "position")


def table(user: Any, now: datetime) -> Iterator[str]:
    """Yield the lines of the table, heading first; no cell is a formula."""
    yield "\ufeff" + _line([*COLUMNS, *EXTRA])
    for row in _rows(user, now):
        yield _line([inert(_cell(value)) for value in row.values()])


def everything(user: Any, now: datetime) -> Iterator[str]:
    """Yield one JSON object in pieces, so that a long history is never in memory as a whole."""
    yield "{\n"
    for name, value in (("exported_at", now), ("person", _person(user))):
        yield f"{json.dumps(name)}: {_dumped(value)},\n"
    sections = {
        "questions": _rows(user, now),
        "selections": _selections(user, now),
        "reasons_for_misses": _values(Reflection.objects.filter(block_item__block__user=user), REFLECTION),
        "cards": _values(Card.objects.filter(user=user), CARD),
        "card_reviews": _values(CardReview.objects.filter(card__user=user), CARD_REVIEW),
        "reports": _values(Report.objects.filter(user=user), REPORT),
        "exam_days": _values(user.exam_days.filter(ended_at__isnull=False), EXAM_DAY),
    }
    for place, (name, rows) in enumerate(sections.items()):
        yield f"{json.dumps(name)}: [" if place == 0 else f",\n{json.dumps(name)}: ["
        for number, row in enumerate(rows):
            yield f"{',' if number else ''}\n{_dumped(row)}"
        yield "]"
    yield "\n}\n"


REFLECTION = {"block": "block_item__block", "position": "block_item__position", "why": "why"}
CARD = {
    name: name
    for name in "concept reason created_at due stability difficulty last_review last_rating reviews lapses "
    "suspended buried_until".split()
}
CARD_REVIEW = {
    "concept": "card__concept",
    "block": "block_item__block",
    "position": "block_item__position",
    "rating": "rating",
    "at": "at",
    "undone": "undone",
}
REPORT = {"item": "item__uid", "kind": "kind", "text": "text", "at": "at", "state": "state", "reply": "reply"}
EXAM_DAY = {name: name for name in "id plan started_at tutorial_ended_at ended_at time_factor".split()}


def _rows(user: Any, now: datetime) -> Iterator[dict[str, Any]]:
    """Yield each place as a row by column."""
    classes = class_names()
    fields = (*COLUMNS.values(), "item__options", "item__drug_id")
    for *values, options, drug in told(user, now).values_list(*fields).iterator(chunk_size=CHUNK):
        row = dict(zip(COLUMNS, values, strict=True))
        row["classes"] = "; ".join(classes.get(drug, {}).values())
        chosen = row["final_choice"]
        row["chosen_is_dangerous"] = any(option["danger"] for option in options if option["key"] == chosen)
        yield row


def _selections(user: Any, now: datetime) -> Iterator[dict[str, Any]]:
    """Yield every selection ever made at the places that are told."""
    fields = {
        "block": "block_item__block",
        "position": "block_item__position",
        "choice": "choice",
        "at": "at",
        "seconds_on_item": "seconds_on_item",
    }
    answers = Answer.objects.filter(block_item__in=told(user, now).order_by().values("pk"))
    return _values(answers.order_by("at", "pk"), fields)


def _values(rows: QuerySet[Any], fields: dict[str, str]) -> Iterator[dict[str, Any]]:
    for values in rows.values_list(*fields.values()).iterator(chunk_size=CHUNK):
        yield dict(zip(fields, values, strict=True))


def _person(user: Any) -> dict[str, Any]:
    preference = ReviewPreference.objects.filter(user=user).first() or ReviewPreference(user=user)
    return {
        "username": user.username,
        "email": user.email,
        "joined_at": user.date_joined,
        "is_guest": user.is_guest,
        "time_factor": user.time_factor,
        **{name: getattr(user, name) for name in DISPLAY},
        "wanted_retention": preference.retention,
        "reviews_a_day": preference.daily_limit,
    }


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, datetime):
        return value.isoformat()
    return "" if value is None else str(value)


def _line(cells: Iterable[str]) -> str:
    page = StringIO(newline="")
    csv.writer(page).writerow(cells)
    return page.getvalue()


def _dumped(value: Any) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False)
