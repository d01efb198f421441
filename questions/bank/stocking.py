"""The one writer of the bank: supersede what no longer stands, and fill every concept up with variants."""

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from hashlib import sha256
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.dispatch import Signal

from drugs.loading.fingerprint import content_fingerprint
from drugs.models import Drug
from questions.bank.models import Item, Stocktake
from questions.bank.rows import row
from questions.bank.sets import orphans, plan_sets, store_sets
from questions.bank.sources import load_facts
from questions.generator.build import Wish, build
from questions.generator.digest import facts_digest
from questions.generator.facts import FactBase
from questions.generator.item import Item as Built
from questions.generator.neighbours import Shingle, shingles, too_like
from questions.generator.proving import Provable, Report, provable
from questions.generator.recipe import registry
from questions.generator.reproof import stands
from questions.generator.sets import SETS_VERSION

TRIES = 4  # seeds tried for each variant wanted
# Sent with `items`, their primary keys, inside the transaction that withdraws them.
items_withdrawn = Signal()


@dataclass(slots=True)
class Stocking:
    """What one stocking did."""

    kept: int = 0
    created: int = 0
    superseded: int = 0
    report: Report = field(default_factory=Report)


def stock(
    facts: FactBase, seed: int = 1, progress: Callable[[int, int], None] = lambda done, of: None
) -> Stocking:
    """Bring the bank in line with the facts; doing it twice changes nothing.

    Items are stored all or none, and so are the sets, which continue stored items and come after them.

    `progress` is called with concepts done and their total.
    """
    done = Stocking()
    stale = stale_items(facts)
    shelf = Shelf.read(leaving_out=stale)
    concepts = provable(facts, done.report)
    fresh = fill(facts, concepts, shelf, Plan(), seed, done.report, progress)
    with transaction.atomic():
        done.superseded = supersede(stale)
        done.created = store(fresh)
    planned = plan_sets(facts, seed, done.report)
    with transaction.atomic():
        done.superseded += supersede(orphans())
        done.created += store_sets(planned)
    done.kept = Item.objects.active().count() - done.created
    return done


def restock(seed: int = 1, progress: Callable[[int, int], None] = lambda done, of: None) -> Stocking:
    """Stock from the database, unless facts, recipes, bank and seed are what the last stocking left behind."""
    content = content_fingerprint()
    if in_line(content, seed):
        return Stocking(kept=Item.objects.active().count())
    done = stock(load_facts(), seed, progress)
    take_stock(content, seed)
    return done


def in_line(content: str, seed: int = 1) -> bool:
    """Tell whether the bank is as the last stocking left it, and whether that would do the same again."""
    before = Stocktake.objects.first()
    return before is not None and all(
        getattr(before, name) == is_now for name, is_now in _state(content, seed).items()
    )


def take_stock(content: str, seed: int = 1) -> None:
    """Record that the bank is in line with the knowledge of this fingerprint."""
    Stocktake.objects.create(**_state(content, seed))


def _state(content: str, seed: int) -> dict[str, Any]:
    active = Item.objects.active().order_by("pk").values_list("pk", flat=True)
    bank = sha256(repr(list(active)).encode()).hexdigest()
    return {"content": content, "recipes": recipes_fingerprint(), "bank": bank, "seed": seed}


def recipes_fingerprint() -> str:
    """Return the digest of the recipes with their versions and numbers of variants, and of the sets."""
    lines = [f"{recipe.slug} {recipe.version} {recipe.variants}" for recipe in registry().values()]
    text = "\n".join([*lines, f"sets {SETS_VERSION}"])
    return sha256(text.encode()).hexdigest()


def stale_items(facts: FactBase) -> list[int]:
    """Return the numbers of the items in service that no longer say what the facts say."""
    active = Item.objects.active().defer("stem", "options", "sources", "explanation")
    return [item.pk for item in active if not is_current(facts, item)]


def supersede(stale: list[int]) -> int:
    """Take stale items out of service; blocks that have them keep them."""
    return Item.objects.filter(pk__in=stale, state=Item.State.ACTIVE).update(state=Item.State.SUPERSEDED)


