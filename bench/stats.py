"""Item analysis over a million answers, and one learner's progress pages with 500 and with 50,000 of them.

Fills a database of its own with invented answers: a temporary SQLite file, or the PostgreSQL cluster that
`.make/postgres.py` starts around this script.

Run: python bench/stats.py [ANSWERS] [ITEMS]
     python .make/postgres.py python bench/stats.py
"""

# ruff: noqa: E402  -- the database is named before Django reads its settings
import datetime as dt
import os
import random
import sys
import tempfile
import uuid
from collections.abc import Iterable, Iterator
from math import exp
from pathlib import Path
from time import perf_counter, process_time

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
os.environ["DJANGO_SETTINGS_MODULE"] = "quizsite.settings"
if not os.environ.get("DATABASE_URL", "").startswith("postgres"):
    folder = tempfile.TemporaryDirectory()
    os.environ["DATABASE_URL"] = f"sqlite:///{folder.name}/bench.sqlite3"

import django

django.setup()

from django.conf import settings
from django.core.management import call_command
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from drugs.models.vocabulary import Category
from questions.bank.models import Item
from questions.blocks.models import Block, BlockItem
from questions.generator.recipe import registry
from questions.review.queue import absorb
from questions.stats.updating import update_statistics
from quizsite.accounts.models import User

BLOCK, LETTERS, PERSONS = 20, "ABCDE", 1000
START = dt.datetime(2026, 1, 1, 8, tzinfo=dt.UTC)
PAGES = ("", "map/", "concepts/", "pacing/", "certainty/", "exam-days/")
FEW, MANY = 500, 50_000
BATCH = 4000


