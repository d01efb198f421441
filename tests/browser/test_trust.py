"""What must cost no answer, in a real browser: no network, a locked database, two windows, a pause, an outage."""

import re

import pytest
from django.db import OperationalError
from django.utils import timezone
from playwright.sync_api import expect

from questions.blocks import lifecycle
from questions.blocks.models import Answer, Block
from tests.browser.page import heading, option, press
from tests.factories.bank import ItemFactory
from tests.factories.blocks import MINUTE, SECOND, answer, current_choice, start_block, stored_choices

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def status(page):
    return page.locator("#save-state")


def saved(page):
    expect(status(page)).to_have_text("Saved")


def kept(page):
    """Return what the browser still keeps of unsent answers, by position."""
    return page.evaluate(
        """() => Object.entries(sessionStorage).filter(([key]) => key.startsWith("unsent"))
        .flatMap(([, box]) => Object.entries(JSON.parse(box)))
        .map(([position, entry]) => [position, entry.choice])"""
    )


def cut_off(page):
    """Let nothing that the page sends arrive; what it asks for still does."""
    page.route(
        "**/blocks/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_()
    )


class TestOffline:
    def test_five_minutes_without_a_network_cost_no_answer(self, tab, go, context, block):
        tab.clock.install()
        go(f"/blocks/{block.pk}/1/")
        context.set_offline(True)
        expect(status(tab)).to_contain_text("Offline")
        option(tab, "B").check()
        expect(status(tab)).to_contain_text("your answer is kept here")
        press(tab, "Next")
        expect(status(tab)).to_contain_text("Moving on needs the network")
        expect(heading(tab, "Question 1 of 3")).to_be_visible()
        option(tab, "D").check()
        tab.clock.fast_forward("05:00")
        assert not Answer.objects.exists()
        assert kept(tab) == [["1", "D"]]
        context.set_offline(False)
        saved(tab)
        assert current_choice(block, 1) == "D"
        press(tab, "Next")
        expect(heading(tab, "Question 2 of 3")).to_be_visible()

    def test_unsent_answers_of_several_questions_all_arrive(self, tab, go, block):
        for position, letter in ((1, "B"), (2, "D")):
            go(f"/blocks/{block.pk}/{position}/")
            cut_off(tab)
            option(tab, letter).check()
            expect(status(tab)).to_contain_text("retrying")
        assert kept(tab) == [["1", "B"], ["2", "D"]]
        tab.unroute("**/blocks/**")
        saved(tab)
        assert [current_choice(block, position) for position in (1, 2)] == ["B", "D"]
        assert kept(tab) == []

    def test_ending_by_hand_sends_what_is_kept_first(self, tab, go, block):
        go(f"/blocks/{block.pk}/1/")
        cut_off(tab)
        option(tab, "C").check()
        expect(status(tab)).to_contain_text("retrying")
        go(f"/blocks/{block.pk}/end/")
        press(tab, "End block now")
        expect(status(tab)).to_contain_text("kept here")
        tab.unroute("**/blocks/**")
        press(tab, "End block now")
        expect(tab.get_by_role("group", name="Score")).to_contain_text("1 of 3")
        assert kept(tab) == []

    def test_at_zero_the_answers_kept_from_other_questions_are_sent_before_the_end(self, tab, go, learner):
        tab.clock.install()
        block = start_block(learner, now=timezone.now() - 29 * MINUTE)
        go(f"/blocks/{block.pk}/1/")
        cut_off(tab)
        option(tab, "C").check()
        expect(status(tab)).to_contain_text("retrying")
        go(f"/blocks/{block.pk}/2/")
        option(tab, "C").check()
        tab.unroute("**/blocks/**")
        Block.objects.filter(pk=block.pk).update(deadline_at=timezone.now() + SECOND)
        tab.clock.fast_forward("01:05")
        expect(heading(tab, "Block review")).to_be_visible()
        expect(tab.get_by_role("group", name="Score")).to_contain_text("2 of 3")


