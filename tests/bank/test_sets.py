"""Stored sets: built once, linked in order, gone with the item that they continue."""

from itertools import pairwise

import pytest

from questions.bank.models import Item
from questions.bank.sets import orphans, plan_sets, store_sets
from questions.bank.stocking import stock, withdraw
from questions.generator.proving import Report
from questions.generator.sets import OPENS
from tests.factories.facts import wide_world

ORDERS = ([OPENS, "process"], [OPENS, "rescue"], [OPENS, "process", "rescue"])
pytestmark = pytest.mark.django_db


@pytest.fixture(scope="module")
def facts():
    return wide_world()


@pytest.fixture
def stocked(facts):
    """Stock the bank from the world in which every recipe finds what it needs."""
    return stock(facts)


def sets():
    """Return the stored sets as lists of items, the first ones first."""
    found = []
    for first in Item.objects.active().opening().filter(continued_by__state="active").order_by("pk"):
        chain = [first]
        while later := chain[-1].continued_by.filter(state="active").first():
            chain.append(later)
        found.append(chain)
    return found


def test_each_concept_has_one_set_at_most_with_its_parts_in_order(stocked):
    chains = sets()
    concepts = [chain[0].concept for chain in chains]
    assert chains and len(set(concepts)) == len(concepts)
    for chain in chains:
        assert [item.recipe for item in chain] in ORDERS
        for before, after in pairwise(chain):
            assert after.stem.startswith(before.stem)


def test_stocking_again_changes_nothing(facts, stocked):
    before = list(Item.objects.order_by("pk").values_list("pk", "state", "follows"))
    again = stock(facts)
    assert (again.created, again.superseded) == (0, 0)
    assert again.kept == Item.objects.active().count() == stocked.created
    assert list(Item.objects.order_by("pk").values_list("pk", "state", "follows")) == before


def test_what_continues_an_item_is_no_variant_of_its_own(facts, stocked):
    """A concept keeps all variants with a patient of their own, whatever sets ask of it besides."""
    rescue = Item.objects.active().filter(recipe="rescue")
    concept = rescue.filter(follows__isnull=False).first().concept
    assert rescue.opening().filter(concept=concept).count() == 3


def test_a_set_goes_with_its_first_item_and_another_takes_its_place(facts, stocked):
    chain = sets()[0]
    withdraw(Item.objects.filter(pk=chain[0].pk))
    assert set(orphans()) == {item.pk for item in chain[1:]}
    stock(facts)
    assert not orphans()
    assert set(Item.objects.filter(pk__in=[item.pk for item in chain[1:]]).values_list("state", flat=True)) == {
        "superseded"
    }
    (anew,) = [each for each in sets() if each[0].concept == chain[0].concept]
    assert anew[0].pk != chain[0].pk


def test_two_editors_who_plan_the_same_store_it_once(facts, stocked):
    Item.objects.filter(follows__isnull=False).delete()
    first, second = (plan_sets(facts, 1, Report()) for _ in range(2))
    assert store_sets(first) > 0
    assert store_sets(second) == 0


def test_an_item_that_has_gone_meanwhile_is_not_continued(facts, stocked):
    Item.objects.filter(follows__isnull=False).delete()
    plan = plan_sets(facts, 1, Report())
    Item.objects.filter(pk=plan[0][0]).update(state=Item.State.WITHDRAWN)
    store_sets(plan)
    assert not Item.objects.filter(follows=plan[0][0]).exists()


def test_a_first_item_that_is_deleted_leaves_items_that_stand_for_themselves(stocked):
    chain = sets()[0]
    chain[0].delete()
    assert Item.objects.get(pk=chain[1].pk).follows is None
