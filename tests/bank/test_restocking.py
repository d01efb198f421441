"""A restocking in parts does what one stocking does; it can be left, continued, and begins anew for new facts."""

import pytest
from django.db import transaction

from drugs.models import AdverseEffect, NotAssociated
from questions.bank import restocking, stocking
from questions.bank.models import Item, Restocking
from questions.bank.restocking import advance
from questions.bank.sources import load_facts
from questions.bank.stocking import restock, stock, withdraw

pytestmark = pytest.mark.usefixtures("stored_world")


@pytest.fixture(autouse=True)
def small_parts(monkeypatch):
    """Cut the few drugs of the world into several parts."""
    monkeypatch.setattr(restocking, "DRUGS", 2)


def one_part():
    return advance(lambda: True)


def to_the_end():
    """Continue part by part until nothing is left, and return how often that took."""
    calls = 0
    while one_part() is not None:
        calls += 1
    return calls


def in_service():
    return set(Item.objects.active().values_list("uid", "key", "stem"))


def instead(act):
    """Return what would be in service after an act that is undone."""
    with transaction.atomic():
        act()
        found = in_service()
        transaction.set_rollback(True)
    return found


CHANGES = {
    "nothing": lambda: None,
    "other words": lambda: AdverseEffect.objects.filter(effect__slug="e0").update(why="Because the gate is shut."),
    "a negative less": lambda: NotAssociated.objects.filter(drug__slug="brindol", effect__slug="e0").delete(),
    "a fact withdrawn": lambda: AdverseEffect.objects.filter(drug__slug="amberol").update(state="draft"),
    "items withdrawn": lambda: withdraw(Item.objects.filter(recipe="culprit")),
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
@pytest.mark.parametrize("stocked", [True, False], ids=["stocked", "empty"])
def test_the_parts_together_leave_exactly_what_one_stocking_leaves(stocked, change):
    if stocked:
        stock(load_facts())
    change()
    at_once = instead(lambda: stock(load_facts()))
    assert to_the_end() > 10
    assert in_service() == at_once != set()


def test_items_that_no_longer_stand_go_with_the_first_part():
    stock(load_facts())
    AdverseEffect.objects.filter(effect__slug="e0").update(why="Because the gate is shut.")
    run = one_part()
    assert run.parts_done == 1 < run.parts
    assert run.superseded == Item.objects.filter(state=Item.State.SUPERSEDED).count() > 0
    assert not stocking.stale_items(load_facts())


def test_it_tells_how_many_items_went_and_came():
    stock(load_facts())
    AdverseEffect.objects.filter(effect__slug="e0").update(why="Because the gate is shut.")
    before = Item.objects.count()
    to_the_end()
    run = Restocking.objects.get()
    assert run.is_done and run.created == Item.objects.count() - before > 0


def test_what_is_in_line_is_left_alone():
    to_the_end()
    assert restock().created == 0
    assert one_part() is None
    assert Restocking.objects.count() == 1


def test_it_goes_on_until_it_is_enough():
    answers = iter([False, False, True])
    assert advance(lambda: next(answers)).parts_done == 3


def test_a_change_of_facts_meanwhile_begins_anew():
    stock(load_facts())
    AdverseEffect.objects.filter(effect__slug="e0").update(why="Because the gate is shut.")
    one_part()
    first = one_part()
    AdverseEffect.objects.filter(effect__slug="e1").update(why="Because the door is shut.")
    second = one_part()
    assert second.pk != first.pk and second.parts_done == 1 and second.superseded > 0
    to_the_end()
    assert in_service() == instead(lambda: stock(load_facts()))


def test_two_editors_who_continue_at_once_do_each_part_once(monkeypatch):
    one_part()
    seen = []
    fill = restocking.fill

    def slowly(*args):
        if not seen:
            seen.append(True)
            seen.append(one_part())  # the other one is faster
        return fill(*args)

    monkeypatch.setattr(restocking, "fill", slowly)
    run = one_part()
    assert run.parts_done == seen[1].parts_done == 2
    assert run.created == Item.objects.count()
    to_the_end()
    assert in_service() == instead(lambda: (Item.objects.all().delete(), stock(load_facts())))