def withdraw(items: QuerySet[Item]) -> int:
    """Take items out of service for good; stocking makes others in their place.

    What learners have answered is not the bank's to know: `items_withdrawn` tells the features above.
    """
    with transaction.atomic():
        gone = list(items.exclude(state=Item.State.WITHDRAWN).values_list("pk", flat=True))
        Item.objects.filter(pk__in=gone).update(state=Item.State.WITHDRAWN)
        items_withdrawn.send(sender=Item, items=gone)
    return len(gone)


def is_current(facts: FactBase, item: Item) -> bool:
    """Tell whether a stored item says what the facts say now and is still proved."""
    recipe = registry().get(item.recipe)
    if recipe is None or recipe.version != item.recipe_version:
        return False
    if any(fact not in facts.by_id for fact in item.fact_ids):
        return False
    if facts_digest(facts, item.fact_ids) != item.facts_digest:
        return False
    return stands(facts, item.concept, item.proof)


Stems = list[frozenset[Shingle]]


@dataclass(slots=True)
class Shelf:
    """What the bank holds: the stems in service by recipe and concept, and every text there ever was."""

    held: defaultdict[tuple[str, str], Stems]
    seen: set[str]

    @classmethod
    def read(cls, leaving_out: Iterable[int] = ()) -> "Shelf":
        """Read what is stored, but for the items that are about to go."""
        gone = set(leaving_out)
        held: defaultdict[tuple[str, str], Stems] = defaultdict(list)
        items = Item.objects.active().opening()  # what continues a patient is no variant of its own
        for pk, recipe, concept, stem in items.values_list("pk", "recipe", "concept", "stem"):
            if pk not in gone:
                held[recipe, concept].append(shingles(stem))
        return cls(held, set(Item.objects.values_list("fingerprint", flat=True)))

    def takes(self, item: Built) -> bool:
        """Put an item on the shelf, unless it was there before or is too like one of its concept."""
        told, siblings = shingles(item.stem), self.held[item.recipe, item.concept]
        if item.fingerprint in self.seen or too_like(told, siblings):
            return False
        self.seen.add(item.fingerprint)
        siblings.append(told)
        return True


@dataclass(slots=True)
class Plan:
    """Key positions and lead-ins, wanted evenly over the bank; it has to see every concept in its order.

    The wishes follow from the facts alone, so that a second stocking tries the same again, finds it stored or
    refused again, and changes nothing.
    """

    concepts: int = 0
    positions: Counter[int] = field(default_factory=Counter)

    def wishes(self, concept: Provable) -> list[Wish]:
        """Return what the next concept's items are wished to be, a key only where the alphabet lets it stand."""
        wishes = []
        for turn in range(concept.recipe.variants * TRIES):
            position = concept.place(self.positions)
            if turn < concept.recipe.variants:
                self.positions[position] += 1
            wishes.append(Wish(position, lead_in=self.concepts * concept.recipe.variants + turn))
        self.concepts += 1
        return wishes


def fill(
    facts: FactBase,
    concepts: list[Provable],
    shelf: Shelf,
    plan: Plan,
    seed: int,
    report: Report,
    progress: Callable[[int, int], None] = lambda done, of: None,
) -> list[Built]:
    """Build what is missing on the shelf, and count it there."""
    fresh: list[Built] = []
    for number, concept in enumerate(concepts, start=1):
        siblings = shelf.held[concept.recipe.slug, concept.concept]
        for turn, wish in enumerate(plan.wishes(concept)):
            if len(siblings) >= concept.recipe.variants:
                break
            built = build(facts, concept, seed * 10_007 + turn, report, wish)
            if built is not None and shelf.takes(built):
                fresh.append(built)
        progress(number, len(concepts))
    return fresh


def store(built: list[Built]) -> int:
    """Put items into service."""
    drugs = dict(Drug.objects.values_list("slug", "pk"))
    rows = [row(item, drugs.get(item.drug)) for item in built]
    # Two editors who restock at once build the same items: the second one's are there already.
    return len(Item.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True))
