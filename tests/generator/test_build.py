"""Items from whole fact bases: proof, gates, determinism, and refusals with their reason."""

import json
from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from questions.generator import lint
from questions.generator.build import generate
from questions.generator.digest import facts_digest
from questions.generator.facts import FactBase
from questions.generator.item import Item
from questions.generator.proving import Report
from questions.generator.recipe import registry
from questions.generator.truth import Truth, acts_by, causes
from tests.factories.facts import closed_world, wide_world, with_effect, without


def made(facts: FactBase, seed: int = 1, count: int = 12, **filters) -> tuple[list[Item], Report]:
    report = Report()
    return list(generate(facts, seed, count, report, **filters)), report


def as_bytes(items: list[Item]) -> str:
    return "\n".join(json.dumps(item.as_json(), sort_keys=True) for item in items)


def test_it_makes_items_of_every_recipe():
    items, _ = made(wide_world(), count=400)
    assert {item.recipe for item in items} == set(registry())


def test_the_same_seed_gives_the_same_bytes_and_another_seed_other_items():
    first, second, third = (made(closed_world(), seed)[0] for seed in (5, 5, 6))
    assert as_bytes(first) == as_bytes(second)
    assert as_bytes(first) != as_bytes(third)


def test_no_two_items_show_the_learner_the_same():
    items, _ = made(closed_world(), count=60)
    assert len({item.fingerprint for item in items}) == len(items) == 60


def test_it_filters_by_recipe_drug_and_step():
    items, _ = made(closed_world(), recipes=["culprit"], drugs=["brindol"])
    assert {(item.recipe, item.drug) for item in items} == {("culprit", "brindol")}
    assert {item.recipe for item in made(closed_world(), step=2)[0]} == {"adverse-effect", "culprit"}


@pytest.mark.parametrize(
    ("facts", "reason"),
    [
        (without(closed_world(), not_associated=[]), "G3 the clues leave more than one answer"),
        (closed_world(4), "G1 fewer than four provably false options"),
        (
            without(
                closed_world(), adverse_effects=[replace(e, citations=()) for e in closed_world().adverse_effects]
            ),
            "G2 a fact without a source",
        ),
    ],
)
def test_facts_that_cannot_support_an_item_yield_none_with_the_reason(facts, reason):
    items, report = made(facts, recipes=["culprit"])
    assert items == []
    assert report.refused[reason] > 0


def test_a_disease_that_explains_the_picture_yields_no_item():
    facts = with_effect(closed_world(), "effect-0", confounders=frozenset({"ague"}))
    assert "amberol" not in {item.drug for item in made(facts, count=40)[0]}


def test_a_hidden_drug_is_never_named_in_the_stem():
    facts = closed_world()
    for item in made(facts, count=60)[0]:
        if item.tier == "inference":
            assert not any(drug.name in item.stem for drug in facts.drugs.values())


def test_a_clinical_picture_that_names_its_effect_is_refused():
    facts = closed_world()
    told = replace(facts.effects["effect-0"].picture, complaints=("anosmia and tiredness",))
    items, report = made(with_effect(facts, "effect-0", picture=told), drugs=["amberol"], recipes=["mechanism"])
    assert items == []
    assert report.refused["names what it hides"] > 0


def test_a_changed_fact_changes_the_digest():
    facts = closed_world()
    used = {"amberol/effect/0": None}
    changed = [replace(e, why="Otherwise.") if e.drug == "amberol" else e for e in facts.adverse_effects]
    assert facts_digest(facts, used) != facts_digest(without(facts, adverse_effects=changed), used)


def test_a_change_in_what_is_said_with_a_fact_changes_the_digest():
    facts = closed_world()
    used = {"amberol/mechanism/deed-0": None}
    before = facts_digest(facts, used)
    for name, entries in (
        ("mechanisms", [replace(each, option="Otherwise") for each in facts.mechanisms.values()]),
        ("sources", [replace(each, year=2030) for each in facts.sources.values()]),
        ("drugs", [replace(each, pearl="Otherwise.") for each in facts.drugs.values()]),
    ):
        assert facts_digest(without(facts, **{name: entries}), used) != before, name


