"""The real content as a bank: 2,000 items from one seed, every gate on each, every bank-level target on all."""

import json
import re
from collections import Counter
from itertools import combinations
from math import sqrt

import pytest
from django.conf import settings
from django.db import transaction

from drugs.loading.loading import load
from drugs.loading.reading import read
from questions.bank.sources import load_facts
from questions.generator import language, lint
from questions.generator.asks import ASKS
from questions.generator.build import generate
from questions.generator.case import Asked
from questions.generator.facts import FactBase
from questions.generator.item import Item
from questions.generator.proving import Report
from questions.generator.reproof import stands
from questions.generator.testwise import BankReport, bank_report
from tests.factories.facts import without
from tests.generator.naive_reader import contradictions

pytestmark = pytest.mark.slow

COUNT = 2000
# The 95 % sampling error of a share of one in five among so many items.
SAMPLING = 1.96 * sqrt(0.2 * 0.8 / COUNT)
BLOOD_PRESSURE = re.compile(r"blood pressure is (\d+)/(\d+) mm Hg")
TEMPERATURE = re.compile(r"emperature is ([\d.]+)°C \(([\d.]+)°F\)")
DESCENT = re.compile(
    r"\b(african|asian|black|caucasian|hispanic|jewish|latino|white)(-american)? (man|woman|boy|girl|descent)",
    re.I,
)


@pytest.fixture(scope="module")
def facts(django_db_setup, django_db_blocker) -> FactBase:
    """Read the content files through the database, and leave nothing in it."""
    with django_db_blocker.unblock(), transaction.atomic():
        load(read(settings.BASE_DIR / "drugs" / "content"), complete=True)
        found = load_facts()
        transaction.set_rollback(True)
    return found


@pytest.fixture(scope="module")
def items(facts) -> list[Item]:
    return list(generate(facts, 1, COUNT, Report()))


@pytest.fixture(scope="module")
def documents(items) -> list[dict]:
    return [json.loads(json.dumps(item.as_json())) for item in items]


@pytest.fixture(scope="module")
def bank(documents) -> BankReport:
    return bank_report(documents)


def test_the_content_yields_as_many_items_as_are_asked_for(items):
    assert len(items) == COUNT


def test_the_same_seed_gives_the_same_bytes_twice(facts, documents):
    again = generate(without(facts), 1, COUNT, Report())
    assert [json.dumps(item.as_json(), sort_keys=True) for item in again] == [
        json.dumps(document, sort_keys=True) for document in documents
    ]


class TestGates:
    def test_g1_g3_g4_every_item_is_proved_again_from_its_record(self, facts, items):
        fresh = without(facts)
        assert [item.id for item in items if not stands(fresh, item.concept, item.proof)] == []

    def test_g1_a_naive_reader_of_the_facts_objects_to_none(self, facts, items):
        assert contradictions(facts, items) == []

    def test_g2_every_fact_has_a_source_and_every_item_names_its_documents(self, facts, items):
        cited = facts.citations
        unsourced = [fact for item in items for fact in item.fact_ids if not cited[fact]]
        assert [fact for fact in unsourced if not fact.startswith(("condition/", "effect/"))] == []
        assert all(source["title"] and source["year"] for item in items for source in item.sources)
        assert all(item.sources for item in items)

    def test_g5_blood_pressures_and_temperatures_are_possible(self, items):
        for item in items:
            for high, low in BLOOD_PRESSURE.findall(item.stem):
                assert int(high) - int(low) >= 20, item.stem
            for celsius, fahrenheit in TEMPERATURE.findall(item.stem):
                assert float(fahrenheit) == pytest.approx(float(celsius) * 9 / 5 + 32, abs=0.06), item.stem

    def test_g6_no_option_is_a_kind_or_a_twin_of_another(self, facts, items):
        for item in items:
            apart = ASKS[Asked[item.proof["asked"]]].apart
            assert all(apart(facts, one, other) for one, other in combinations(item.proof["options"], 2)), item.id

    def test_g6_to_g10_the_text_has_no_flaw(self, documents):
        assert Counter(flaw for document in documents for flaw in lint.flaws(document)) == Counter()

    def test_g11_nobody_is_described_by_descent(self, items):
        assert [match.group() for item in items if (match := DESCENT.search(item.stem))] == []

    def test_g11_age_and_sex_do_not_tell_where_the_key_stands(self, items):
        women = [item for item in items if re.search(r"\b(woman|girl)\b", item.stem)]
        for letter in "ABCDE":
            share = sum(item.key.key == letter for item in women) / len(women)
            assert share == pytest.approx(0.2, abs=3 * sqrt(0.16 / len(women)))

    def test_g12_a_stem_that_hides_its_drug_names_none(self, facts, items):
        names = (name for drug in facts.drugs.values() for name in (drug.name, *drug.brand_names))
        hidden = lint.Hidden.of(name for name in names if len(name) > 4)
        inferred = [item for item in items if item.tier == "inference"]
        assert len(inferred) > COUNT / 2
        assert [
            lint.names_told(item.stem, hidden) for item in inferred if lint.names_told(item.stem, hidden)
        ] == []


class TestBank:
    def test_keys_stand_on_every_place_alike(self, bank):
        assert bank.position_p > 0.05

    @pytest.mark.parametrize(
        "strategy", ["longest", "most overlap with the stem", "middle", "odd one out", "most shared words"]
    )
    def test_a_strategy_is_right_as_often_as_guessing(self, bank, strategy):
        assert bank.strategies[strategy] == pytest.approx(0.20, abs=0.02 + SAMPLING)

    def test_the_key_is_the_longest_in_a_fifth_of_the_items(self, bank):
        assert bank.strategies["longest"] == pytest.approx(0.20, abs=0.03)

    def test_no_lead_in_stands_in_over_eight_percent_of_the_items_of_a_kind(self, bank, items):
        kinds = Counter(item.recipe for item in items)
        assert {
            kind: bank.lead_ins[kind] for kind, made in kinds.items() if made >= 100 and bank.lead_ins[kind] > 0.08
        } == {}

    def test_nothing_stands_there_twice_and_no_two_variants_of_a_concept_read_alike(self, bank):
        assert (bank.duplicates, bank.too_similar) == (0, 0)

    def test_no_sentence_stands_in_over_two_percent_of_the_explanations(self, items):
        uses = Counter(sentence for item in items for sentence in language.sentences(item.explanation))
        assert [entry for entry in uses.most_common(5) if entry[1] > 0.02 * COUNT] == []
