"""Near misses among distractors: what the picture itself excludes, and what silence does not refute."""

from dataclasses import replace

import pytest

from questions.generator.asks import ASKS
from questions.generator.build import generate
from questions.generator.case import Asked, Clue, ClueKind
from questions.generator.facts import FactBase
from questions.generator.proving import Report
from questions.generator.records import Caution, NotAssociated, Rescue, Standing, Word
from questions.generator.truth import Truth, recommended
from tests.factories.facts import CITED, closed_world, wide_world, with_effect, without
from tests.generator.near_misses.asking import asked, offered
from tests.generator.near_misses.world import World

AGUE = Clue(ClueKind.TREATS, "ague")


def judged(facts: FactBase, ask: Asked, clues: tuple[Clue, ...], drug: str, option: str) -> Truth:
    return ASKS[ask].holds(facts, clues, drug, option)


def relative(facts: FactBase, drug: str, target: str) -> FactBase:
    """Let the drug act on the target of another one."""
    changed = [
        replace(each, target=target) if each.id == facts.mechanisms_of[drug][0].mechanism else each
        for each in facts.mechanisms.values()
    ]
    return without(facts, mechanisms=changed)


class TestAnEffect:
    def test_of_another_organ_that_looks_otherwise_is_not_offered(self):
        world = World({"amberol": (["crohn"], ["tremor"], ["act"]), "other": (["ague"], ["hives"], ["act two"])})
        facts = world.facts()
        picture = replace(facts.effects["hives"].picture, complaints=("wheals",), findings=())
        facts = with_effect(facts, "hives", group="elsewhere", picture=picture)
        items = list(generate(facts, 1, 20, Report(), ["adverse-effect"], ["amberol"]))
        assert items and not offered(items, "hives")

    @pytest.mark.parametrize("route", ["oral", "intravenous"])
    def test_at_the_place_of_a_needle_needs_a_needle(self, route):
        drugs = {
            "amberol": (["crohn"], ["tremor"], ["act"]),
            "other": (["ague"], ["fever"], ["act two"]),
        }
        facts = World(drugs, route=dict.fromkeys(drugs, route)).facts()
        facts = with_effect(facts, "fever", routes=frozenset({"intravenous"}))
        items = [
            each for n in range(8) for each in generate(facts, n, 30, Report(), ["adverse-effect"], ["amberol"])
        ]
        assert items and offered(items, "fever") is (route == "intravenous")

    def test_that_the_drug_causes_too_is_not_offered_where_the_stem_does_not_show_the_difference(self):
        world = World(
            {"amberol": (["crohn"], ["tremor", "ataxia"], ["act"])},
            told_apart={("tremor", "ataxia"): "cerebrospinal protein is normal"},
        )
        assert not offered(asked(world, "adverse-effect", "amberol", "tremor"), "ataxia")


class TestAProcessBehindTheSameEffect:
    def facts(self, **words: str) -> FactBase:
        """The second drug causes the effect of the first one as well, by a process of its own."""
        facts = wide_world()
        own = facts.effects_of["amberol"][0]
        rival = replace(own, id="brindol/effect/0", drug="brindol", process=words.get("rival", "Drying of cells"))
        others = [replace(own, process=words.get("own", own.process)), *facts.adverse_effects[1:], rival]
        kept = [each for each in facts.not_associated if (each.drug, each.effect) != ("brindol", own.effect)]
        return without(facts, adverse_effects=others, not_associated=kept)

    def truth(self, facts: FactBase, process: str) -> Truth:
        clues = (AGUE, Clue(ClueKind.CAUSED, "effect-0"))
        return judged(facts, Asked.PROCESS, clues, "amberol", process)

    def test_is_false_for_a_drug_that_acts_otherwise(self):
        assert self.truth(self.facts(), "Drying of cells") is Truth.FALSE

    def test_is_open_where_the_actions_overlap(self):
        facts = relative(self.facts(), "brindol", "target-0")
        assert self.truth(facts, "Drying of cells") is Truth.UNKNOWN

    def test_is_open_where_it_can_happen_to_anybody(self):
        facts = self.facts(rival="Idiosyncratic loss of cells")
        assert self.truth(facts, "Idiosyncratic loss of cells") is Truth.UNKNOWN

    def test_is_open_where_both_blame_the_same_actor(self):
        facts = self.facts(own="Autoantibodies to cells", rival="Direct antibody binding to cells")
        assert self.truth(facts, "Direct antibody binding to cells") is Truth.UNKNOWN


class TestASubstanceAgainstHarm:
    clues = (AGUE, Clue(ClueKind.CAUSED, "effect-0"))

    def test_is_false_when_it_serves_against_other_harm(self):
        assert judged(wide_world(), Asked.AGENT, self.clues, "amberol", "agent/1") is Truth.FALSE

    def test_is_open_when_it_serves_against_the_same_harm_of_another_drug(self):
        facts = wide_world()
        more = Rescue("cortane/more", "cortane", "agent/1", "rescue", "It helps.", "effect-0", citations=CITED)
        facts = without(facts, rescues=[*facts.rescues, more])
        assert judged(facts, Asked.AGENT, self.clues, "amberol", "agent/1") is Truth.UNKNOWN

    @pytest.mark.parametrize(
        ("one", "other"),
        [("hydration with saline", "hydration with water"), ("systemic corticosteroids", "corticosteroid cream")],
    )
    def test_is_open_when_one_of_its_kind_is_the_answer(self, one, other):
        facts = wide_world()
        named = {"agent/0": one, "agent/1": other}
        words = [replace(each, name=named.get(each.id, each.name)) for each in facts.words.values()]
        facts = without(facts, words=words)
        assert judged(facts, Asked.AGENT, self.clues, "amberol", "agent/1") is Truth.UNKNOWN
        assert not ASKS[Asked.AGENT].apart(facts, "agent/0", "agent/1")


