"""The review pages: what is due, a block of it, the cards behind it."""

import datetime as dt

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from questions.bank.models import Item
from questions.blocks import lifecycle
from questions.blocks.models import Block
from questions.review import queue
from questions.review.models import Card, CardReview, ReviewPreference
from quizsite.accounts.guests import guest_signed_in
from tests.factories.accounts import UserFactory
from tests.factories.bank import ItemFactory
from tests.factories.blocks import MINUTE, NOON, answer, start_block

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)


@pytest.fixture
def clock(monkeypatch):
    """Stop the clock of requests a day after the block."""

    class Stopped:
        now = NOON + DAY + 10 * MINUTE

    monkeypatch.setattr(timezone, "now", lambda: Stopped.now)
    return Stopped


@pytest.fixture
def missed(learner, clock):
    """Return a closed block of two questions, both missed the day before."""
    block = start_block(learner, size=2)
    answer(block, 1, "A", NOON + MINUTE, target=2)
    answer(block, 2, "B", NOON + 2 * MINUTE)
    lifecycle.finish(block.pk, NOON + 2 * MINUTE)
    return block


@pytest.fixture
def tab(client, learner):
    """Return a browser in which the learner is signed in."""
    client.force_login(learner)
    return client


def test_a_visitor_is_told_how_it_begins(client):
    assert "Nothing to review yet" in client.get("/review/").content.decode()


def test_a_learner_without_a_miss_is_told_how_it_begins(tab, clock):
    assert "Nothing to review yet" in tab.get("/review/").content.decode()


def test_it_says_what_is_due_and_how_long_it_takes(tab, missed):
    page = tab.get("/review/").content.decode()
    assert "2 to review now" in page
    assert "About 5 minutes" in page
    assert "Reviews to come" in page


def test_it_never_says_what_a_question_asks(tab, missed):
    page = tab.get("/review/").content.decode()
    assert "Finding C" not in page
    assert "Fever is a sign" not in page


def test_looking_stores_nothing(tab, missed):
    tab.get("/review/")
    assert not Card.objects.exists()


def test_it_starts_a_tutor_block_of_what_is_due_on_other_variants(tab, learner, missed):
    fresh = {ItemFactory(concept=place.item.concept).pk for place in missed.block_items.all()}
    response = tab.post("/review/start/", {"token": "abc"})
    block = Block.objects.exclude(pk=missed.pk).get()
    assert response["Location"] == f"/blocks/{block.pk}/1/"
    assert block.mode == "tutor"
    assert set(block.block_items.values_list("item_id", flat=True)) == fresh


def test_a_variant_met_before_is_asked_when_there_is_no_other(tab, learner, missed):
    tab.post("/review/start/", {"token": "abc"})
    block = Block.objects.exclude(pk=missed.pk).get()
    assert set(block.block_items.values_list("item_id")) == set(missed.block_items.values_list("item_id"))


def test_the_set_up_stays_as_the_learner_left_it(tab, learner, missed, clock):
    tab.post("/review/start/", {"token": "abc"})
    lifecycle.finish(Block.objects.exclude(pk=missed.pk).get().pk, clock.now)
    page = tab.get("/blocks/new/").content.decode()
    assert 'value="timed" checked' in page or '<option value="timed" selected>' in page


def test_a_double_click_starts_one_block(tab, missed):
    for _ in range(2):
        tab.post("/review/start/", {"token": "abc"})
    assert Block.objects.count() == 2


def test_the_limit_of_a_day_holds_for_the_block(tab, learner, missed):
    ReviewPreference.objects.create(user=learner, daily_limit=1)
    tab.post("/review/start/", {"token": "abc"})
    assert Block.objects.exclude(pk=missed.pk).get().size == 1


def test_it_says_so_when_another_block_runs(tab, learner, missed):
    start_block(learner, size=1, now=NOON + DAY)
    page = tab.post("/review/start/", {"token": "abc"}, follow=True).content.decode()
    assert "Your other block is still running" in page


def test_it_says_so_when_nothing_is_due(tab, clock):
    page = tab.post("/review/start/", {"token": "abc"}, follow=True).content.decode()
    assert "Nothing is due any more" in page


def test_a_concept_without_a_question_waits_and_says_so(tab, missed):
    Item.objects.update(state="withdrawn")
    page = tab.get("/review/").content.decode()
    assert "the bank holds no question on them at present" in page
    assert "no question in the bank at present" in page


