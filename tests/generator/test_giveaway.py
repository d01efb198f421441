"""Items that would answer each other in one block."""

from dataclasses import replace

from questions.generator.case import Asked, Case, Clue, ClueKind, Form
from questions.generator.giveaway import asks, tells
from questions.generator.recipe import registry
from tests.factories.facts import wide_world

FACTS = wide_world()


def case(recipe: str, **wanted: str) -> Case:
    """Return the first case of the recipe whose clues say what is wanted."""
    return next(
        each
        for each in registry()[recipe].cases(FACTS)
        if all(each.shown(ClueKind[kind.upper()]) == value for kind, value in wanted.items())
    )


def give_away(one: Case, other: Case) -> bool:
    return bool(set(tells(FACTS, one)) & set(asks(FACTS, other)))


def test_a_stem_that_names_the_drug_of_a_complication_answers_who_asks_for_the_culprit():
    culprit = case("culprit", caused="effect-0")
    named = case("adverse-effect", named="amberol", caused="effect-0")
    assert "drug amberol causes effect-0" in set(tells(FACTS, named)) & set(asks(FACTS, culprit))


def test_a_stem_that_describes_the_action_of_a_drug_answers_who_asks_for_the_mechanism():
    described = case("adverse-effect", acts_by="deed-0", caused="effect-0")
    mechanism = case("mechanism", caused="effect-0")
    assert "action deed-0 causes effect-0" in set(tells(FACTS, described)) & set(asks(FACTS, mechanism))


def test_a_drug_named_with_its_disease_answers_who_asks_for_the_treatment_of_that_disease():
    therapy = case("therapy")
    monitoring = replace(
        case("monitoring"),
        clues=(Clue(ClueKind.NAMED, therapy.key), *therapy.clues),
        indication=therapy.indication,
    )
    assert give_away(monitoring, therapy)
    assert not give_away(therapy, monitoring)


def test_an_action_told_with_a_disease_answers_who_asks_for_the_action_that_treats_it_whatever_the_drug():
    target = case("target-of-therapy")
    told = replace(case("monitoring"), clues=(*target.clues, Clue(ClueKind.ACTS_BY, target.key)))
    assert give_away(told, target)


def test_the_picture_of_an_effect_is_met_once():
    effect, process = case("adverse-effect", caused="effect-0"), case("process", caused="effect-0")
    assert give_away(effect, process) and give_away(process, effect)
    assert not give_away(effect, case("process", caused="effect-1"))


def test_the_picture_of_a_disease_that_is_still_to_be_treated_is_met_once():
    undiagnosed = case("therapy")
    planned = replace(case("before-starting"), indication=undiagnosed.indication)
    assert planned.form is Form.PLANNED
    shown = f"picture of condition {undiagnosed.indication.condition}"
    assert shown in set(tells(FACTS, planned)) & set(asks(FACTS, undiagnosed))


def test_what_a_stem_hides_it_does_not_tell():
    hidden = case("mechanism", caused="effect-0")
    assert hidden.asked is Asked.MECHANISM
    assert not any("amberol" in line for line in tells(FACTS, hidden))
