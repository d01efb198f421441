"""Months of history for the demo learner, lived through the same lifecycle as anybody's."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from random import Random
from typing import Any

from django.db import transaction

from questions.blocks import lifecycle
from questions.blocks.blueprints import Blueprint
from questions.blocks.exam_days.plans import PLANS
from questions.blocks.lifecycle import Selection, Submission, exam_day
from questions.blocks.models import Block
from questions.blocks.notes import Draft
from questions.review import queue
from questions.stats.demo_learner import DAYS, DemoLearner, Question

SEED = 20260514
WEAK = frozenset({"cytokine-inhibitors"})
NOTES = (
    "Mixed up the two drugs again. The onset decides.",
    "Read the last sentence first.",
    "Boxed warning. Make a table of these.",
    "Half-life: why the effect lasts after stopping.",
)
READ = ["block", "position", "item__concept", "item__category", "item__difficulty", "item__key"]
EXAM_DAY_AT = 128  # day of the history on which half an exam day is sat


def live(user: Any, today: datetime) -> Iterator[int]:
    """Let the person learn up to `today`; yields each day of the history when it is over.

    The same bank and day give the same history. Each block is one transaction, so that a site in use can go on.
    """
    rng = Random(SEED)
    learner = DemoLearner(rng, WEAK)
    start = today - timedelta(days=DAYS)
    for day in range(DAYS):
        at = start + timedelta(days=day, hours=17 + rng.random() * 3)
        if day == EXAM_DAY_AT:
            _sit_exam_day(user, learner, day, start + timedelta(days=day, hours=8))
        elif rng.random() < (0.26 if day < 60 else 0.38):
            with transaction.atomic():
                _sit_block(user, learner, day, at, _blueprint(rng, day))
        if day > 6 and rng.random() < 0.6:
            with transaction.atomic():
                _review(user, learner, day, at + timedelta(hours=2))
        yield day


def _blueprint(rng: Random, day: int) -> Blueprint:
    """Return what a learner takes: mixed timed blocks, early on more often a tutor block on one category."""
    if rng.random() < (0.4 if day < 50 else 0.1):
        category = rng.choice(["cytokine-inhibitors", "immunosuppressants", "monoclonal-antibodies"])
        return Blueprint(size=10, minutes=0, mode="tutor", category=category)
    return Blueprint(step=rng.choice([1, 1, 2]))


def _review(user: Any, learner: DemoLearner, day: int, at: datetime) -> None:
    """Take what is due, as the review page does."""
    queue.absorb(user, at)
    due = queue.due_concepts(user.pk, at)
    if len(due) >= 5:
        size = min(len(due), 20)
        _sit_block(user, learner, day, at, Blueprint(size=size, minutes=0, mode="tutor", status="due"))
        queue.absorb(user, at + timedelta(hours=2))


def _sit_block(user: Any, learner: DemoLearner, day: int, at: datetime, blueprint: Blueprint) -> None:
    token = f"demo-{at:%Y%m%d%H%M%S}"
    try:
        block = lifecycle.start(user, blueprint, token, learner.rng.randrange(2**31), at)
    except lifecycle.NothingToAskError:
        return
    lifecycle.finish(block.pk, _answer(block, learner, day, at))


def _sit_exam_day(user: Any, learner: DemoLearner, day: int, at: datetime) -> None:
    """Sit half a day of Step 1; the bank may be too small for it."""
    try:
        sat = exam_day.start_day(user, PLANS["step-1-half"], f"demo-day-{at:%Y%m%d}", SEED, at)
    except lifecycle.NothingToAskError:
        return
    at += timedelta(minutes=2)
    exam_day.end_tutorial(user.pk, sat.pk, at)
    for number in range(1, sat.size + 1):
        with transaction.atomic():
            block = exam_day.start_block(user, sat.pk, number, at)
            if block is None:
                return
            at = _answer(block, learner, day, at, tired=number / sat.size)
            lifecycle.finish(block.pk, at)
        at += timedelta(minutes=learner.rng.choice([0.5, 1, 2, 6]))


def _answer(block: Block, learner: DemoLearner, day: int, at: datetime, tired: float = 0.0) -> datetime:
    """Answer the block's questions in order until its time is up; return when that was."""
    end = block.deadline_at
    places = list(block.block_items.select_related("item").only(*READ))
    for place in places:
        item = place.item
        question = Question(item.concept, item.category, item.difficulty, item.key)
        reply = learner.reply(question, day, tired + 0.4 * place.position / len(places))
        for choice in reply.choices:
            at += timedelta(seconds=reply.seconds / len(reply.choices))
            if end and at >= end:
                return end
            last = choice == reply.choices[-1]
            note = Draft(learner.rng.choice(NOTES)) if not reply.right and learner.rng.random() < 0.1 else None
            sent = Submission(
                selection=Selection(choice),
                target=place.position + 1 if last and place.position < len(places) else None,
                confidence=reply.confidence,
                marked=reply.marked,
                note=note,
                reveal=last and block.is_tutor,
            )
            lifecycle.submit(block.user_id, block.pk, place.position, sent, at)
    return at + timedelta(seconds=20)
