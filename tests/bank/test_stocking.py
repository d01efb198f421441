"""The bank follows the facts: filled once, superseded when they change, never edited."""

import pytest

from drugs.models import AdverseEffect, Mechanism, NotAssociated
from questions.bank import stocking
from questions.bank.models import Item
from questions.bank.sources import load_facts
from questions.bank.stocking import restock, stock, withdraw
from questions.generator.recipe import registry

pytestmark = pytest.mark.usefixtures("stored_world")


def frozen(items):
    return {item.uid: (item.stem, item.options, item.key, item.explanation) for item in items}


def test_it_stocks_what_the_facts_support_up_to_the_variants_a_recipe_wants():
    done = stock(load_facts())
    assert done.created == Item.objects.active().count() > 0
    recipes = {recipe for (recipe,) in Item.objects.active().values_list("recipe")}
    assert recipes >= {"adverse-effect", "culprit", "mechanism"}
    for recipe in (registry()[slug] for slug in recipes):
        per_concept = Item.objects.active().filter(recipe=recipe.slug).values_list("concept", flat=True)
        assert max(list(per_concept).count(concept) for concept in per_concept) <= recipe.variants


def test_stocking_again_changes_nothing():
    stock(load_facts())
    before = frozen(Item.objects.all())
    done = stock(load_facts())
    assert (done.created, done.superseded) == (0, 0)
    assert frozen(Item.objects.all()) == before


def test_a_changed_fact_supersedes_its_items_and_brings_new_ones():
    stock(load_facts())
    before = frozen(Item.objects.all())
    AdverseEffect.objects.filter(effect__slug="e0").update(why="Because the gate is shut.")
    done = stock(load_facts())
    assert done.superseded > 0 and done.created > 0
    gone = Item.objects.filter(state=Item.State.SUPERSEDED)
    assert {item.uid: before[item.uid] for item in gone} == frozen(gone)
    fresh = Item.objects.active().filter(concept="amberol/adverse-effect/e0")
    assert any("Because the gate is shut." in item.explanation for item in fresh)


def test_a_reworded_mechanism_reaches_every_item_that_shows_it():
    stock(load_facts())
    Mechanism.objects.filter(slug="m0").update(option="Sealing of the alpha gate")
    stock(load_facts())
    shown = [option["text"] for item in Item.objects.active() for option in item.options]
    assert "Sealing of the alpha gate" in shown
    assert "Blockade of the alpha gate" not in shown


def test_items_go_when_a_negative_that_proved_their_distractors_goes():
    stock(load_facts())
    NotAssociated.objects.filter(drug__slug="brindol", effect__slug="e0").delete()
    stock(load_facts())
    for item in Item.objects.active().filter(concept="brindol/adverse-effect/e1"):
        assert "Anosmia" not in {option["text"] for option in item.options}
    for item in Item.objects.active().filter(concept="amberol/culprit/e0"):
        assert "Brindol" not in {option["text"] for option in item.options}
    assert not Item.objects.active().filter(concept="amberol/culprit/e0", tier="inference").exists()


def test_a_stocking_that_fails_leaves_the_bank_as_it_was(monkeypatch):
    stock(load_facts())
    AdverseEffect.objects.update(why="Otherwise.")
    monkeypatch.setattr(Item.objects, "bulk_create", lambda *_, **__: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        stock(load_facts())
    assert not Item.objects.exclude(state=Item.State.ACTIVE).exists()


def test_withdrawn_items_are_not_served_and_others_take_their_place():
    stock(load_facts())
    concept = Item.objects.active().filter(recipe="culprit").first().concept
    assert withdraw(Item.objects.filter(concept=concept)) > 0
    assert not Item.objects.active().filter(concept=concept).exists()
    stock(load_facts())
    assert Item.objects.active().filter(concept=concept).exists()


def test_two_stockings_at_once_store_every_item_once():
    others = []

    def meanwhile(done, of):
        if not others:
            others.append(stock(load_facts()))

    stock(load_facts(), progress=meanwhile)
    assert others[0].created == Item.objects.active().count()
    assert stock(load_facts()).created == 0


def test_progress_is_told_to_the_end():
    told = []
    stock(load_facts(), progress=lambda done, of: told.append((done, of)))
    assert told[-1][0] == told[-1][1] == len(told)


def test_key_positions_are_balanced():
    stock(load_facts())
    keys = list(Item.objects.active().values_list("key", flat=True))
    assert set(keys) == set("ABCDE")


def test_restocking_an_unchanged_bank_looks_at_no_fact(monkeypatch):
    first = restock()
    monkeypatch.setattr(stocking, "load_facts", lambda: pytest.fail("the facts were read again"))
    again = restock()
    assert (again.created, again.superseded, again.kept) == (0, 0, first.created)


@pytest.mark.parametrize(
    "change",
    [
        lambda: AdverseEffect.objects.filter(effect__slug="e0").update(why="Because the gate is shut."),
        lambda: Mechanism.objects.first().overlaps.add(Mechanism.objects.last()),
        lambda: withdraw(Item.objects.filter(pk=Item.objects.first().pk)),
    ],
    ids=["a fact", "a link", "the bank"],
)
def test_any_change_makes_restocking_look_again(change):
    restock()
    change()
    done = restock()
    assert done.created or done.superseded


def test_another_seed_is_stocked_for_itself():
    restock(seed=1)
    withdraw(Item.objects.all())
    assert restock(seed=2).created


def test_an_item_is_stored_with_what_it_asks_and_what_its_stem_tells():
    stock(load_facts())
    item = Item.objects.active().filter(recipe="culprit").first()
    drug, _, effect = item.concept.split("/")
    assert f"drug {drug} causes {effect}" in item.asks.splitlines()
    assert item.tells.splitlines() == [f"picture of effect {effect}"]
