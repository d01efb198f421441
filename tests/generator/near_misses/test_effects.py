"""Near misses among adverse effects: what the drug also causes, or may cause, is never a distractor."""

import pytest

from questions.generator.records import Scope
from tests.generator.near_misses.asking import asked, offered
from tests.generator.near_misses.world import World

# drug, disease, effect asked, effect that the drug has too (or may have)
ALSO = [
    ("infliximab", "crohn disease", "tuberculosis", "drug-induced lupus"),
    ("infliximab", "crohn disease", "infusion reaction", "hepatitis"),
    ("adalimumab", "psoriasis", "tuberculosis", "demyelination"),
    ("etanercept", "rheumatoid arthritis", "demyelination", "uveitis"),
    ("tocilizumab", "rheumatoid arthritis", "bowel perforation", "neutropenia"),
    ("anakinra", "rheumatoid arthritis", "injection-site reaction", "neutropenia"),
    ("secukinumab", "psoriasis", "candidiasis", "bowel inflammation"),
    ("brodalumab", "psoriasis", "suicidality", "neutropenia"),
    ("dupilumab", "eczema", "conjunctivitis", "eosinophilia"),
    ("tofacitinib", "rheumatoid arthritis", "zoster", "thrombosis"),
    ("methotrexate", "rheumatoid arthritis", "pneumonitis", "hepatic fibrosis"),
    ("azathioprine", "crohn disease", "pancreatitis", "marrow failure"),
    ("mycophenolate", "kidney transplant", "diarrhea", "cytomegalovirus"),
    ("leflunomide", "rheumatoid arthritis", "hepatitis", "neuropathy"),
    ("cyclophosphamide", "vasculitis", "cystitis", "bladder cancer"),
    ("cyclosporine", "kidney transplant", "gum growth", "tremor"),
    ("tacrolimus", "kidney transplant", "tremor", "hyperglycemia"),
    ("sirolimus", "kidney transplant", "hyperlipidemia", "pneumonitis"),
    ("belatacept", "kidney transplant", "lymphoma", "leukoencephalopathy"),
    ("hydroxychloroquine", "lupus", "retinopathy", "myopathy"),
    ("sulfasalazine", "ulcerative colitis", "agranulocytosis", "low sperm count"),
    ("colchicine", "gout", "diarrhea", "neuromyopathy"),
    ("dapsone", "leprosy", "hemolysis", "methemoglobinemia"),
    ("rituximab", "lymphoma", "hepatitis b", "leukoencephalopathy"),
    ("alemtuzumab", "multiple sclerosis", "thyroid disease", "thrombocytopenia"),
    ("natalizumab", "multiple sclerosis", "leukoencephalopathy", "hepatitis"),
    ("eculizumab", "hemoglobinuria", "meningococcal disease", "infusion reaction"),
    ("trastuzumab", "breast cancer", "cardiomyopathy", "infusion reaction"),
    ("bevacizumab", "colon cancer", "bowel perforation", "hypertension"),
    ("cetuximab", "colon cancer", "acneiform rash", "hypomagnesemia"),
    ("ipilimumab", "melanoma", "colitis", "hypophysitis"),
    ("denosumab", "osteoporosis", "hypocalcemia", "jaw necrosis"),
    ("fingolimod", "multiple sclerosis", "bradycardia", "macular edema"),
    ("interferon", "hepatitis c", "depression", "thyroid disease"),
    ("thalidomide", "myeloma", "neuropathy", "thrombosis"),
    ("aldesleukin", "melanoma", "capillary leak", "hypotension"),
    ("epoetin", "renal anemia", "hypertension", "thrombosis"),
    ("prednisone", "lupus", "osteoporosis", "hyperglycemia"),
]
IDS = [f"{drug}-{also}" for drug, _, _, also in ALSO]


