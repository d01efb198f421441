"""The one writer of the bank: supersede what no longer stands, and fill every concept up with variants."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import QuerySet

from drugs.models import Drug
from questions.bank.models import Item
from questions.generator.build import Wish, build
from questions.generator.digest import facts_digest
from questions.generator.facts import FactBase
from questions.generator.item import Item as Built
from questions.generator.proving import Provable, Report, provable
from questions.generator.recipe import registry
from questions.generator.reproof import stands

TRIES = 4  # seeds tried for each variant wanted


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
    """Bring the bank in line with the facts, all or nothing; doing it twice changes nothing.

    `progress` is called with concepts done and their total.
    """
    done = Stocking()
    active = list(Item.objects.active().defer("stem", "options", "sources", "explanation"))
    stale = [item.pk for item in active if not is_current(facts, item)]
    gone = set(stale)
    current = [item for item in active if item.pk not in gone]
    concepts = provable(facts, done.report)
    fresh = _fill(facts, concepts, current, seed, done.report, progress)
    with transaction.atomic():
        Item.objects.filter(pk__in=stale, state=Item.State.ACTIVE).update(state=Item.State.SUPERSEDED)
        done.created = _store(fresh, dict(Drug.objects.values_list("slug", "pk")))
    done.kept, done.superseded = len(current), len(stale)
    return done


def withdraw(items: QuerySet[Item]) -> int:
    """Take items out of service for good; stocking makes others in their place."""
    return items.exclude(state=Item.State.WITHDRAWN).update(state=Item.State.WITHDRAWN)


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


def _fill(
    facts: FactBase,
    concepts: list[Provable],
    current: list[Item],
    seed: int,
    report: Report,
    progress: Callable[[int, int], None],
) -> list[Built]:
    """Build what is missing. The wishes follow from the facts alone, so that a second stocking tries the same
    again, finds it stored or refused again, and changes nothing."""
    held = Counter((item.recipe, item.concept) for item in current)
    seen = set(Item.objects.values_list("fingerprint", flat=True))
    fresh: list[Built] = []
    for number, (concept, wishes) in enumerate(zip(concepts, _wishes(facts, concepts), strict=True), start=1):
        missing = concept.recipe.variants - held[concept.recipe.slug, concept.concept]
        for turn, wish in enumerate(wishes):
            if missing <= 0:
                break
            built = build(facts, concept, seed * 10_007 + turn, report, wish)
            if built is None or built.fingerprint in seen:
                continue
            missing -= 1
            seen.add(built.fingerprint)
            fresh.append(built)
        progress(number, len(concepts))
    return fresh


def _wishes(facts: FactBase, concepts: list[Provable]) -> Iterator[list[Wish]]:
    """Plan key positions and lead-ins evenly over the bank, each key only where the alphabet lets it stand."""
    planned: Counter[int] = Counter()
    for number, concept in enumerate(concepts):
        wishes = []
        for turn in range(concept.recipe.variants * TRIES):
            position = concept.place(planned)
            if turn < concept.recipe.variants:
                planned[position] += 1
            wishes.append(Wish(position, lead_in=number * concept.recipe.variants + turn))
        yield wishes


def _store(built: list[Built], drugs: dict[str, int]) -> int:
    rows = [row(item, drugs.get(item.drug)) for item in built]
    # Two editors who restock at once build the same items: the second one's are there already.
    return len(Item.objects.bulk_create(rows, batch_size=500, ignore_conflicts=True))


def row(item: Built, drug: int | None) -> Item:
    """Return the stored form of a built item."""
    form = item.as_json()
    return Item(
        uid=item.id,
        drug_id=drug,
        drug_name=item.drug,
        key=item.key.key,
        step1=1 in item.steps,
        step2=2 in item.steps,
        step3=3 in item.steps,
        **{name: form[name] for name in COPIED},
    )


COPIED = (
    "concept",
    "recipe",
    "recipe_version",
    "seed",
    "facts_digest",
    "fingerprint",
    "tier",
    "reasoning_steps",
    "difficulty",
    "category",
    "stem",
    "lead_in",
    "options",
    "objective",
    "explanation",
    "sources",
    "clues",
    "fact_ids",
    "proof",
)
