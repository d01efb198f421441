"""Restocks the bank in short parts, each stored at once: together they do exactly what one stocking does."""

from collections import Counter
from collections.abc import Callable

from django.db import transaction

from drugs.loading.fingerprint import content_fingerprint
from questions.bank.models import Restocking
from questions.bank.sets import orphans, plan_sets, store_sets
from questions.bank.sources import load_facts
from questions.bank.stocking import (
    Plan,
    Shelf,
    fill,
    in_line,
    recipes_fingerprint,
    stale_items,
    store,
    supersede,
    take_stock,
)
from questions.generator.distractors import OPTIONS
from questions.generator.facts import FactBase
from questions.generator.proving import Report, provable
from questions.generator.recipe import registry

DRUGS = 10  # whose concepts of one recipe make a part: a second or two of work
Part = tuple[str, list[str]]  # a recipe, and drugs


def under_way(content: str, seed: int = 1) -> Restocking | None:
    """Return the restocking that waits to be continued; one of other facts or recipes is of no use any more."""
    last = Restocking.objects.filter(content=content, recipes=recipes_fingerprint(), seed=seed).first()
    return None if last is None or last.is_done else last


def advance(enough: Callable[[], bool], seed: int = 1) -> Restocking | None:
    """Do at least one part and go on until it is `enough`; None if the bank is in line already.

    Items that no longer stand go first, all at once. When the facts change meanwhile it begins anew.
    """
    content = content_fingerprint()
    run = under_way(content, seed)
    if run is None and in_line(content, seed):
        return None
    facts = load_facts()
    parts = _parts(facts)
    if run is None:
        run = Restocking.objects.create(
            content=content,
            recipes=recipes_fingerprint(),
            seed=seed,
            parts=2 + len(parts),  # first what goes, last the sets
            positions=[0] * OPTIONS,
        )
    if run.parts_done == 0 and (not _take_out(run, facts) or enough()):
        return run
    shelf = Shelf.read()
    for part in parts[run.parts_done - 1 :]:
        if not _fill_up(run, facts, part, shelf) or enough():
            return run
    _continue(run, facts)
    return run


def _parts(facts: FactBase) -> list[Part]:
    """Return the parts of a restocking after its first, in the order in which one stocking sees the concepts."""
    drugs = sorted(facts.drugs, key=lambda drug: f"{drug}/")
    groups = [drugs[start : start + DRUGS] for start in range(0, len(drugs), DRUGS)]
    return [(recipe, group) for recipe in registry() for group in groups]


def _take_out(run: Restocking, facts: FactBase) -> bool:
    stale = stale_items(facts)  # before the transaction: SQLite has one writer, and learners wait for it
    with transaction.atomic():
        return _done(run, superseded=supersede(stale))


def _fill_up(run: Restocking, facts: FactBase, part: Part, shelf: Shelf) -> bool:
    """Build the missing items of a part and store them."""
    recipe, drugs = part
    plan = Plan(run.concepts, Counter(dict(enumerate(run.positions))))
    concepts = provable(facts, Report(), recipes=[recipe], drugs=drugs)
    fresh = fill(facts, concepts, shelf, plan, run.seed, Report())
    positions = [plan.positions[place] for place in range(OPTIONS)]
    with transaction.atomic():
        store(fresh)
        stored = _done(run, created=run.created + len(fresh), concepts=plan.concepts, positions=positions)
        transaction.set_rollback(not stored)
    return stored


def _continue(run: Restocking, facts: FactBase) -> bool:
    """Build what continues items into sets, and store it."""
    planned = plan_sets(facts, run.seed, Report())
    with transaction.atomic():
        gone, new = supersede(orphans()), store_sets(planned)
        stored = _done(run, created=run.created + new, superseded=run.superseded + gone)
        transaction.set_rollback(not stored)
    return stored


def _done(run: Restocking, **changes: object) -> bool:
    """Count a part as done; False, and the row as it is now, if somebody else has done it meanwhile."""
    here = Restocking.objects.filter(pk=run.pk, parts_done=run.parts_done)
    moved = here.update(parts_done=run.parts_done + 1, **changes)
    run.refresh_from_db()
    if moved and run.is_done:
        take_stock(run.content, run.seed)
    return bool(moved)