@pytest.mark.parametrize(("drug", "disease", "effect", "also"), ALSO, ids=IDS)
class TestAnotherEffectOfTheDrug:
    """The second effect is an answer of this field (another drug has it), so only the facts keep it out."""

    def world(self, drug, disease, effect, also, own, **more):
        drugs = {
            drug: ([disease], [effect, "dizziness", *own], ["act"]),
            "other": (["ague"], [also], ["other act"]),
        }
        return World(drugs, **more)

    def test_it_is_offered_when_it_is_recorded_as_false(self, drug, disease, effect, also):
        items = asked(self.world(drug, disease, effect, also, []), "adverse-effect", drug, effect)
        assert offered(items, also)

    def test_it_is_not_offered_when_the_drug_causes_it_too(self, drug, disease, effect, also):
        items = asked(self.world(drug, disease, effect, also, [also]), "adverse-effect", drug, effect)
        assert items and not offered(items, also)

    def test_it_is_not_offered_when_it_was_merely_reported(self, drug, disease, effect, also):
        world = self.world(drug, disease, effect, also, [also], reported={(drug, also)})
        items = asked(world, "adverse-effect", drug, effect)
        assert items and not offered(items, also)

    def test_it_is_not_offered_when_nobody_looked(self, drug, disease, effect, also):
        world = self.world(drug, disease, effect, also, [], unknown={(drug, also)})
        items = asked(world, "adverse-effect", drug, effect)
        assert items and not offered(items, also)

    def test_it_is_not_offered_when_the_drug_causes_it_in_another_use(self, drug, disease, effect, also):
        scope = Scope(indication="another disease")
        world = self.world(drug, disease, effect, also, [also], scoped={(drug, also): scope})
        items = asked(world, "adverse-effect", drug, effect)
        assert items and not offered(items, also)


ALIKE = [
    ("tuberculosis", "nontuberculous infection"),
    ("drug-induced lupus", "cutaneous vasculitis"),
    ("pneumonitis", "pneumocystis"),
    ("colitis", "diarrhea"),
    ("marrow failure", "neutropenia"),
    ("hemolysis", "methemoglobinemia"),
    ("cardiomyopathy", "heart failure"),
    ("hypophysitis", "adrenal insufficiency"),
    ("capillary leak", "edema"),
    ("leukoencephalopathy", "demyelination"),
    ("infusion reaction", "anaphylaxis"),
    ("cystitis", "hematuria"),
]


@pytest.mark.parametrize(("effect", "like"), ALIKE, ids=[like for _, like in ALIKE])
def test_an_effect_that_reads_like_the_key_is_not_offered(effect, like):
    drugs = {"amberol": (["crohn"], [effect], ["act"]), "other": (["ague"], [like], ["other act"])}
    world = World(drugs, overlap=[(effect, like)])
    items = asked(world, "adverse-effect", "amberol", effect)
    assert items and not offered(items, like)


@pytest.mark.parametrize(("effect", "broad"), ALIKE, ids=[broad for _, broad in ALIKE])
def test_a_broader_or_narrower_name_of_the_key_is_not_offered(effect, broad):
    for parent in ({effect: broad}, {broad: effect}):
        world = World({"amberol": (["crohn"], [effect], ["act"]), "other": (["ague"], [broad], ["other act"])},
                      broader=parent)  # fmt: skip
        assert not offered(asked(world, "adverse-effect", "amberol", effect), broad)


@pytest.mark.parametrize(
    ("effect", "disease"),
    [
        ("hyperglycemia", "posttransplant diabetes"),
        ("diarrhea", "ulcerative colitis"),
        ("marrow failure", "leukemia"),
        ("pneumonitis", "interstitial lung disease"),
        ("nephropathy", "lupus nephritis"),
        ("anemia", "renal anemia"),
        ("depression", "bipolar disorder"),
        ("demyelination", "multiple sclerosis"),
    ],
)
def test_a_disease_that_explains_the_picture_by_itself_makes_no_item(effect, disease):
    world = World({"amberol": ([disease], [effect], ["act"])}, confounded={effect: disease})
    assert asked(world, "adverse-effect", "amberol", effect) == []


@pytest.mark.parametrize("scope", [Scope(formulation="ointment"), Scope(product="Other"), Scope(dose="high"),
                                   Scope(population="children"), Scope(indication="another disease")])  # fmt: skip
def test_an_effect_of_another_form_or_use_of_the_drug_makes_no_item(scope):
    world = World({"tacrolimus": (["transplant"], ["burning", "tremor"], ["act"])},
                  scoped={("tacrolimus", "burning"): scope})  # fmt: skip
    assert asked(world, "adverse-effect", "tacrolimus", "burning") == []
    assert asked(world, "adverse-effect", "tacrolimus", "tremor")


def test_an_effect_without_a_source_makes_no_item():
    world = World({"amberol": (["crohn"], ["tremor"], ["act"])}, sourceless={("amberol", "tremor")})
    assert asked(world, "adverse-effect", "amberol", "tremor") == []


def test_a_recorded_look_alike_may_be_offered_though_the_drug_causes_it():
    world = World({"amberol": (["crohn"], ["tremor", "ataxia"], ["act"])},
                  told_apart={("tremor", "ataxia"): "tiredness speaks against it"})  # fmt: skip
    items = asked(world, "adverse-effect", "amberol", "tremor")
    assert offered(items, "ataxia")
    reasons = {o.rationale for item in items for o in item.options if o.text == "Ataxia"}
    assert all("tiredness speaks against it" in reason for reason in reasons)
