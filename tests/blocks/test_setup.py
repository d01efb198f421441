"""Setting up and starting a block."""

from decimal import Decimal

import pytest
from django.urls import reverse
from pytest_django.asserts import assertRedirects

from questions.blocks.models import Block
from quizsite.accounts.models import User
from tests.blocks.markup import element, elements
from tests.factories.bank import DrugFactory, ItemFactory
from tests.factories.blocks import MINUTE, NOON, start_block

pytestmark = pytest.mark.django_db
NEW = "/blocks/new/"
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
    tab.post(NEW, {**ASKED, "size": "20", "minutes": "", "mode": mode})
    block = Block.objects.get()
    assert block.deadline_at == (NOON + 30 * MINUTE if mode == "timed" else None)


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
