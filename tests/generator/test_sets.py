"""Sequential sets: another question on the same patient, as well proved as the first."""

from dataclasses import replace
from itertools import pairwise

import pytest

from questions.generator.build import build
from questions.generator.lint import flaws
from questions.generator.proving import Report, provable
from questions.generator.reproof import stands
from questions.generator.sets import BRIDGES, GOES_ON, OPENS, continuations, go_on
from tests.factories.facts import wide_world, without


@pytest.fixture(scope="module")
def facts():
    return wide_world()


@pytest.fixture(scope="module")
def first(facts):
    """Return an item that opens a set."""
    concept = provable(facts, Report(), recipes=[OPENS], drugs=["cortane"])[0]
    return build(facts, concept, 1, Report())


def continued(facts, first):
    return continuations(facts, first.drug, first.tier, first.proof)


def following(facts, first, seed=1):
    """Return everything that goes on with an item, in order."""
    chain, stem = [], first.stem
    for recipe, case in continued(facts, first):
        item = go_on(facts, stem, first.clues, recipe, case, seed, Report())
        if item:
            chain.append(item)
            stem = item.stem
    return chain


def test_the_patient_of_an_adverse_effect_goes_on_to_its_process_and_its_rescue(facts, first):
    chain = following(facts, first)
    assert [item.recipe for item in chain] == list(GOES_ON)
    assert {item.drug for item in chain} == {first.drug}


def test_each_stem_is_the_one_before_and_one_sentence_more(facts, first):
    before = first.stem
    for item in following(facts, first):
        assert item.stem.startswith(f"{before} ")
        assert item.stem[len(before) + 1 :] in BRIDGES[item.recipe]
        before = item.stem


def test_no_stem_names_what_the_question_before_asked(facts, first):
    asked = [first, *following(facts, first)]
    for before, after in pairwise(asked):
        assert before.key.text.lower() not in after.stem.lower()


def test_what_goes_on_is_proved_and_free_of_flaws_like_every_item(facts, first):
    for item in following(facts, first):
        assert stands(facts, item.concept, item.proof)
        draft = {
            "tier": item.tier,
            "stem": item.stem,
            "lead_in": item.lead_in,
            "options": [{"text": option.text, "correct": option.correct} for option in item.options],
        }
        assert flaws(draft) == []
        assert sum(option.correct for option in item.options) == 1
        assert all(option.rationale for option in item.options)


def test_the_same_seed_gives_the_same_items_and_another_one_others(facts, first):
    assert following(facts, first) == following(facts, first)
    assert following(facts, first) != following(facts, first, seed=2)


def test_nothing_goes_on_where_no_fact_says_so(first):
    facts = without(wide_world(), rescues=[])
    assert "rescue" not in {item.recipe for item in following(facts, first)}


def test_the_patient_keeps_the_clues_and_the_facts_behind_them(facts, first):
    for _, case in continued(facts, first):
        assert [[clue.kind.name, clue.value] for clue in case.clues] == first.proof["clues"]
        assert case.tier == first.tier


def test_what_the_clues_do_not_prove_does_not_go_on(first):
    """Where no drug's list of rescues is closed, no other substance is provably false."""
    facts = wide_world()
    open_lists = without(facts, drugs=[replace(drug, closed=frozenset()) for drug in facts.drugs.values()])
    report = Report()
    for recipe, case in continued(facts, first):
        if recipe.slug == "rescue":
            assert go_on(open_lists, first.stem, first.clues, recipe, case, 1, report) is None
    assert report.refused
