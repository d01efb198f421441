"""Which stored items are continued into sequential sets, and by what."""

from drugs.models import Drug
from questions.bank.models import Item
from questions.bank.rows import row
from questions.generator.facts import FactBase
from questions.generator.item import Item as Built
from questions.generator.proving import Report
from questions.generator.sets import OPENS, continuations, go_on

# The number of an item, and what is to come after it.
Plan = list[tuple[int, list[Built]]]


def orphans() -> list[int]:
    """Return the numbers of the items in service that continue one that is not, or continue such a one."""
    found: list[int] = []
    later = Item.objects.active().filter(follows__isnull=False)
    gone = later.exclude(follows__state=Item.State.ACTIVE)
    while fresh := list(gone.values_list("pk", flat=True)):
        found += fresh
        gone = later.filter(follows__in=fresh)
    return found


def plan_sets(facts: FactBase, seed: int, report: Report) -> Plan:
    """Return what is to continue which item: of each concept the first item for which there is something.

    What was continued before stays as it is, so that a second plan over the same bank is empty.
    """
    opening = Item.objects.active().opening().filter(recipe=OPENS).order_by("pk")
    served = set(opening.filter(continued_by__state=Item.State.ACTIVE).values_list("concept", flat=True))
    seen = set(Item.objects.values_list("fingerprint", flat=True))
    plan: Plan = []
    for item in opening.only("pk", "concept", "stem", "clues", "tier", "proof"):
        if item.concept in served:
            continue
        chain = _chain(facts, item, seed, report)
        if chain and seen.isdisjoint(each.fingerprint for each in chain):
            served.add(item.concept)
            plan.append((item.pk, chain))
    return plan


def store_sets(plan: Plan) -> int:
    """Store what continues items that are still in service; return how many are new.

    Two editors who restock at once plan the same: the second one's are there already.
    """
    drugs = dict(Drug.objects.values_list("slug", "pk"))
    planned = [built.fingerprint for _, chain in plan for built in chain]
    there = set(Item.objects.filter(fingerprint__in=planned).values_list("fingerprint", flat=True))
    in_service = set(
        Item.objects.active().filter(pk__in=[first for first, _ in plan]).values_list("pk", flat=True)
    )
    wanted = [(first, chain) for first, chain in plan if first in in_service and chain[0].fingerprint not in there]
    before = {first: first for first, _ in wanted}
    created = 0
    for place in range(max((len(chain) for _, chain in wanted), default=0)):
        rows = []
        for first, chain in wanted:
            if place < len(chain):
                stored = row(chain[place], drugs.get(chain[place].drug))
                stored.follows_id = before[first]
                rows.append((first, stored))
        Item.objects.bulk_create([stored for _, stored in rows], batch_size=500)
        before.update((first, stored.pk) for first, stored in rows)
        created += len(rows)
    return created


def _chain(facts: FactBase, item: Item, seed: int, report: Report) -> list[Built]:
    """Return the items that continue this one, at most one of each recipe."""
    stem, clues = item.stem, item.clues
    chain: list[Built] = []
    for recipe, case in continuations(facts, item.concept.partition("/")[0], item.tier, item.proof):
        if any(each.recipe == recipe.slug for each in chain):
            continue
        built = go_on(facts, stem, clues, recipe, case, seed, report)
        if built is not None:
            chain.append(built)
            stem = built.stem
    return chain
