"""Near misses among drugs: two culprits, twins, uses that nobody closed, and actions that hold each other."""

import pytest

from tests.generator.near_misses.asking import asked, offered
from tests.generator.near_misses.world import World, label

# disease and effect in which both drugs are right
SHARED = [
    ("infliximab", "adalimumab", "crohn disease", "tuberculosis"),
    ("rituximab", "ocrelizumab", "multiple sclerosis", "infusion reaction"),
    ("natalizumab", "fingolimod", "multiple sclerosis", "leukoencephalopathy"),
    ("natalizumab", "dimethyl fumarate", "multiple sclerosis", "leukoencephalopathy"),
    ("cyclosporine", "tacrolimus", "kidney transplant", "nephropathy"),
    ("sirolimus", "everolimus", "kidney transplant", "hyperlipidemia"),
    ("eculizumab", "ravulizumab", "hemoglobinuria", "meningococcal disease"),
    ("cetuximab", "panitumumab", "colon cancer", "hypomagnesemia"),
    ("nivolumab", "pembrolizumab", "melanoma", "colitis"),
    ("tofacitinib", "baricitinib", "rheumatoid arthritis", "thrombosis"),
    ("secukinumab", "ixekizumab", "psoriasis", "candidiasis"),
    ("thalidomide", "lenalidomide", "myeloma", "thrombosis"),
    ("prednisone", "dexamethasone", "asthma", "hyperglycemia"),
    ("fluticasone", "mometasone", "asthma", "thrush"),
    ("hydroxychloroquine", "chloroquine", "lupus", "retinopathy"),
    ("cyclophosphamide", "ifosfamide", "lymphoma", "cystitis"),
    ("trastuzumab", "pertuzumab", "breast cancer", "cardiomyopathy"),
    ("filgrastim", "pegfilgrastim", "neutropenia", "bone pain"),
    ("epoetin", "darbepoetin", "renal anemia", "hypertension"),
    ("interferon", "peginterferon", "hepatitis c", "depression"),
]
PAIRS = [f"{one}-{other}" for one, other, _, _ in SHARED]


@pytest.mark.parametrize(("one", "other", "disease", "effect"), SHARED, ids=PAIRS)
class TestTwoCulprits:
    def test_neither_is_asked_for_when_both_explain_it(self, one, other, disease, effect):
        world = World({one: ([disease], [effect], ["act"]), other: ([disease], [effect], ["act two"])})
        assert asked(world, "culprit", one) == asked(world, "culprit", other) == []

    def test_the_one_is_asked_for_when_the_other_is_recorded_as_innocent(self, one, other, disease, effect):
        world = World({one: ([disease], [effect], ["act"]), other: ([disease], ["hives"], ["act two"])})
        items = asked(world, "culprit", one)
        assert {item.key.text for item in items} == {label(one)}
        assert offered(items, other)

    def test_the_one_is_not_asked_for_when_nobody_looked_at_the_other(self, one, other, disease, effect):
        world = World({one: ([disease], [effect], ["act"]), other: ([disease], ["hives"], ["act two"])},
                      unknown={(other, effect)})  # fmt: skip
        assert asked(world, "culprit", one) == []

    def test_the_one_is_not_asked_for_when_the_uses_of_the_other_are_open(self, one, other, disease, effect):
        world = World(
            {one: ([disease], [effect], ["act"]), other: (["ague"], [effect], ["act two"])}, open={other}
        )
        assert asked(world, "culprit", one) == []

    def test_enemies_never_stand_side_by_side(self, one, other, disease, effect):
        world = World({one: ([disease], [effect], ["act"]), other: ([disease], ["hives"], ["act two"])},
                      enemies=[(one, other)])  # fmt: skip
        assert not offered(asked(world, "culprit", one), other)


TWINS = [
    ("prednisone", "prednisolone"),
    ("azathioprine", "mercaptopurine"),
    ("leflunomide", "teriflunomide"),
    ("cyclophosphamide", "mesna-free cyclophosphamide"),
    ("mycophenolate mofetil", "mycophenolic acid"),
    ("deflazacort", "desacetyldeflazacort"),
    ("fingolimod", "fingolimod phosphate"),
]


@pytest.mark.parametrize(("drug", "twin"), TWINS, ids=[twin for _, twin in TWINS])
def test_a_prodrug_and_its_product_are_one_answer(drug, twin):
    world = World({drug: (["crohn"], ["tremor"], ["act"]), twin: (["ague"], ["hives"], ["act two"])},
                  same=[(drug, twin)])  # fmt: skip
    for recipe in ("culprit", "mechanism", "adverse-effect"):
        items = asked(world, recipe, drug)
        assert not any(offered(items, name) for name in (twin, "hives", "act two"))


HOLDING = [
    ("interleukin-12 and -23", "interleukin-23"),
    ("janus kinase 1 and 2", "janus kinase 1"),
    ("janus kinase 1 and 3", "janus kinase 3"),
    ("interleukin-17a and -17f", "interleukin-17a"),
    ("interleukin-1 alpha and beta", "interleukin-1 beta"),
    ("tumor necrosis factor and lymphotoxin", "tumor necrosis factor"),
    ("interleukin-4 and -13", "interleukin-13"),
    ("c5", "c5a"),
]


@pytest.mark.parametrize(("whole", "part"), HOLDING, ids=[part for _, part in HOLDING])
class TestAnActionThatHoldsAnother:
    def world(self, own, other, **more):
        return World({"amberol": (["crohn"], ["tremor"], [own]), "other": (["crohn"], ["hives"], [other])}, **more)

    def test_the_part_is_not_offered_beside_the_whole(self, whole, part):
        items = asked(self.world(whole, part, includes={whole: [part]}), "mechanism", "amberol")
        assert items and not offered(items, part)

    def test_the_whole_is_not_offered_beside_the_part(self, whole, part):
        items = asked(self.world(part, whole, includes={whole: [part]}), "mechanism", "amberol")
        assert items and not offered(items, whole)

    def test_neither_is_offered_beside_the_other_when_an_editor_says_that_they_overlap(self, whole, part):
        items = asked(self.world(whole, part, overlapping_actions=[(whole, part)]), "mechanism", "amberol")
        assert items and not offered(items, part)


def test_a_drug_with_two_main_actions_is_not_asked_for_one_of_them():
    world = World({"methotrexate": (["arthritis"], ["pneumonitis"], ["folate reduction", "adenosine release"])})
    assert asked(world, "mechanism", "methotrexate") == []


def test_an_action_is_not_refuted_for_a_drug_whose_actions_nobody_closed():
    world = World({"amberol": (["crohn"], ["tremor"], ["act"])}, open={"amberol"})
    assert asked(world, "mechanism", "amberol") == []


def test_a_disease_and_its_broader_name_are_not_told_apart():
    drugs = {
        "amberol": (["crohn"], ["tremor"], ["act"]),
        "other": (["bowel inflammation"], ["tremor"], ["act two"]),
    }
    assert asked(World(drugs, broader={"crohn": "bowel inflammation"}), "culprit", "amberol") == []
    assert asked(World(drugs), "culprit", "amberol")