class TestTheServer:
    def test_a_locked_database_is_asked_again_until_it_takes_the_answer(self, tab, go, block, monkeypatch):
        go(f"/blocks/{block.pk}/1/")
        submit, refusals = lifecycle.submit, iter(range(2))

        def locked_twice(*sent):
            if next(refusals, None) is not None:
                raise OperationalError("database is locked")
            return submit(*sent)

        monkeypatch.setattr(lifecycle, "submit", locked_twice)
        option(tab, "D").check()
        expect(status(tab)).to_contain_text("Not saved yet, retrying")
        saved(tab)
        assert next(refusals, None) is None
        assert stored_choices(block, 1) == ["D"]

    def test_the_clock_on_the_page_learns_what_an_outage_gave_back(self, tab, go, learner):
        block = start_block(learner, now=timezone.now() - 20 * MINUTE)
        go(f"/blocks/{block.pk}/1/")
        timer = tab.get_by_role("timer")
        expect(timer).to_have_text(re.compile(r"^9:\d\d|10:00$"))
        lifecycle.credit_outage(timezone.now() - 5 * MINUTE, timezone.now())
        option(tab, "A").check()
        saved(tab)
        expect(timer).to_have_text(re.compile(r"^14:\d\d|15:00$"))

    def test_time_up_by_a_deadline_that_an_outage_has_moved_ends_nothing(self, tab, go, learner):
        tab.clock.install()
        block = start_block(learner, now=timezone.now() - 29 * MINUTE)
        go(f"/blocks/{block.pk}/2/")
        option(tab, "B").check()
        saved(tab)
        lifecycle.credit_outage(timezone.now() - 5 * MINUTE, timezone.now())
        tab.clock.fast_forward("01:05")
        expect(tab.get_by_role("timer")).to_have_text(re.compile(r"^[56]:\d\d$"))
        expect(heading(tab, "Question 2 of 3")).to_be_visible()
        expect(option(tab, "B")).to_be_checked()


class TestTwoWindows:
    def test_an_answer_to_a_block_paused_in_another_window_is_kept_until_it_goes_on(self, tab, go, learner):
        block = start_block(learner, now=timezone.now(), mode="timed-tutor")
        go(f"/blocks/{block.pk}/1/")
        lifecycle.submit(learner.pk, block.pk, 1, lifecycle.Submission(pause=True), timezone.now())
        option(tab, "D").check()
        expect(heading(tab, "The block is paused")).to_be_visible()
        assert not Answer.objects.exists()
        press(tab, "Resume")
        expect(option(tab, "D")).to_be_checked()
        saved(tab)
        assert stored_choices(block, 1) == ["D"]

    def test_an_answer_after_the_reveal_in_another_window_shows_what_stands(self, tab, go, learner):
        block = start_block(learner, now=timezone.now(), mode="tutor")
        go(f"/blocks/{block.pk}/1/")
        answer(block, 1, "A", timezone.now(), key="elsewhere", sequence=1, reveal=True)
        option(tab, "C").check()
        expect(tab.get_by_text("Your answer A stands.")).to_be_visible()
        expect(option(tab, "A")).to_be_checked()
        expect(option(tab, "A")).to_be_disabled()
        assert stored_choices(block, 1) == ["A"]
        assert kept(tab) == []

    def test_a_mark_in_the_older_window_shows_it_the_newer_answer(self, tab, go, context, live_server, block):
        go(f"/blocks/{block.pk}/1/")
        option(tab, "B").check()
        saved(tab)
        second = context.new_page()
        second.goto(f"{live_server.url}/blocks/{block.pk}/1/")
        option(second, "D").check()
        saved(second)
        press(tab, "Mark for review")
        expect(tab.get_by_text("The stored answer is D")).to_be_visible()
        expect(option(tab, "D")).to_be_checked()
        expect(tab.get_by_role("button", name="Mark for review")).to_have_attribute("aria-pressed", "true")