class TestADrugToAvoid:
    def facts(self, **more) -> FactBase:
        facts = wide_world()
        words = [each for each in facts.words.values() if each.id != "circumstance/0"]
        return without(facts, words=[*words, Word("circumstance/0", "Seizures", "has weekly seizures")], **more)

    def truth(self, facts: FactBase) -> Truth:
        clues = (AGUE, Clue(ClueKind.CIRCUMSTANCE, "circumstance/0"))
        return judged(facts, Asked.AVOIDED, clues, "", "brindol")

    def test_is_refuted_by_a_closed_list_that_leaves_the_circumstance_out(self):
        assert self.truth(self.facts()) is Truth.FALSE

    def test_is_open_when_a_precaution_speaks_of_the_same(self):
        facts = self.facts()
        words = [*facts.words.values(), Word("circumstance/near", "History of seizures", "had seizures")]
        near = Caution("brindol/near", "brindol", "circumstance/near", "Care.", False, citations=CITED)
        facts = without(facts, words=words, cautions=[*facts.cautions, near])
        assert self.truth(facts) is Truth.UNKNOWN

    def test_is_open_when_it_is_known_to_bring_the_same(self):
        facts = with_effect(self.facts(), "effect-1", name="Seizures")
        assert self.truth(facts) is Truth.UNKNOWN


class TestARelativeOfTheRightDrug:
    facts = relative(wide_world(), "brindol", "target-0")

    def test_is_not_refuted_by_silence(self):
        assert recommended(wide_world(), "brindol", "fever-0") is Truth.FALSE
        assert recommended(self.facts, "brindol", "fever-0") is Truth.UNKNOWN

    def test_is_refuted_by_a_guideline(self):
        worse = Standing("brindol/worse", "brindol", "fever-0", "inferior", "It fails.", citations=CITED)
        facts = without(self.facts, standings=[*self.facts.standings, worse])
        assert recommended(facts, "brindol", "fever-0") is Truth.FALSE


class TestTheDrugsOfOnePatient:
    def items(self, facts: FactBase) -> list:
        made = (item for n in range(6) for item in generate(facts, n, 20, Report(), ["culprit"], ["amberol"]))
        return [item for item in made if item.tier == "recall"]

    def test_stand_in_the_stem_each_of_them(self):
        items = self.items(closed_world())
        assert items
        for item in items:
            assert all(option.text.lower() in item.stem for option in item.options)

    def test_never_hold_a_second_one_that_may_have_done_it(self):
        facts = closed_world()
        open_to_doubt = [each for each in facts.not_associated if each.drug != "brindol"]
        for item in self.items(without(facts, not_associated=open_to_doubt)):
            assert "Brindol" not in {option.text for option in item.options}

    def test_never_hold_two_of_one_class(self):
        facts = closed_world()
        drugs = [
            replace(d, classes=("kin",) if d.id in ("brindol", "cortane") else ()) for d in facts.drugs.values()
        ]
        for item in self.items(without(facts, drugs=drugs)):
            assert not {"Brindol", "Cortane"} <= {option.text for option in item.options}

    def test_are_no_culprits_of_what_follows_within_days(self):
        facts = closed_world()
        soon = replace(facts.effects["effect-0"].onset, low=1, high=3)
        assert self.items(with_effect(facts, "effect-0", onset=soon)) == []


class TestATest:
    def test_that_the_vital_signs_hold_is_never_an_option(self):
        facts = wide_world()
        words = [*facts.words.values(), Word("test/blood-pressure", "Blood pressure")]
        asking = [
            replace(each, test="test/blood-pressure") if each.test == "test/1" else each
            for each in facts.monitoring
        ]
        found = list(generate(without(facts, words=words, monitoring=asking), 1, 40, Report(), ["monitoring"]))
        others = {o.text for item in found for o in item.options if not o.correct}
        assert found and "Blood pressure" not in others

    def test_for_some_patients_only_is_no_rival(self):
        facts = wide_world()
        scoped = [
            replace(each, scope=replace(each.scope, population="children")) if each.test == "test/1" else each
            for each in facts.monitoring
        ]
        found = list(generate(without(facts, monitoring=scoped), 1, 40, Report(), ["monitoring"]))
        assert found and "Beta level" not in {o.text for item in found for o in item.options}


def test_a_gene_is_not_asked_for_when_nobody_tests_it():
    facts = wide_world()
    untested = [replace(each, tested=False) for each in facts.genotypes]
    assert list(generate(without(facts, genotypes=untested), 1, 5, Report(), ["genotype"])) == []


def test_an_arm_of_a_chromosome_is_no_gene():
    facts = wide_world()
    arm = [replace(each, gene="5q") if each.gene == "BETA2" else each for each in facts.genotypes]
    assert "5q" not in ASKS[Asked.GENE].options(without(facts, genotypes=arm))


def test_a_negative_of_the_drug_keeps_a_prevented_harm_false():
    facts = wide_world()
    rescues = [replace(each, purpose="prophylaxis") for each in facts.rescues]
    facts = without(facts, rescues=rescues)
    assert judged(facts, Asked.PROTECTION, (AGUE,), "amberol", "agent/1") is Truth.FALSE
    unknown = [each for each in facts.not_associated if (each.drug, each.effect) != ("amberol", "effect-1")]
    assert isinstance(facts.not_associated[0], NotAssociated)
    facts = without(facts, not_associated=unknown)
    assert judged(facts, Asked.PROTECTION, (AGUE,), "amberol", "agent/1") is Truth.UNKNOWN
