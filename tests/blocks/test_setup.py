"""Setting up and starting a block."""

import html
from decimal import Decimal
from urllib.parse import parse_qs, urlsplit

import pytest
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from questions.bank.models import Item
from questions.blocks import lifecycle
from questions.blocks.models import Block
from quizsite.accounts.models import User
from tests.blocks.markup import element, elements
from tests.factories.bank import DrugFactory, ItemFactory
from tests.factories.blocks import MINUTE, NOON, start_block

pytestmark = pytest.mark.django_db
NEW = "/blocks/new/"
HTMX = {"HX-Request": "true"}
ASKED = {"size": "2", "minutes": "30", "mode": "timed", "token": "form-1"}


def test_it_has_the_fields_and_the_button_of_the_contract(client):
    shown = client.get(NEW)
    labels = {label.text.rstrip(":") for label in elements(shown, "label")}
    assert labels >= {"Number of questions", "Minutes", "Mode"}
    assert "Start block" in {button.text for button in elements(shown, "button")}


def test_a_visitor_becomes_a_guest_only_on_starting(client):
    ItemFactory.create_batch(2)
    client.get(NEW)
    assert not User.objects.exists()
    client.post(NEW, ASKED)
    guest = User.objects.get()
    assert guest.is_guest
    assert guest.blocks.get().size == 2


def test_starting_leads_to_the_first_question(tab):
    ItemFactory.create_batch(2)
    sent = tab.post(NEW, ASKED)
    assertRedirects(sent, reverse("blocks:question", args=[Block.objects.get().pk, 1]), 303)


def test_the_same_form_twice_leads_to_the_same_block(tab):
    ItemFactory.create_batch(2)
    assert tab.post(NEW, ASKED).url == tab.post(NEW, ASKED).url
    assert Block.objects.count() == 1


@pytest.mark.parametrize(("preset", "step"), [("step-1", "1"), ("step-2", "2"), ("step-3", "3")])
def test_a_preset_fills_the_form(client, preset, step):
    shown = client.get(f"{NEW}?preset={preset}")
    assert element(shown, "input", name="size")["value"] == "20"
    assert element(shown, "input", name="minutes")["value"] == "30"
    chosen = [option["value"] for option in elements(shown, "option") if "selected" in option]
    assert step in chosen


def test_the_count_follows_the_filters(client):
    ItemFactory.create_batch(3)
    ItemFactory(recipe="culprit", drug=DrugFactory(classes=["corticosteroids"]))
    fragment = client.get(NEW, {**ASKED, "size": "1", "recipes": "culprit"}, headers={"HX-Request": "true"})
    assert b"<html" not in fragment.content
    assert "1 question" in element(fragment, "p", id="matching").text
    fragment = client.get(NEW, {**ASKED, "size": "1"}, headers={"HX-Request": "true"})
    assert "4 questions" in element(fragment, "p", id="matching").text


def test_too_few_are_said_before_the_start_and_offered(tab):
    ItemFactory.create_batch(2)
    fragment = tab.get(NEW, {**ASKED, "size": "20"}, headers={"HX-Request": "true"})
    assert "Only 2 of 20" in element(fragment, "p", id="matching").text
    tab.post(NEW, {**ASKED, "size": "20"})
    assert Block.objects.get().size == 2


def test_no_matching_question_starts_nothing(tab):
    ItemFactory()
    sent = tab.post(NEW, {**ASKED, "recipes": "culprit"})
    assert sent.status_code == 422
    assert "No question passes these filters" in sent.content.decode()
    assert not Block.objects.exists()


def test_what_is_wrong_in_a_link_is_said_by_name(client):
    ItemFactory(drug=DrugFactory(name="infliximab"))
    for query, told in (
        ({"size": "99"}, "Enter a whole number from 1 to 40."),
        ({"minutes": "soon"}, "Enter a whole number from 1 to 240."),
        ({"step": "9"}, "There is no “9” to choose here."),
        ({"classes": "magic"}, "There is no “magic” to choose here."),
        ({"drugs": "Inflixmab"}, "No question is about “Inflixmab”. Did you mean infliximab?"),
        ({"number": "1", "status": "missed"}, "it cannot follow your own history"),
        ({"preset": "step-9"}, "There is no preset “step-9”."),
    ):
        shown = client.get(NEW, query)
        assert shown.status_code == 200
        assert told in html.unescape(shown.content.decode()), query
        assert told in html.unescape(client.get(NEW, query, headers=HTMX).content.decode()), query


def test_a_link_fills_in_what_it_says_and_leaves_the_rest_as_it_is(client):
    ItemFactory(drug=DrugFactory(name="infliximab"))
    shown = client.get(NEW, {"drugs": "Infliximab", "seconds": "45", "difficulty": "easy"})
    assert element(shown, "input", name="size")["value"] == "20"
    assert element(shown, "input", name="drugs")["value"] == "Infliximab"
    assert "value" not in element(shown, "input", name="minutes")
    assert "easy" in [option["value"] for option in elements(shown, "option") if "selected" in option]


def test_the_last_set_up_is_remembered(tab, learner):
    ItemFactory.create_batch(3, recipe="culprit")
    tab.post(NEW, {**ASKED, "recipes": ["culprit"], "difficulty": "easy", "seconds": "75"})
    lifecycle.finish(Block.objects.get().pk, NOON)
    shown = tab.get(NEW)
    assert element(shown, "input", name="size")["value"] == "2"
    assert element(shown, "input", name="seconds")["value"] == "75"
    checked = [box["value"] for box in elements(shown, "input", name="recipes") if "checked" in box]
    assert checked == ["culprit"]


