"""Three-valued truth: unknown is never false, and neighbours keep a statement from being false."""

from dataclasses import replace

import pytest

from questions.generator.asks import ASKS
from questions.generator.case import Asked, Clue, ClueKind
from questions.generator.records import AdverseEffect, Citation, Indication, Mechanism, Regimen, Scope, Target
from questions.generator.truth import (
    Truth,
    acts_by,
    avoided_in,
    causes,
    depends_on,
    given_as,
    monitored_by,
    rescued_by,
    treats,
)
from tests.factories.facts import closed_world, wide_world, with_effect, without

CITED = (Citation("label", "6"),)


def test_it_knows_a_recorded_association_and_a_recorded_negative():
    facts = closed_world()
    assert causes(facts, "amberol", "effect-0") is Truth.TRUE
    assert causes(facts, "amberol", "effect-1") is Truth.FALSE


def test_it_calls_an_unrecorded_pair_unknown():
    facts = without(closed_world(), not_associated=[])
    assert causes(facts, "amberol", "effect-1") is Truth.UNKNOWN


def test_a_negative_does_not_hold_against_an_overlapping_association():
    facts = with_effect(closed_world(), "effect-1", overlaps=frozenset({"effect-0"}))
    assert causes(facts, "amberol", "effect-1") is Truth.UNKNOWN


def test_an_association_with_a_narrower_effect_makes_the_broader_one_true():
    facts = with_effect(closed_world(), "effect-0", parent="effect-1")
    assert causes(facts, "amberol", "effect-1") is Truth.TRUE


def test_an_association_with_a_broader_effect_leaves_the_narrower_one_unknown():
    facts = with_effect(closed_world(), "effect-1", parent="effect-0")
    assert causes(facts, "amberol", "effect-1") is Truth.UNKNOWN


def test_a_negative_for_the_broader_effect_covers_the_narrower_one():
    facts = with_effect(closed_world(), "effect-2", parent="effect-1")
    kept = [entry for entry in facts.not_associated if entry.effect != "effect-2"]
    assert causes(without(facts, not_associated=kept), "amberol", "effect-2") is Truth.FALSE


def test_a_prodrug_is_not_cleared_of_what_its_metabolite_does():
    facts = closed_world()
    drugs = [
        replace(d, same_moiety=frozenset({"brindol"})) if d.id == "amberol" else d for d in facts.drugs.values()
    ]
    assert causes(without(facts, drugs=drugs), "amberol", "effect-1") is Truth.UNKNOWN


def test_a_scoped_association_is_true_only_within_its_scope():
    facts = closed_world()
    high = AdverseEffect("x", "amberol", "effect-1", "characteristic", scope=Scope(dose="high"), citations=CITED)
    kept = [n for n in facts.not_associated if (n.drug, n.effect) != ("amberol", "effect-1")]
    facts = without(facts, adverse_effects=[*facts.adverse_effects, high], not_associated=kept)
    low_use = facts.indications_of["amberol"][0]
    assert causes(facts, "amberol", "effect-1", low_use) is Truth.UNKNOWN
    assert causes(facts, "amberol", "effect-1", replace(low_use, scope=Scope(dose="high"))) is Truth.TRUE


def test_an_open_list_of_indications_leaves_other_uses_unknown():
    facts = closed_world()
    disease = replace(facts.conditions["ague"], id="gout")
    facts = without(facts, conditions=[*facts.conditions.values(), disease])
    assert treats(facts, "amberol", "gout") is Truth.FALSE
    open_drugs = [replace(drug, closed=frozenset({"mechanisms"})) for drug in facts.drugs.values()]
    assert treats(without(facts, drugs=open_drugs), "amberol", "gout") is Truth.UNKNOWN