def test_a_double_click_on_the_end_closes_once(tab, go, block):
    go(f"/blocks/{block.pk}/end/")
    tab.get_by_role("button", name="End block now").dblclick()
    expect(heading(tab, "Block review")).to_be_visible()
    block.refresh_from_db()
    assert block.status == Block.Status.FINISHED


def test_back_from_the_review_opens_nothing_again(tab, go, block):
    go(f"/blocks/{block.pk}/3/")
    go(f"/blocks/{block.pk}/end/")
    press(tab, "End block now")
    expect(heading(tab, "Block review")).to_be_visible()
    tab.go_back()
    expect(heading(tab, "Block review")).to_be_visible()


class TestTutor:
    @pytest.fixture
    def tutored(self, learner):
        return start_block(learner, now=timezone.now(), mode="tutor")

    def test_an_answer_is_shown_locked_and_its_clue_on_demand(self, tab, go, tutored):
        go(f"/blocks/{tutored.pk}/1/")
        press(tab, "Show answer")
        expect(tab.get_by_text("Choose an answer first")).to_be_visible()
        option(tab, "B").check()
        press(tab, "Show answer")
        expect(heading(tab, "Question 1 of 3")).to_be_focused()
        expect(tab.get_by_text("Rationale of C.")).to_be_visible()
        expect(tab.get_by_role("heading", name="The correct answer is C")).to_be_visible()
        expect(option(tab, "C")).to_be_disabled()
        clue = tab.locator(".stem .clue")
        unlit = clue.evaluate("each => getComputedStyle(each).backgroundColor")
        tab.get_by_label("Show the clue").check()
        assert clue.evaluate("each => getComputedStyle(each).backgroundColor") != unlit
        press(tab, "Next")
        expect(heading(tab, "Question 2 of 3")).to_be_focused()
        expect(tab.get_by_text("Rationale of")).to_have_count(0)

    def test_a_tutor_block_without_javascript(self, browser, live_server, learner, sign_in, tutored):
        context = browser.new_context(java_script_enabled=False)
        sign_in(context, learner)
        page = context.new_page()
        page.goto(f"{live_server.url}/blocks/{tutored.pk}/1/")
        option(page, "C").check()
        press(page, "Show answer")
        expect(page.get_by_role("heading", name="Correct: C")).to_be_visible()
        page.get_by_label("Show the clue").check()
        press(page, "Pause")
        expect(heading(page, "The block is paused")).to_be_visible()
        press(page, "Resume")
        expect(page.get_by_text("Rationale of A.")).to_be_visible()
        press(page, "Next")
        expect(heading(page, "Question 2 of 3")).to_be_visible()
        context.close()


def test_a_set_opens_in_order_and_locks_what_it_leaves(tab, go, learner):
    first = ItemFactory()
    ItemFactory(follows=first, stem=f"{first.stem} The findings are confirmed.", recipe="rescue")
    ItemFactory.create_batch(8)
    block = start_block(learner, size=10, stock=False, now=timezone.now())
    place = block.sets[0][0]
    go(f"/blocks/{block.pk}/{place + 1}/")
    expect(heading(tab, f"Question {place} of 10")).to_be_visible()
    expect(tab.get_by_text("Part 1 of 2 on one patient.")).to_be_visible()
    option(tab, "B").check()
    press(tab, "Next")
    expect(heading(tab, f"Question {place + 1} of 10")).to_be_focused()
    expect(tab.locator("#stem")).to_contain_text("The findings are confirmed.")
    press(tab, "Previous")
    expect(heading(tab, f"Question {place} of 10")).to_be_visible()
    expect(option(tab, "B")).to_be_checked()
    expect(option(tab, "C")).to_be_disabled()
    tab.keyboard.press("c")
    expect(option(tab, "B")).to_be_checked()
    assert stored_choices(block, place) == ["B"]