def test_what_the_bank_no_longer_has_is_left_out_of_the_remembered_set_up(tab, learner):
    item = ItemFactory(drug=DrugFactory(name="gone", classes=["corticosteroids"]))
    tab.post(NEW, {**ASKED, "drugs": "gone", "classes": ["corticosteroids"]})
    lifecycle.finish(Block.objects.get().pk, NOON)
    Item.objects.filter(pk=item.pk).update(state=Item.State.WITHDRAWN)
    ItemFactory()
    assert "Only 1 of 2 questions match" in element(tab.get(NEW), "p", id="matching").text


def test_the_link_to_a_set_up_gives_everybody_the_same_questions(tab, other_tab, learner, other_learner):
    ItemFactory.create_batch(12)
    start_block(learner, size=4, stock=False)  # what one has seen must not matter
    lifecycle.finish(Block.objects.get().pk, NOON)
    link = element(other_tab.get(NEW, {"size": "5"}), "a", id="shared-link")["href"]
    asked = []
    for browser, person in ((tab, learner), (other_tab, other_learner)):
        form = browser.get(link)
        fields = {name: element(form, "input", name=name)["value"] for name in ("size", "number", "token")}
        browser.post(NEW, {**fields, "mode": "timed"})
        asked.append(list(person.blocks.get(size=5).block_items.values_list("item_id", flat=True)))
    assert len(asked[0]) == 5
    assert asked[0] == asked[1]


def test_a_link_without_a_number_draws_one_and_keeps_history_out(tab):
    ItemFactory()
    link = element(tab.get(NEW, {"status": "unseen", "difficulty": "easy"}), "a", id="shared-link")["href"]
    asked = parse_qs(urlsplit(link).query)
    assert asked["number"][0].isdecimal()
    assert asked["difficulty"] == ["easy"]
    assert "status" not in asked


def test_the_count_brings_the_link_with_it(client):
    ItemFactory()
    fragment = client.get(NEW, {"size": "3", "number": "42"}, headers=HTMX)
    assert element(fragment, "p", id="link")["hx-swap-oob"] == "true"
    assert "number=42" in element(fragment, "a", id="shared-link")["href"]
    assert not elements(fragment, "html")


def test_a_running_block_is_offered_for_resume(tab, block):
    shown = tab.get(NEW)
    assert [link["href"] for link in elements(shown, "a") if "Resume" in link.text] == [f"/blocks/{block.pk}/"]
    sent = tab.post(NEW, ASKED)
    assert sent.status_code == 409
    assert Block.objects.count() == 1


def test_an_overdue_block_is_not_offered_and_not_in_the_way(tab, block, clock):
    clock.now = block.deadline_at + MINUTE
    assert "Resume" not in tab.get(NEW).content.decode()
    assert tab.post(NEW, ASKED).status_code == 303


@pytest.mark.parametrize("mode", ["timed", "untimed"])
def test_no_minutes_mean_the_exams_pace(tab, mode):
    ItemFactory.create_batch(2)
    tab.post(NEW, {**ASKED, "minutes": "", "mode": mode})
    block = Block.objects.get()
    assert block.deadline_at == (NOON + 3 * MINUTE if mode == "timed" else None)


def test_seconds_a_question_count_for_the_questions_there_are(tab):
    ItemFactory.create_batch(2)
    asked = {**ASKED, "size": "20", "seconds": "60"}
    assert "The block lasts 2 minutes" in tab.get(NEW, asked, headers=HTMX).content.decode()
    tab.post(NEW, asked)
    assert Block.objects.get().deadline_at == NOON + 2 * MINUTE


def test_the_time_factor_is_taken_from_the_person_and_told_before_the_start(tab, learner):
    learner.time_factor = Decimal("1.5")
    learner.save()
    ItemFactory.create_batch(2)
    assert "45 minutes" in tab.get(NEW).content.decode()
    tab.post(NEW, {**ASKED, "time_factor": "3"})
    assert Block.objects.get().deadline_at == NOON + 45 * MINUTE


@pytest.mark.parametrize(
    "wrong",
    [
        {"size": "0"},
        {"size": "41"},
        {"size": "x"},
        {"size": "\0"},
        {"minutes": "0"},
        {"minutes": "241"},
        {"seconds": "9"},
        {"category": "nothing"},
        {"drugs": "nothing"},
        {"status": "forgotten"},
        {"difficulty": "extreme"},
        {"number": "-1"},
        {"number": "7", "status": "missed"},
        {"mode": "exam"},
        {"step": "4"},
        {"recipes": "nothing"},
        {"classes": "nothing"},
        {"token": "x" * 65},
        {"token": "\0"},
    ],
    ids=str,
)
def test_a_wrong_field_starts_nothing(tab, wrong):
    ItemFactory.create_batch(2)
    assert tab.post(NEW, {**ASKED, **wrong}).status_code == 422
    assert not Block.objects.exists()


def test_the_form_counts_for_itself_however_often_it_is_asked(tab, learner, django_assert_max_num_queries):
    start_block(learner, size=40)
    with django_assert_max_num_queries(8):
        tab.get(NEW)
