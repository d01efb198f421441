"""Which items make a block."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from questions.bank.models import Item
from questions.blocks.blueprints import Blueprint
from questions.blocks.filters import Asker, matching
from questions.blocks.selection import Candidate, capacity, choose, pick, point
from tests.factories.bank import DrugFactory, ItemFactory
from tests.factories.blocks import NOON, start_block

POOLS = st.lists(
    st.tuples(
        st.sampled_from("pqrs"), st.sampled_from(["mechanism", "culprit"]), st.integers(0, 5), st.booleans()
    ),
    max_size=60,
).map(
    lambda rows: [
        Candidate(n, f"{drug}/{recipe}/{tested}", recipe, seen)
        for n, (drug, recipe, tested, seen) in enumerate(rows)
    ]
)


@given(POOLS, st.integers(1, 40), st.integers(0, 9))
def test_it_never_takes_two_items_on_one_point_and_takes_all_it_can(pool, size, seed):
    concepts = {candidate.pk: candidate.concept for candidate in pool}
    points = [point(concepts[pk]) for pk in pick(pool, size, Random(seed))]
    assert len(points) == len(set(points)) == min(size, len({point(concept) for concept in concepts.values()}))


@given(POOLS, st.integers(1, 40), st.integers(0, 9))
def test_the_same_seed_takes_the_same_items(pool, size, seed):
    assert pick(pool, size, Random(seed)) == pick(reversed(pool), size, Random(seed))


def test_it_spreads_over_drugs_and_kinds():
    pool = [
        Candidate(n, f"drug-{drug}/{recipe}/{recipe}-{tested}", recipe, False)
        for n, (drug, recipe, tested) in enumerate(
            (drug, recipe, tested)
            for drug in range(4)
            for recipe in ("mechanism", "culprit")
            for tested in range(10 if drug == 0 else 3)
        )
    ]
    concepts = {candidate.pk: candidate for candidate in pool}
    chosen = [concepts[pk] for pk in pick(pool, 16, Random(1))]
    assert Counter(point(each.concept)[0] for each in chosen) == {f"drug-{n}": 4 for n in range(4)}
    assert Counter(each.recipe for each in chosen) == {"mechanism": 8, "culprit": 8}


def telling(number: int, asks: str = "", tells: str = "", seen: bool = False) -> Candidate:
    return Candidate(number, f"drug-{number}/mechanism/m-{number}", "mechanism", seen, asks, tells)


@pytest.mark.parametrize("seed", range(5))
def test_a_stem_that_answers_another_item_does_not_stand_beside_it(seed):
    answered, other = telling(1, asks="x\nx treats y"), telling(3)
    pool = [answered, telling(2, tells="z\nx treats y"), other]
    assert set(pick(pool, 2, Random(seed))) in ({1, 3}, {2, 3})


@pytest.mark.parametrize("seed", range(5))
def test_rather_an_item_seen_before_than_one_that_is_given_away(seed):
    pool = [telling(1, asks="x", tells="x"), telling(2, asks="x", tells="x"), telling(3, seen=True)]
    assert 3 in pick(pool, 2, Random(seed))


def test_items_that_give_each_other_away_still_fill_a_block_that_nothing_else_fills():
    pool = [telling(n, asks="x", tells="x") for n in range(4)]
    assert len(pick(pool, 4, Random(1))) == 4


@pytest.mark.django_db
def test_it_takes_unseen_items_first(learner):
    start_block(learner, size=3)
    unseen = {item.pk for item in ItemFactory.create_batch(3)}
    assert set(choose(Blueprint(size=3), Asker(learner.pk, NOON), 1)) == unseen


@pytest.mark.django_db
def test_what_others_have_seen_does_not_matter(learner, other_learner):
    start_block(other_learner, size=3)
    assert len(choose(Blueprint(size=3), Asker(learner.pk, NOON), 1)) == 3


@pytest.mark.django_db
def test_superseded_and_withdrawn_items_are_not_asked(learner):
    ItemFactory(state=Item.State.SUPERSEDED)
    ItemFactory(state=Item.State.WITHDRAWN)
    kept = ItemFactory()
    assert choose(Blueprint(size=3), Asker(learner.pk, NOON), 1) == [kept.pk]


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("asked", "counted"),
    [
        ({}, 4),
        ({"step": 1}, 3),
        ({"recipes": ("culprit",)}, 1),
        ({"classes": ("corticosteroids",)}, 1),
        ({"classes": ("corticosteroids", "tnf-inhibitors")}, 4),
        ({"classes": ("nothing-here",)}, 0),
    ],
)
def test_it_counts_what_passes_the_filters_once(asked, counted):
    both = DrugFactory(classes=["corticosteroids", "tnf-inhibitors"])
    ItemFactory(drug=both)
    ItemFactory(step1=False)
    ItemFactory(recipe="culprit")
    ItemFactory()
    assert matching(Blueprint(**asked)).count() == counted
    assert capacity(Blueprint(**asked)) == counted


@pytest.mark.django_db
def test_two_variants_of_one_point_count_as_one_question():
    drug = DrugFactory(slug="infliximab")
    for recipe in ("culprit", "adverse-effect"):
        ItemFactory(drug=drug, recipe=recipe, concept=f"infliximab/{recipe}/tuberculosis")
    assert capacity(Blueprint()) == 1
    assert matching(Blueprint()).count() == 2
