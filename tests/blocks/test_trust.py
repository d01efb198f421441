"""What must cost no answer, each fault by its name: the deadline, the database, a deploy, changed content."""

import re
import sqlite3

import pytest
from django.db import OperationalError
from django.test import Client
from django.urls import reverse

from questions.bank.models import Item
from questions.blocks import lifecycle
from questions.blocks.models import Answer, Block
from questions.blocks.timing import GRACE
from tests.blocks.markup import element
from tests.factories.blocks import MINUTE, NOON, SECOND, answer, current_choice, start_block, stored_choices

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
TIME_UP = {"time_up": "1", "position": "2", "choice": "C", "client_key": "last", "sequence": "1"}


def at(block, position):
    return reverse("blocks:question", args=[block.pk, position])


def end_of(block):
    return reverse("blocks:end", args=[block.pk])


class TestAtTheDeadline:
    """The tie-breaks that `timing` documents."""

    @pytest.mark.parametrize("late", [0 * SECOND, GRACE])
    def test_the_choice_sent_with_the_finish_counts_until_the_grace_is_over(self, tab, block, clock, late):
        clock.now = block.deadline_at + late
        tab.post(end_of(block), TIME_UP)
        block.refresh_from_db()
        assert (block.status, block.finished_at) == (Block.Status.EXPIRED, block.deadline_at)
        assert block.block_items.get(position=2).correct

    def test_a_finish_from_a_slow_tab_keeps_what_was_stored_and_leads_to_the_review(self, tab, block, clock):
        answer(block, 2, "A")
        clock.now = block.deadline_at + GRACE + SECOND
        sent = tab.post(end_of(block), TIME_UP)
        assert sent.url == reverse("blocks:review", args=[block.pk])
        block.refresh_from_db()
        assert (block.status, block.finished_at) == (Block.Status.EXPIRED, block.deadline_at)
        assert block.block_items.get(position=2).final_choice == "A"

    def test_an_answer_in_the_grace_is_not_time_beyond_the_deadline(self, block):
        answer(block, 1, "A", block.deadline_at + GRACE)
        block.refresh_from_db()
        assert block.seconds == {"1": 1800}

    def test_a_sweep_in_the_grace_leaves_the_answer_its_chance(self, block):
        assert lifecycle.expire_overdue(block.deadline_at + GRACE) == 0
        assert answer(block, 1, "A", block.deadline_at + GRACE).accepted

    def test_after_the_sweep_the_answer_is_late(self, block):
        lifecycle.expire_overdue(block.deadline_at + GRACE + SECOND)
        assert not answer(block, 1, "A", block.deadline_at + GRACE + 2 * SECOND).accepted

    def test_nobody_pauses_at_zero(self, learner):
        block = start_block(learner, mode="timed-tutor")
        sent = lifecycle.Submission(pause=True)
        assert lifecycle.submit(learner.pk, block.pk, 1, sent, block.deadline_at).accepted
        block.refresh_from_db()
        assert not block.is_paused

    def test_a_double_finish_changes_nothing(self, tab, block, clock):
        tab.post(end_of(block))
        before = list(Block.objects.values()), list(block.block_items.values())
        clock.now = NOON + 5 * MINUTE
        assert tab.post(end_of(block), TIME_UP).url == reverse("blocks:review", args=[block.pk])
        assert (list(Block.objects.values()), list(block.block_items.values())) == before
        assert not Answer.objects.exists()


class TestTheDatabase:
    """The page's script keeps the answer and sends it again, the server has only to say that it took none."""

    @pytest.mark.parametrize(
        "fault", ["database is locked", "database or disk is full", "server closed the connection"]
    )
    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
    def test_an_answer_it_cannot_take_is_told_to_come_again(self, learner, block, monkeypatch, fault, headers):
        patient = Client(raise_request_exception=False)
        patient.force_login(learner)

        def refuse(*_):
            raise OperationalError(fault) from sqlite3.OperationalError(fault)

        form = {"choice": "B", "client_key": "k", "sequence": "1"}
        with monkeypatch.context() as meanwhile:
            meanwhile.setattr("questions.blocks.lifecycle.submit", refuse)
            sent = patient.post(at(block, 1), form, headers=headers)
        assert sent.status_code == 503
        assert int(sent["Retry-After"]) > 0
        assert "X-Answer" not in sent
        assert "Finding" not in sent.content.decode()
        patient.post(at(block, 1), form, headers=headers)
        assert stored_choices(block, 1) == ["B"]

    def test_a_fault_half_way_leaves_no_half_answer(self, learner, block, monkeypatch):
        patient = Client(raise_request_exception=False)
        patient.force_login(learner)

        def fail(**_):
            raise OperationalError("database is locked")

        monkeypatch.setattr(Answer.objects, "create", fail)
        before = list(Block.objects.values()), list(block.block_items.values())
        assert patient.post(at(block, 1), {"choice": "B", "mark": "1"}).status_code == 503
        assert (list(Block.objects.values()), list(block.block_items.values())) == before


