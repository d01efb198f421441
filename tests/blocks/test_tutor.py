"""Tutor modes: one item explained on request, its answer locked by that, and a clock that can stand still."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertNumQueries, assertRedirects

from questions.blocks import lifecycle
from questions.blocks.lifecycle import Fate, Submission
from questions.blocks.models import Answer, Block
from tests.blocks.markup import element, elements
from tests.factories.blocks import MINUTE, NOON, SECOND, answer, current_choice, start_block, stored_choices

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
REVEAL, PAUSE = {"action": "reveal"}, {"action": "pause"}


@pytest.fixture
def tutored(learner, clock):
    """Return the learner's running tutor block of three items; C is the key of each."""
    return start_block(learner, mode="tutor")


@pytest.fixture
def timed_tutored(learner, clock):
    """Return the learner's running tutor block of half an hour."""
    return start_block(learner, mode="timed-tutor")


def at(block, position):
    return reverse("blocks:question", args=[block.pk, position])


def place_of(block):
    return reverse("blocks:block", args=[block.pk])


def reveal(block, position, now=NOON):
    return lifecycle.submit(block.user_id, block.pk, position, Submission(reveal=True), now)


def pause(block, now=NOON):
    return lifecycle.submit(block.user_id, block.pk, 1, Submission(pause=True), now)


def buttons(response):
    return {
        button.text for button in elements(response, "button") if button.attributes.get("aria-hidden") != "true"
    }


class TestReveal:
    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
    def test_it_puts_each_rationale_beside_its_option(self, tab, tutored, headers):
        sent = tab.post(at(tutored, 1), {"choice": "A", **REVEAL}, headers=headers, follow=True)
        told = [
            each.text for each in elements(sent, "div") if "rationale" in each.attributes.get("class", "").split()
        ]
        assert len(told) == 5
        for letter, text in zip("ABCDE", told, strict=True):
            assert f"Rationale of {letter}." in text
        assert "your choice" in told[0]
        assert "correct" in told[2]
        lesson = element(sent, "section", aria_labelledby="lesson-heading").text
        for part in ("The correct answer is C", "Fever is a sign.", "A label. FDA, 2024", "Show the clue"):
            assert part in lesson

    def test_it_stays_after_a_reload(self, tab, tutored):
        tab.post(at(tutored, 1), {"choice": "A", **REVEAL})
        assert "Rationale of C." in tab.get(at(tutored, 1)).content.decode()

    def test_it_explains_no_other_item(self, tab, tutored):
        tab.post(at(tutored, 1), {"choice": "A", **REVEAL})
        assert "Rationale" not in tab.get(at(tutored, 2)).content.decode().replace("Rationale</title>", "")

    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
    def test_without_a_choice_it_asks_for_one(self, tab, tutored, headers):
        sent = tab.post(at(tutored, 1), REVEAL, headers=headers)
        assert "Choose an answer first" in sent.content.decode()
        assert not elements(sent, "section", aria_labelledby="lesson-heading")
        assert tutored.block_items.get(position=1).revealed_at is None

    @pytest.mark.parametrize("mode", ["timed", "untimed"])
    def test_other_modes_know_no_reveal_and_no_pause(self, tab, learner, clock, mode):
        block = start_block(learner, mode=mode)
        shown = tab.get(at(block, 1))
        assert not {"Show answer", "Pause"} & buttons(shown)
        tab.post(at(block, 1), {"choice": "A", **REVEAL})
        tab.post(at(block, 1), PAUSE)
        block.refresh_from_db()
        assert block.paused_at is None
        assert block.block_items.get(position=1).revealed_at is None
        assert current_choice(block, 1) == "A"

    def test_next_goes_on_from_an_explained_item(self, tab, tutored):
        tab.post(at(tutored, 1), {"choice": "A", **REVEAL})
        assertRedirects(tab.post(at(tutored, 1), {"action": "next"}), at(tutored, 2), 303)

    def test_reading_the_explanation_is_not_time_on_the_item(self, tutored):
        answer(tutored, 1, "A", NOON + 40 * SECOND)
        reveal(tutored, 1, NOON + 50 * SECOND)
        lifecycle.submit(tutored.user_id, tutored.pk, 1, Submission(target=2), NOON + 10 * MINUTE)
        lifecycle.submit(tutored.user_id, tutored.pk, 2, Submission(target=3), NOON + 11 * MINUTE)
        tutored.refresh_from_db()
        assert tutored.seconds == {"1": 50, "2": 60, "3": 0}