@pytest.mark.parametrize(("action", "due"), [("bury", 1), ("suspend", 1), ("remove", 1), ("resume", 2)])
def test_a_card_is_put_off_suspended_or_removed_before_it_was_ever_stored(
    tab, learner, missed, clock, action, due
):
    concept = missed.block_items.first().item.concept
    assert tab.post("/review/card/", {"concept": concept, "action": action}).status_code == 302
    assert len(queue.standing(learner, clock.now).due(clock.now)) == due


def test_an_unknown_action_is_refused(tab, missed):
    concept = missed.block_items.first().item.concept
    assert tab.post("/review/card/", {"concept": concept, "action": "burn"}).status_code == 400


def test_the_cards_of_others_are_as_absent_as_those_that_never_were(client, other_learner, missed):
    client.force_login(other_learner)
    concept = missed.block_items.first().item.concept
    place = missed.block_items.first().pk
    assert client.post("/review/card/", {"concept": concept, "action": "bury"}).status_code == 404
    assert client.post(f"/review/ratings/{place}/", {"rating": "3"}).status_code == 404


def test_a_rating_is_corrected_where_it_was_shown(tab, learner, missed):
    place = missed.block_items.first()
    tab.post(f"/review/ratings/{place.pk}/", {"rating": "4"})
    assert CardReview.objects.get(block_item=place).rating == 4
    assert tab.post(f"/review/ratings/{place.pk}/", {"rating": "9"}).status_code == 400


def test_the_last_review_is_taken_back(tab, learner, missed):
    assert "is taken back" in tab.post("/review/undo/", follow=True).content.decode()
    assert CardReview.objects.filter(undone=True).count() == 1


@pytest.mark.parametrize("sent", [{"daily_limit": "0"}, {"daily_limit": "201"}, {"daily_limit": "x"}, {}])
def test_wrong_preferences_are_refused_at_the_field(tab, learner, missed, sent):
    response = tab.post("/review/preferences/", {"retention": "0.9", **sent})
    assert response.status_code == 422
    assert "errorlist" in response.content.decode()
    assert not ReviewPreference.objects.exists()


def test_preferences_are_kept(tab, learner, missed):
    tab.post("/review/preferences/", {"retention": "0.85", "daily_limit": "30"})
    own = ReviewPreference.objects.get(user=learner)
    assert (own.retention, own.daily_limit) == (0.85, 30)


def test_two_thousand_cards_take_as_many_statements_as_two(tab, learner, missed):
    def statements():
        with CaptureQueriesContext(connection) as seen:
            assert tab.get("/review/").status_code == 200
        return len(seen)

    few = statements()
    queue.add(learner, [f"a/effect/{n}" for n in range(2000)], "chosen", NOON)
    assert statements() == few <= 15


def test_a_guests_cards_follow_to_the_account(learner, missed, clock):
    guest = UserFactory(username="guest", is_guest=True)
    queue.add(guest, ["a/effect/b", "a/effect/c"], "chosen", NOON)
    queue.add(learner, ["a/effect/b"], "chosen", NOON)
    guest_signed_in.send(sender=type(guest), guest=guest, user=learner)
    assert set(Card.objects.filter(user=learner).values_list("concept", flat=True)) == {"a/effect/b", "a/effect/c"}


@pytest.mark.parametrize("path", ["start", "undo", "preferences", "card", "fact", "ratings/1"])
def test_only_a_signed_in_person_writes_and_only_by_post(client, tab, path):
    assert tab.get(f"/review/{path}/").status_code == 405
    client.logout()
    assert client.post(f"/review/{path}/").status_code == 302


def test_a_fact_of_a_guide_brings_its_questions_into_the_queue(tab, learner, clock):
    item = ItemFactory()
    fact = f"{item.drug.slug}/adverse-effect/x"
    item.options[2]["fact_ids"] = [fact]
    item.save()
    ItemFactory(drug=item.drug)
    response = tab.post("/review/fact/", {"fact": fact})
    assert response["Location"] == f"/drugs/{item.drug.slug}/"
    assert list(Card.objects.values_list("concept", "reason")) == [(item.concept, "chosen")]


@pytest.mark.parametrize("fact", ["", "x/y/z", "../../admin", "//evil.example/"])
def test_a_fact_without_a_question_is_said_and_leads_nowhere_else(tab, clock, fact):
    response = tab.post("/review/fact/", {"fact": fact})
    assert response["Location"] in ("/review/", "/drugs/x/")
    assert not Card.objects.exists()
