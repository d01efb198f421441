"""What a change of facts does to the bank: which items rest on them, which go, and which come."""

from collections import Counter
from collections.abc import Callable, Collection
from typing import Any

from django.db import transaction
from django.db.models import Q

from drugs.admin.impact import MOST_EXAMPLES, Impact, Shown
from questions.bank.models import Item
from questions.bank.sources import load_facts
from questions.bank.stocking import TRIES, is_current
from questions.generator.build import Wish, build
from questions.generator.facts import FactBase
from questions.generator.item import Item as Built
from questions.generator.proving import Report, provable

MOST_DRUGS = 8  # whose items are built anew, so that the answer comes in seconds
Group = tuple[str, str]  # recipe and concept


class Bank:
    """Answers for the stored items; nothing here changes one."""

    def resting_on(self, keys: set[str]) -> int:
        """Return how many items in service rest on any of these facts."""
        return len(_resting_on(keys))

    def impact(self, change: Callable[[], None], keys: set[str], drugs: Collection[str]) -> Impact:
        """Make the change, look at the items of its facts and drugs, and roll it back."""
        with transaction.atomic():
            change()
            facts = load_facts()
            transaction.set_rollback(True)
        concerned = Item.objects.active().filter(Q(pk__in=_resting_on(keys)) | Q(drug__slug__in=drugs))
        items = list(concerned.select_related("drug").order_by("id"))
        stale = [item for item in items if not is_current(facts, item)]
        touched = Counter(item.drug.slug for item in stale if item.drug)
        order = [*sorted(drugs), *(slug for slug, _ in touched.most_common() if slug not in drugs)]
        chosen, left_out = order[:MOST_DRUGS], tuple(order[MOST_DRUGS:])
        opening = Item.objects.active().opening().filter(drug__slug__in=chosen)
        held = Counter(opening.values_list("recipe", "concept"))
        gone = Counter((item.recipe, item.concept) for item in stale if item.follows_id is None)
        fresh = _fresh(facts, held - gone, chosen)
        return _told(stale, _without_what_was_possible(fresh, held, chosen), held, left_out)


def _resting_on(keys: set[str]) -> list[int]:
    rows = Item.objects.active().values_list("pk", "fact_ids")
    return [pk for pk, fact_ids in rows.iterator(chunk_size=2000) if not keys.isdisjoint(fact_ids)]


def _fresh(facts: FactBase, held: Counter[Group], drugs: list[str]) -> list[Built]:
    """Build what the next restocking would add for these drugs; where keys stand may differ from it."""
    seen = set(Item.objects.filter(drug__slug__in=drugs).values_list("fingerprint", flat=True))
    places: Counter[int] = Counter()
    built: list[Built] = []
    for number, concept in enumerate(provable(facts, Report(), drugs=drugs)):
        missing = concept.recipe.variants - held[concept.recipe.slug, concept.concept]
        for turn in range(concept.recipe.variants * TRIES):
            if missing <= 0:
                break
            position = concept.place(places)
            item = build(facts, concept, 10_007 + turn, Report(), Wish(position, lead_in=number + turn))
            if item is not None and item.fingerprint not in seen:
                seen.add(item.fingerprint)
                places[position] += 1
                missing -= 1
                built.append(item)
    return built


def _without_what_was_possible(fresh: list[Built], held: Counter[Group], drugs: list[str]) -> list[Built]:
    """Leave out concepts that the facts allowed before: the change does not bring them."""
    if all(held[built.recipe, built.concept] for built in fresh):
        return fresh
    before = {(one.recipe.slug, one.concept) for one in provable(load_facts(), Report(), drugs=drugs)}
    return [one for one in fresh if held[one.recipe, one.concept] or (one.recipe, one.concept) not in before]


def _told(stale: list[Item], fresh: list[Built], held: Counter[Group], left_out: tuple[str, ...]) -> Impact:
    """Pair what goes with what comes, concept by concept."""
    before: dict[Group, list[Item]] = {}
    for item in stale:
        before.setdefault((item.recipe, item.concept), []).append(item)
    after: dict[Group, list[Built]] = {}
    for built in fresh:
        after.setdefault((built.recipe, built.concept), []).append(built)
    told = Impact(stale=len(stale), left_out=left_out)
    examples: list[tuple[Shown | None, Shown | None]] = []
    for group in sorted({*before, *after}):
        old, new = before.get(group, []), after.get(group, [])
        uncounted = bool(old) and old[0].drug is not None and old[0].drug.slug in left_out
        told.lost += 0 if uncounted else max(0, len(old) - len(new))
        told.new += 0 if old or held[group] else len(new)
        if not old and held[group]:
            continue  # room that was there before
        examples.append((_stored(old[0]) if old else None, _shown(new[0].as_json()) if new else None))
    # A pair tells most, a question that is lost more than one that is new.
    examples.sort(key=lambda pair: (pair[0] is None or pair[1] is None, pair[0] is None))
    told.examples = examples[:MOST_EXAMPLES]
    return told


def _stored(item: Item) -> Shown:
    return _shown({"concept": item.concept, "stem": item.stem, "lead_in": item.lead_in, "options": item.options})


def _shown(form: dict[str, Any]) -> Shown:
    options = tuple((each["key"], each["text"], each["correct"]) for each in form["options"])
    return Shown(form["concept"], form["stem"], form["lead_in"], options)