class TestTheLock:
    def test_the_first_answer_stands_after_the_reveal(self, tutored):
        answer(tutored, 1, "A")
        reveal(tutored, 1)
        late = answer(tutored, 1, "C", key="late", sequence=9)
        assert late.fate == Fate.LOCKED
        assert late.place.choice == "A"
        assert stored_choices(tutored, 1) == ["A"]

    def test_a_choice_sent_with_the_reveal_counts_before_it(self, tab, tutored):
        tab.post(at(tutored, 1), {"choice": "B", **REVEAL})
        assert current_choice(tutored, 1) == "B"

    def test_a_stale_choice_is_answered_with_the_stored_state(self, tab, tutored):
        answer(tutored, 1, "A")
        reveal(tutored, 1)
        for headers in ({}, HTMX):
            sent = tab.post(at(tutored, 1), {"choice": "C"}, headers=headers)
            assert sent.status_code == 200
            assert "Your answer A stands" in sent.content.decode()
            assert sent["X-Answer"] == "locked"
        assert stored_choices(tutored, 1) == ["A"]

    def test_an_overtaken_choice_reveals_nothing(self, tutored):
        answer(tutored, 1, "B", key="newer", sequence=2)
        answer(tutored, 1, "A", key="older", sequence=1, reveal=True)
        assert tutored.block_items.get(position=1).revealed_at is None

    def test_the_options_of_an_explained_item_cannot_be_chosen(self, tab, tutored):
        tab.post(at(tutored, 1), {"choice": "A", **REVEAL})
        radios = elements(tab.get(at(tutored, 1)), "input", name="choice")
        assert all("disabled" in radio for radio in radios)
        assert [radio["value"] for radio in radios if "checked" in radio] == ["A"]

    def test_after_the_deadline_nothing_is_revealed_in_the_block(self, tab, timed_tutored, clock):
        answer(timed_tutored, 1, "A")
        clock.now = timed_tutored.deadline_at + MINUTE
        assert tab.post(at(timed_tutored, 1), REVEAL).status_code == 409
        assert timed_tutored.block_items.get(position=1).revealed_at is None


