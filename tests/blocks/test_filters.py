"""What a learner's history, difficulty, drug and category let through."""

import pytest

from questions.bank.models import Item
from questions.blocks import filters, lifecycle
from questions.blocks.blueprints import DIFFICULTIES, Blueprint
from questions.blocks.filters import Asker, matching
from questions.blocks.models import Block
from questions.blocks.selection import choose
from tests.factories.bank import DrugFactory, ItemFactory
from tests.factories.blocks import MINUTE, NOON, answer, start_block

pytestmark = pytest.mark.django_db


@pytest.fixture
def asker(learner):
    """Return the learner asking at noon."""
    return Asker(learner.pk, NOON)


def found(asker, **asked):
    return set(matching(Blueprint(**asked), asker))


@pytest.fixture
def taken(learner):
    """Return three items of a closed block: answered right, answered wrong and marked, never reached."""
    block = start_block(learner)
    answer(block, 1, "C", target=2)
    answer(block, 2, "A", marked=True)
    lifecycle.finish(block.pk, NOON + MINUTE)
    return [place.item for place in block.block_items.order_by("position")]


def variant(item):
    """Return another item on the same concept."""
    return ItemFactory(concept=item.concept, drug=item.drug, recipe=item.recipe)


class TestHistory:
    def test_unseen_leaves_out_what_was_shown(self, asker, taken):
        fresh = ItemFactory()
        assert found(asker, status="unseen") == {fresh}
        assert found(None, status="unseen") == {fresh, *taken}

    def test_missed_brings_the_concept_back_in_every_variant(self, asker, taken):
        again = variant(taken[1])
        assert found(asker, status="missed") == {taken[1], again}

    def test_what_was_never_reached_was_not_missed(self, asker, taken):
        assert taken[2] not in found(asker, status="missed")

    def test_a_concept_got_right_since_is_missed_no_more(self, asker, taken, learner):
        again = variant(taken[1])
        Item.objects.exclude(pk=again.pk).update(state=Item.State.WITHDRAWN)
        block = start_block(learner, size=1, stock=False, now=NOON + 5 * MINUTE)
        answer(block, 1, "C", NOON + 6 * MINUTE)
        lifecycle.finish(block.pk, NOON + 7 * MINUTE)
        assert found(asker, status="missed") == set()

    def test_marked_follows_the_last_mark(self, asker, taken):
        assert found(asker, status="marked") == {taken[1]}

    def test_other_peoples_history_does_not_count(self, taken, other_learner):
        others = Asker(other_learner.pk, NOON)
        assert found(others, status="missed") == found(others, status="marked") == set()
        assert found(others, status="unseen") == set(taken)

    def test_a_running_block_tells_nothing_about_its_answers(self, asker, learner):
        answer(start_block(learner), 1, "A", marked=True)
        assert found(asker, status="missed") == found(asker, status="marked") == set()

    def test_a_sealed_block_tells_nothing_about_its_answers(self, asker, taken):
        Block.objects.update(sealed_until=NOON + MINUTE)
        assert found(asker, status="missed") == found(asker, status="marked") == set()

    def test_due_is_what_the_registered_feature_says(self, asker, taken, monkeypatch):
        monkeypatch.setattr(filters, "_due", [])
        assert found(asker, status="due") == set()
        told = []
        filters.offer_due(lambda *who: told.append(who) or [taken[0].concept])
        assert found(asker, status="due") == {taken[0]}
        assert told == [(asker.user_id, NOON)]

    def test_without_a_person_nothing_was_missed(self, taken):
        assert found(None, status="missed") == found(None, status="marked") == set()


class TestDifficulty:
    def test_every_prior_falls_into_one_band(self, asker):
        items = [ItemFactory(difficulty=n / 20) for n in range(21)]
        bands = [found(asker, difficulty=band) for band in DIFFICULTIES]
        assert set().union(*bands) == set(items)
        assert sum(len(band) for band in bands) == len(items)

    @pytest.mark.parametrize(("prior", "band"), [(0, "easy"), (0.5, "easy"), (0.51, "middle"), (0.76, "hard")])
    def test_the_borders(self, asker, prior, band):
        item = ItemFactory(difficulty=prior)
        assert found(asker, difficulty=band) == {item}


def test_drugs_are_asked_by_name_and_categories_by_slug(asker):
    one, two = (ItemFactory(drug=DrugFactory(name=name)) for name in ("infliximab", "prednisone"))
    three = ItemFactory(category="corticosteroids")
    assert found(asker, drugs=("infliximab", "prednisone")) == {one, two}
    assert found(asker, category="corticosteroids") == {three}


def test_a_numbered_block_is_the_same_for_everybody(learner, other_learner):
    ItemFactory.create_batch(20)
    start_block(learner, size=10, stock=False)
    numbered = Blueprint(size=6, number=42)
    first = choose(numbered, Asker(learner.pk, NOON), 1)
    assert choose(numbered, Asker(other_learner.pk, NOON), 2) == first
    assert choose(Blueprint(size=6, number=43), Asker(learner.pk, NOON), 1) != first


def test_a_stored_blueprint_comes_back_whatever_version_stored_it():
    asked = Blueprint(size=3, classes=("tnf-inhibitors",), number=0, status="")
    assert Blueprint.from_json(asked.as_json()) == asked
    older = {"size": 5, "minutes": 8, "unheard-of": 1}
    assert Blueprint.from_json(older) == Blueprint(size=5, minutes=8)