def test_a_name_or_a_class_stem_at_the_end_of_a_word_is_found():
    hidden = lint.Hidden.of(["Infliximab", "BCG live"], ["ximab", "feron"])
    told = lint.names_told("He takes infliximab, pegylated interferon and BCG live.", hidden)
    assert told == ["infliximab", "infliximab", "interferon", "bcg live"]
    assert lint.names_told("The maximum is normal.", lint.Hidden.of(["max"], ["ximab", "mab"])) == []


def test_every_option_has_a_rationale_and_facts_with_a_source():
    facts = closed_world()
    for item in made(facts, count=40)[0]:
        assert item.sources
        for option in item.options:
            assert option.rationale
            assert option.correct or option.when_right
            assert all(facts.citations[fact] for fact in option.fact_ids)


def test_key_positions_are_spread():
    items, _ = made(closed_world(8), count=300)
    places = Counter(item.key.key for item in items)
    assert min(places.values()) >= 300 / 5 * 0.6


@st.composite
def fact_bases(draw: st.DrawFn) -> FactBase:
    """Any mixture of associations, negatives, gaps, overlaps, broader effects and shared moieties."""
    facts = closed_world(draw(st.integers(5, 8)))
    effects = list(facts.effects)
    names = list(facts.drugs)
    pairs = [(entry.drug, entry.effect) for entry in facts.not_associated]
    gaps = draw(st.sets(st.sampled_from(pairs), max_size=12))
    extra = draw(st.sets(st.sampled_from(pairs), max_size=8))
    kept = [n for n in facts.not_associated if (n.drug, n.effect) not in gaps | extra]
    links = [
        replace(facts.adverse_effects[0], id=f"{drug}/more/{effect}", drug=drug, effect=effect)
        for drug, effect in sorted(extra)
    ]
    changed = {}
    for effect in draw(st.sets(st.sampled_from(effects), max_size=2)):
        other = draw(st.sampled_from(effects))
        if other != effect:
            kind = draw(st.sampled_from(["overlaps", "parent"]))
            value = frozenset({other}) if kind == "overlaps" else other
            changed[effect] = replace(facts.effects[effect], **{kind: value})
    twin, sibling = draw(st.sampled_from(names)), draw(st.sampled_from(names))
    drugs = [
        replace(d, same_moiety=frozenset({twin, sibling} - {d.id})) if d.id in (twin, sibling) else d
        for d in facts.drugs.values()
    ]
    return without(
        facts,
        effects=[changed.get(effect.id, effect) for effect in facts.effects.values()],
        drugs=drugs,
        not_associated=kept,
        adverse_effects=[*facts.adverse_effects, *links],
    )


@settings(max_examples=40, deadline=None)
@given(facts=fact_bases(), seed=st.integers(0, 2**31))
def test_any_facts_and_any_seed_give_one_true_option_and_four_provably_false_ones(facts, seed):
    by_text = {drug.name.capitalize(): drug.id for drug in facts.drugs.values()}
    by_text |= {effect.name: effect.id for effect in facts.effects.values()}
    by_text |= {mechanism.option: mechanism.id for mechanism in facts.mechanisms.values()}
    for item in made(facts, seed, count=15)[0]:
        assert lint.flaws(item.as_json()) == []
        assert sum(option.correct for option in item.options) == 1
        drug, _, tested = item.concept.split("/")
        for option in item.options:
            entity = by_text[option.text]
            truth = {
                "mechanism": lambda: acts_by(facts, drug, entity),  # noqa: B023
                "adverse-effect": lambda: causes(facts, drug, entity),  # noqa: B023
                "culprit": lambda: causes(facts, entity, tested),  # noqa: B023
            }[item.recipe]()
            assert truth is (Truth.TRUE if option.correct else Truth.FALSE)