class TestPause:
    def test_it_stops_the_clock_and_hides_the_questions(self, tab, timed_tutored, clock):
        clock.now = NOON + 10 * MINUTE
        sent = tab.post(at(timed_tutored, 2), {"choice": "B", **PAUSE})
        assertRedirects(sent, place_of(timed_tutored), 303)
        assert current_choice(timed_tutored, 2) == "B"
        clock.now = NOON + 500 * MINUTE
        for path in (at(timed_tutored, 1), reverse("blocks:end", args=[timed_tutored.pk])):
            assertRedirects(tab.get(path), place_of(timed_tutored), 303)
        shown = tab.get(place_of(timed_tutored))
        assert element(shown, "h1").text == "The block is paused"
        assert "stands at 20:00" in shown.content.decode()
        assert "year-old" not in shown.content.decode()

    def test_htmx_is_led_to_the_paused_page(self, tab, timed_tutored):
        sent = tab.post(at(timed_tutored, 2), PAUSE, headers=HTMX)
        assert sent["HX-Redirect"] == place_of(timed_tutored)

    def test_going_on_moves_the_deadline_by_exactly_the_pause(self, tab, timed_tutored, clock):
        before = timed_tutored.deadline_at
        pause(timed_tutored, NOON + 10 * MINUTE)
        clock.now = NOON + 95 * MINUTE
        sent = tab.post(reverse("blocks:resume", args=[timed_tutored.pk]))
        assertRedirects(sent, place_of(timed_tutored), 303, fetch_redirect_response=False)
        timed_tutored.refresh_from_db()
        assert timed_tutored.deadline_at == before + 85 * MINUTE
        assert timed_tutored.clock.remaining(clock.now) == 20 * MINUTE

    def test_the_pause_is_spent_on_no_item(self, timed_tutored):
        pause(timed_tutored, NOON + MINUTE)
        lifecycle.resume(timed_tutored.user_id, timed_tutored.pk, NOON + 30 * MINUTE)
        answer(timed_tutored, 1, "A", NOON + 31 * MINUTE)
        timed_tutored.refresh_from_db()
        assert timed_tutored.seconds == {"1": 120}

    def test_a_second_resume_gives_no_more_time(self, timed_tutored):
        pause(timed_tutored, NOON + 10 * MINUTE)
        for minutes in (20, 25):
            block = lifecycle.resume(timed_tutored.user_id, timed_tutored.pk, NOON + minutes * MINUTE)
        assert block.deadline_at == NOON + 40 * MINUTE

    def test_a_second_pause_keeps_the_first(self, timed_tutored):
        pause(timed_tutored, NOON + MINUTE)
        assert pause(timed_tutored, NOON + 9 * MINUTE).fate == Fate.PAUSED
        timed_tutored.refresh_from_db()
        assert timed_tutored.paused_at == NOON + MINUTE

    def test_a_paused_block_takes_no_answer_and_says_so(self, tab, timed_tutored):
        pause(timed_tutored)
        sent = tab.post(at(timed_tutored, 1), {"choice": "C"}, follow=True)
        assert "paused in another window" in sent.content.decode()
        by_htmx = tab.post(at(timed_tutored, 1), {"choice": "C"}, headers=HTMX)
        assert by_htmx["HX-Redirect"] == place_of(timed_tutored)
        assert "X-Answer" not in by_htmx  # the browser keeps the answer until the block goes on
        assert not Answer.objects.exists()

    def test_the_sweep_leaves_it_alone_and_it_counts_as_open(self, timed_tutored):
        pause(timed_tutored, NOON + MINUTE)
        later = timed_tutored.deadline_at + 60 * MINUTE
        assert lifecycle.expire_overdue(later) == 0
        assert not Block.objects.closed(later).exists()
        timed_tutored.refresh_from_db()
        assert timed_tutored.as_of(later).is_running

    def test_it_is_the_only_block_one_may_have_open(self, timed_tutored):
        pause(timed_tutored)
        with pytest.raises(lifecycle.BlockRunningError):
            start_block(timed_tutored.user, now=NOON + 600 * MINUTE)

    def test_ended_while_paused_it_ended_when_the_clock_was_stopped(self, tab, timed_tutored, clock):
        pause(timed_tutored, NOON + MINUTE)
        clock.now = NOON + 300 * MINUTE
        tab.post(reverse("blocks:end", args=[timed_tutored.pk]))
        timed_tutored.refresh_from_db()
        assert (timed_tutored.status, timed_tutored.finished_at) == (Block.Status.FINISHED, NOON + MINUTE)

    def test_nobody_else_can_resume_it(self, other_tab, timed_tutored):
        pause(timed_tutored)
        assert other_tab.post(reverse("blocks:resume", args=[timed_tutored.pk])).status_code == 404
        timed_tutored.refresh_from_db()
        assert timed_tutored.is_paused

    def test_resuming_is_no_reading(self, tab, timed_tutored):
        assert tab.get(reverse("blocks:resume", args=[timed_tutored.pk])).status_code == 405


class TestBudgets:
    @pytest.mark.parametrize("mode", ["timed", "tutor", "timed-tutor", "untimed"])
    def test_an_answer_takes_eight_statements_and_the_next_question_ten_in_every_mode(
        self, tab, learner, clock, mode
    ):
        block = start_block(learner, mode=mode)
        with assertNumQueries(8):
            tab.post(at(block, 1), {"choice": "B", "client_key": "k1", "sequence": "1"}, headers=HTMX)
        with assertNumQueries(10):
            tab.post(at(block, 2), {"choice": "B", "action": "next"}, headers=HTMX)

    def test_a_reveal_takes_eleven(self, tab, tutored):
        with assertNumQueries(11):
            tab.post(at(tutored, 1), {"choice": "B", **REVEAL}, headers=HTMX)