class TestADeploy:
    def test_a_form_drawn_before_it_is_taken_after_it(self, learner, block, settings):
        """Names of static files change with a deploy, the key of the site and its sessions stay."""
        before = Client(enforce_csrf_checks=True)
        before.force_login(learner)
        page = before.get(at(block, 1))
        token = element(page, "input", name="csrfmiddlewaretoken")["value"]
        settings.STATIC_URL = "/static-of-the-next-version/"
        after = Client(enforce_csrf_checks=True)
        after.cookies = before.cookies
        form = {"csrfmiddlewaretoken": token, "choice": "D", "sequence": "1", "client_key": "k"}
        assert after.post(at(block, 1), form).status_code == 303
        by_htmx = {**HTMX, "X-CSRFToken": token}
        assert after.post(at(block, 1), {"action": "next"}, headers=by_htmx).status_code == 200
        assert current_choice(block, 1) == "D"

    def test_a_running_block_with_less_in_its_blueprint_than_today_goes_on(self, tab, block):
        Block.objects.update(blueprint={"size": 3, "minutes": 30, "mode": "timed"})
        assert tab.get(at(block, 1)).status_code == 200
        lifecycle.finish(block.pk, NOON + MINUTE)
        assert tab.get(reverse("blocks:review", args=[block.pk])).status_code == 200


class TestChangedContent:
    @pytest.mark.parametrize("state", [Item.State.SUPERSEDED, Item.State.WITHDRAWN])
    def test_an_item_taken_out_in_mid_block_is_asked_and_graded_as_it_was(self, tab, block, state):
        shown = tab.get(at(block, 1)).content
        Item.objects.update(state=state)
        assert _question(tab.get(at(block, 1)).content) == _question(shown)
        tab.post(at(block, 1), {"choice": "C"})
        lifecycle.finish(block.pk, NOON + MINUTE)
        assert block.block_items.get(position=1).correct

    def test_a_drug_deleted_in_mid_block_takes_no_question_along(self, tab, block):
        for place in block.block_items.select_related("item__drug"):
            place.item.drug.delete()
        assert tab.get(at(block, 2)).status_code == 200
        tab.post(end_of(block))
        assert tab.get(reverse("blocks:review", args=[block.pk])).status_code == 200

    def test_a_preference_changed_in_mid_block_changes_no_deadline(self, tab, learner, block):
        learner.time_factor = 3
        learner.save()
        tab.post(at(block, 1), {"choice": "C"})
        before = block.deadline_at
        block.refresh_from_db()
        assert block.deadline_at == before


def _question(content):
    """Return stem and options without what is drawn anew for every response."""
    return re.search(rb'<p class="stem".*<div class="question__foot"', content, re.DOTALL)[0]


class TestTwoTabs:
    def test_a_mark_from_the_older_tab_brings_it_the_newer_answer(self, tab, block):
        answer(block, 1, "A", key="older", sequence=1)
        answer(block, 1, "D", key="newer", sequence=2)
        form = {"choice": "A", "client_key": "older", "sequence": "1", "mark": "1"}
        sent = tab.post(at(block, 1), form, headers=HTMX)
        assert "The stored answer is D" in sent.content.decode()
        assert element(sent, "button", id="mark")["aria-pressed"] == "true"
        assert current_choice(block, 1) == "D"

    def test_a_tab_from_before_an_outage_learns_the_new_deadline_with_its_next_answer(self, tab, block):
        lifecycle.credit_outage(NOON + MINUTE, NOON + 3 * MINUTE)
        sent = tab.post(at(block, 1), {"choice": "A"}, headers=HTMX)
        assert int(sent["X-Deadline"]) == (NOON + 32 * MINUTE).timestamp() * 1000

    def test_a_tab_of_a_block_that_was_ended_in_another_is_led_to_the_review(self, tab, block):
        lifecycle.finish(block.pk, NOON + MINUTE)
        sent = tab.post(at(block, 1), {"choice": "A"}, headers=HTMX)
        assert sent.status_code == 409
        assert reverse("blocks:review", args=[block.pk]) in sent.content.decode()