def make_items(count: int) -> dict[int, tuple[str, float]]:
    """Store items as long as real ones, three to a concept; return key and difficulty by primary key."""
    rng = random.Random(1)
    recipes, categories = list(registry()), list(Category.values)
    options = [
        {
            "key": letter,
            "text": f"Finding {letter}",
            "correct": letter == "C",
            "rationale": "because " * 60,
            "when_right": "when " * 40,
            "danger": letter == "E",
            "fact_ids": [],
        }
        for letter in LETTERS
    ]
    Item.objects.bulk_create(
        (
            Item(
                uid=f"item-{n}",
                concept=f"drug/{recipes[n // 3 % len(recipes)]}/{n // 3}",
                recipe=recipes[n // 3 % len(recipes)],
                recipe_version=1,
                seed=n,
                facts_digest="",
                fingerprint=f"{n}",
                tier="inference",
                reasoning_steps=2,
                difficulty=round(rng.random(), 2),
                step1=True,
                step2=True,
                step3=False,
                drug_name="drug",
                category=categories[n // 3 % len(categories)],
                stem="A patient comes to the clinic. " * 30,
                lead_in="Which?",
                options=options,
                key="C",
                objective="",
                explanation="why " * 100,
                sources=[],
            )
            for n in range(count)
        ),
        batch_size=500,
    )
    return {pk: (key, 4 * (hard - 0.5)) for pk, key, hard in Item.objects.values_list("pk", "key", "difficulty")}


def fill(user_ids: list[int], blocks: int, items: dict[int, tuple[str, float]], seed: int) -> None:
    """Store closed blocks of these persons in turn; answers follow the Rasch model with guessing."""
    rng = random.Random(seed)
    pks = list(items)
    ability = {user: rng.gauss(0, 1) for user in user_ids}
    met: dict[int, set[int]] = {user: set() for user in user_ids}
    for first in range(0, blocks, BATCH // BLOCK):
        rows, places = [], []
        for n in range(first, min(blocks, first + BATCH // BLOCK)):
            user = user_ids[n % len(user_ids)]
            pk, at = uuid.UUID(int=rng.getrandbits(128), version=4), START + dt.timedelta(minutes=45 * n)
            rows.append(_block(pk, user, f"{seed}-{n}", at))
            places += _places(pk, rng.sample(pks, BLOCK), items, ability[user], met[user], rng)
        with transaction.atomic():
            Block.objects.bulk_create(rows)
            BlockItem.objects.bulk_create(places, batch_size=BATCH)


def _block(pk: uuid.UUID, user: int, token: str, at: dt.datetime) -> Block:
    end = at + dt.timedelta(minutes=30)
    return Block(
        pk=pk,
        user_id=user,
        start_token=token,
        status="finished",
        seed=1,
        size=BLOCK,
        started_at=at,
        deadline_at=end,
        finished_at=end,
        last_event_at=end,
    )


def _places(
    block: uuid.UUID,
    chosen: Iterable[int],
    items: dict[int, tuple[str, float]],
    ability: float,
    met: set[int],
    rng: random.Random,
) -> Iterator[BlockItem]:
    for position, item in enumerate(chosen, start=1):
        key, hard = items[item]
        right = rng.random() < 0.2 + 0.8 / (1 + exp(hard - ability))
        choice = key if right else rng.choice([letter for letter in LETTERS if letter != key])
        concept = (item - 1) // 3
        yield BlockItem(
            block_id=block,
            item_id=item,
            position=position,
            novelty="repeat" if concept in met else "new",
            confidence=rng.choice(["", "sure", "unsure", "guess"]),
            first_choice=choice if rng.random() < 0.85 else rng.choice(LETTERS),
            final_choice=choice,
            correct=right,
            seconds=max(5, round(rng.gauss(75, 30))),
        )
        met.add(concept)


def analyse(answers: int) -> None:
    """Time an update that takes in so many answers."""
    now = START + dt.timedelta(days=4000)
    begun, worked = perf_counter(), process_time()
    done = update_statistics(now)
    spent = f"{perf_counter() - begun:6.1f} s, {process_time() - worked:6.1f} s of this process"
    print(f"item analysis, {answers:,} answers, {done.items:,} items: {spent}")


def pages(user: User) -> dict[str, tuple[int, float]]:
    """Return statements and CPU milliseconds of each progress page, the best of five."""
    client = Client()
    client.force_login(user)
    found = {}
    for page in PAGES:
        times = []
        for _ in range(5):
            begun = process_time()
            with CaptureQueriesContext(connection) as seen:
                assert client.get(f"/progress/{page}").status_code == 200
            times.append(1000 * (process_time() - begun))
        found[page] = len(seen), min(times)
    return found


def main() -> None:
    answers = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    count = int(sys.argv[2]) if len(sys.argv) > 2 else 10_000
    settings.ALLOWED_HOSTS = ["*"]
    settings.STORAGES["staticfiles"]["BACKEND"] = "django.contrib.staticfiles.storage.StaticFilesStorage"
    call_command("migrate", verbosity=0)
    print(f"on {connection.vendor}")
    items = make_items(count)
    few, many = (User.objects.create(username=name) for name in ("few", "many"))
    fill([few.pk], FEW // BLOCK, items, seed=2)
    fill([many.pk], MANY // BLOCK, items, seed=3)
    for person in (few, many):
        absorb(person, START + dt.timedelta(days=4000))  # the review queue takes each block in once
    results = pages(few), pages(many)
    print(f"progress page   statements   CPU ms at {FEW}   at {MANY:,}   ratio")
    for page in PAGES:
        (_, small), (statements, large) = results[0][page], results[1][page]
        print(f"/{page:<14} {statements:10} {small:14.1f} {large:11.1f} {large / small:7.1f}")
    persons = User.objects.bulk_create(User(username=f"person{n}") for n in range(PERSONS))
    fill([each.pk for each in persons], (answers - FEW - MANY) // BLOCK, items, seed=4)
    analyse(answers)
    fill([persons[0].pk], 1, items, seed=5)
    analyse(BLOCK)


if __name__ == "__main__":
    main()