def test_a_use_in_a_broader_disease_leaves_the_narrower_one_unknown():
    facts = closed_world()
    narrow = replace(facts.conditions["ague"], id="quartan", parent="ague")
    facts = without(facts, conditions=[*facts.conditions.values(), narrow])
    assert treats(facts, "amberol", "quartan") is Truth.UNKNOWN


def test_mechanisms_that_share_a_target_are_never_told_apart():
    facts = closed_world()
    targets = [*facts.targets.values(), Target("both", "both", includes=frozenset({"target-0"}))]
    wide = Mechanism("wide", "both", "blocks", "Blockade of both gates")
    facts = without(facts, targets=targets, mechanisms=[*facts.mechanisms.values(), wide])
    assert acts_by(facts, "amberol", "wide") is Truth.UNKNOWN
    assert acts_by(facts, "brindol", "wide") is Truth.FALSE


def test_a_schedule_is_false_only_when_it_differs_beyond_practice():
    facts = closed_world()
    use = Indication("u", "amberol", "ague", regimens=(Regimen("oral", "", "every 4 weeks"),), citations=CITED)
    others = [entry for entry in facts.indications if entry.drug != "amberol"]
    facts = without(facts, indications=[use, *others])
    assert given_as(facts, "amberol", "ague", "oral", "every 4 weeks") is Truth.TRUE
    assert given_as(facts, "amberol", "ague", "oral", "every 3 weeks") is Truth.UNKNOWN
    assert given_as(facts, "amberol", "ague", "oral", "once daily") is Truth.FALSE
    assert given_as(facts, "amberol", "ague", "intravenous") is Truth.FALSE


DRAFTS = {
    "indications": ("fever-3", lambda f: treats(f, "amberol", "fever-3")),
    "mechanisms": ("deed-3", lambda f: acts_by(f, "amberol", "deed-3")),
    "monitoring": ("test/3", lambda f: monitored_by(f, "amberol", "test/3")),
    "contraindications": ("circumstance/3", lambda f: avoided_in(f, "amberol", "circumstance/3")),
    "rescue": ("agent/3", lambda f: rescued_by(f, "amberol", "agent/3", "effect-3")),
    "genotypes": ("DELT4", lambda f: depends_on(f, "amberol", "DELT4")),
}


@pytest.mark.parametrize("what", DRAFTS)
def test_what_stands_in_no_closed_list_is_false_until_somebody_drafts_it(what):
    named, ask = DRAFTS[what]
    assert ask(wide_world()) is Truth.FALSE
    assert ask(without(wide_world(), drafts=[(what, "amberol", named)])) is Truth.UNKNOWN


def test_a_part_of_a_test_that_is_asked_for_is_not_false():
    facts = wide_world()
    words = [replace(w, includes=frozenset({"test/3"})) if w.id == "test/0" else w for w in facts.words.values()]
    assert monitored_by(without(facts, words=words), "amberol", "test/3") is Truth.UNKNOWN
    assert monitored_by(without(facts, words=words), "delvine", "test/0") is Truth.UNKNOWN


def test_a_fact_with_a_scope_holds_in_its_own_use():
    facts = wide_world()
    scoped = [replace(m, scope=Scope(indication="ague")) for m in facts.monitoring]
    world = without(facts, monitoring=scoped)
    assert monitored_by(world, "amberol", "test/0", "ague") is Truth.TRUE
    assert monitored_by(world, "amberol", "test/0", "fever-0") is Truth.UNKNOWN


def test_a_harm_of_the_added_drug_is_no_wrong_answer():
    facts = wide_world()
    words = [replace(w, drug="delvine") if w.id == "agent/0" else w for w in facts.words.values()]
    clues = (Clue(ClueKind.TREATS, "ague"), Clue(ClueKind.ADDED, "agent/0"))
    holds = ASKS[Asked.RAISED].holds
    assert holds(facts, clues, "amberol", "effect-3") is Truth.FALSE
    assert holds(without(facts, words=words), clues, "amberol", "effect-3") is Truth.UNKNOWN
