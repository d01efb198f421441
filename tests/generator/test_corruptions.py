"""No corrupted fact goes unnoticed: the items that contradict it are refused, or say what it says."""

from random import Random

import pytest

from questions.generator.build import generate
from questions.generator.item import Item
from questions.generator.proving import Report
from tests.factories.facts import wide_world
from tests.generator.corruptions import KINDS, Verdict, corruption, verdict

CORRUPTIONS = 25


@pytest.fixture(scope="module")
def stored() -> list[Item]:
    return list(generate(wide_world(), 1, 150, Report()))


@pytest.fixture(scope="module")
def verdicts(stored) -> list[Verdict]:
    facts, rng = wide_world(), Random(1)
    found = []
    for _ in range(CORRUPTIONS):
        changed = corruption(facts, rng)
        corrupted = changed.applied(facts)
        fresh = generate(corrupted, 1, 20, Report(), drugs=sorted(changed.drugs))
        found.append(verdict(corrupted, stored, fresh))
    return found


def test_all_is_well_with_items_on_the_facts_they_were_made_of(stored):
    sound = verdict(wide_world(), stored, stored)
    assert (sound.unproved, sound.changed, sound.unnoticed, sound.objected) == ([], [], [], 0)


def test_no_corruption_leaves_an_item_that_contradicts_it(verdicts):
    assert [line for each in verdicts for line in each.unnoticed] == []


def test_the_naive_reader_would_have_objected_to_many_of_the_old_items(verdicts):
    assert sum(each.objected for each in verdicts) > CORRUPTIONS


def test_most_corruptions_reach_items(verdicts):
    reached = [each for each in verdicts if each.outcome != "no item rests on it"]
    assert len(reached) > CORRUPTIONS / 2


def test_a_seed_draws_every_kind_sooner_or_later():
    facts, rng = wide_world(), Random(2)
    assert {corruption(facts, rng).kind for _ in range(300)} >= set(KINDS) - {"drop a scope", "move a box"}
