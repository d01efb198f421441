"""Taking a block, as pages and as fragments."""

import re
import uuid

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertNumQueries, assertRedirects

from questions.blocks import lifecycle
from questions.blocks.models import Answer, Block
from questions.blocks.timing import GRACE
from tests.blocks.markup import element, elements
from tests.factories.blocks import MINUTE, NOON, SECOND, answer, current_choice, start_block, stored_choices

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}


def at(block, position):
    return reverse("blocks:question", args=[block.pk, position])


def end_of(block):
    return reverse("blocks:end", args=[block.pk])


def review_of(block):
    return reverse("blocks:review", args=[block.pk])


def without_token(response):
    """Return the body without what is drawn anew for every response."""
    return re.sub(rb'"X-CSRFToken": "\w+"', b"", response.content)


class TestAQuestion:
    def test_it_has_a_heading_one_radio_group_of_five_and_the_buttons_of_the_contract(self, tab, block):
        shown = tab.get(at(block, 2))
        assert element(shown, "h1").text == "Question 2 of 3"
        radios = elements(shown, "input", type="radio", name="choice")
        names = [element(shown, "label", for_=radio["id"]).text for radio in radios]
        assert names == [f"{letter}. Finding {letter}" for letter in "ABCDE"]
        buttons = {
            button.attributes.get("aria-label", button.text)
            for button in elements(shown, "button")
            if button.attributes.get("aria-hidden") != "true"
        }
        assert buttons >= {"Previous", "Next", "Mark for review", "End block", "Strike out A", "Strike out E"}
        assert element(shown, "p", role="timer")["aria-label"] == "Time remaining"
        assert element(shown, "nav", aria_label="Questions")
        assert element(shown, "p", role="status")

    def test_the_stored_answer_mark_and_strike_outs_come_back(self, tab, block):
        answer(block, 1, "B", marked=True, strike=("D", True))
        shown = tab.get(at(block, 1))
        assert [radio["value"] for radio in elements(shown, "input", name="choice") if "checked" in radio] == ["B"]
        assert element(shown, "button", id="mark")["aria-pressed"] == "true"
        assert element(shown, "button", id="strike-D")["aria-pressed"] == "true"
        assert element(shown, "button", id="place-1")["aria-label"] == "Question 1, answered, marked"

    def test_the_navigator_tells_answered_unanswered_and_marked(self, tab, block):
        answer(block, 1, "B")
        lifecycle.submit(block.user_id, block.pk, 3, lifecycle.Submission(marked=True), NOON)
        shown = tab.get(at(block, 2))
        places = [element(shown, "button", id=f"place-{n}") for n in (1, 2, 3)]
        labels = [place["aria-label"] for place in places]
        assert labels == ["Question 1, answered", "Question 2, unanswered", "Question 3, unanswered, marked"]

    def test_htmx_gets_the_fragment_and_both_say_on_what_they_depend(self, tab, block):
        whole, fragment = tab.get(at(block, 1)), tab.get(at(block, 1), headers=HTMX)
        assert b"<html" in whole.content
        assert b"<html" not in fragment.content
        assert element(fragment, "h1").text == "Question 1 of 3"
        for response in (whole, fragment):
            assert "HX-Request" in response["Vary"]
            assert "no-store" in response["Cache-Control"]

    def test_a_history_restore_gets_the_whole_page(self, tab, block):
        headers = {**HTMX, "HX-History-Restore-Request": "true"}
        assert b"<html" in tab.get(at(block, 1), headers=headers).content

    def test_the_focus_goes_to_the_heading(self, tab, block):
        assert "autofocus" in element(tab.get(at(block, 1)), "h1")

    def test_the_clock_is_told_the_server_s_time(self, tab, block, clock):
        clock.now = NOON + MINUTE
        timer = element(tab.get(at(block, 1)), "p", role="timer")
        assert int(timer["data-deadline"]) - int(timer["data-now"]) == 29 * 60 * 1000

    def test_an_untimed_block_has_no_deadline_on_its_clock(self, tab, learner, clock):
        timer = element(tab.get(at(start_block(learner, mode="untimed"), 1)), "p", role="timer")
        assert timer.text == "Untimed"
        assert "data-deadline" not in timer


class TestAnAnswer:
    def test_a_plain_form_saves_and_moves_on(self, tab, block):
        sent = tab.post(at(block, 1), {"choice": "B", "action": "next"})
        assertRedirects(sent, at(block, 2), status_code=303)
        assert current_choice(block, 1) == "B"

    @pytest.mark.parametrize(
        ("action", "position"), [("save", 2), ("next", 3), ("previous", 1), ("goto-1", 1), ("goto-3", 3)]
    )
    def test_every_move_keeps_the_choice(self, tab, block, action, position):
        assertRedirects(tab.post(at(block, 2), {"choice": "D", "action": action}), at(block, position), 303)
        assert current_choice(block, 2) == "D"

    def test_a_form_with_nothing_but_a_choice_is_saved(self, tab, block):
        assertRedirects(tab.post(at(block, 1), {"choice": "B"}), at(block, 1), 303)
        assert current_choice(block, 1) == "B"

    def test_next_on_the_last_question_leads_to_the_end(self, tab, block):
        assertRedirects(tab.post(at(block, 3), {"choice": "D", "action": "next"}), end_of(block), 303)

    def test_a_selection_by_htmx_changes_its_place_in_the_navigator_only(self, tab, block):
        sent = tab.post(at(block, 1), {"choice": "B", "client_key": "k1", "sequence": "1"}, headers=HTMX)
        assert element(sent, "button")["aria-label"] == "Question 1, answered"
        assert sent["X-Answer"] == "stored"
        assert not elements(sent, "input")

    def test_next_by_htmx_brings_the_question_its_address_and_the_focus(self, tab, block):
        sent = tab.post(at(block, 1), {"choice": "B", "action": "next"}, headers=HTMX)
        assert "autofocus" in element(sent, "h1")
        assert element(sent, "h1").text == "Question 2 of 3"
        assert sent["HX-Push-Url"] == at(block, 2)

    def test_a_mark_by_htmx_changes_its_button_and_its_place_and_leaves_the_form_alone(self, tab, block):
        sent = tab.post(at(block, 1), {"mark": "1"}, headers=HTMX)
        assert element(sent, "button", id="mark", hx_swap_oob="true")["value"] == "0"
        assert element(sent, "button", id="place-1", hx_swap_oob="true")["aria-label"].endswith("marked")
        assert sent["HX-Reswap"] == "none"
        assert not elements(sent, "form")
        assert not elements(sent, "h1")
        assert "HX-Push-Url" not in sent

    @pytest.mark.parametrize(
        ("fields", "tag", "part"),
        [
            ({"strike": "B"}, "button", "strike-B"),
            ({"confidence": "sure"}, "div", "confidence"),
            ({"highlight": "0-4-blue"}, "p", "stem"),
            ({"highlight": "0-4-blue"}, "ol", "sentences"),
        ],
    )
    def test_what_changed_by_htmx_takes_the_place_of_what_stood_there(self, tab, block, fields, tag, part):
        drawn = element(tab.get(at(block, 1)), tag, id=part)
        sent = tab.post(at(block, 1), fields, headers=HTMX)
        assert set(element(sent, tag, id=part).attributes) == {*drawn.attributes, "hx-swap-oob"}
        assert not elements(sent, "form")

    def test_marks_and_strike_outs_work_with_a_plain_form(self, tab, block):
        tab.post(at(block, 1), {"mark": "1", "choice": "C"})
        tab.post(at(block, 1), {"strike": "A"})
        tab.post(at(block, 1), {"strike": "B"})
        tab.post(at(block, 1), {"unstrike": "A"})
        place = block.block_items.with_choice().get(position=1)
        assert (place.marked, place.struck, place.choice) == (True, "B", "C")

    def test_an_overtaken_form_gets_the_stored_answer_and_a_notice(self, tab, block):
        answer(block, 1, "D", key="window2", sequence=1)
        stale = {"choice": "A", "client_key": "window1", "sequence": "1", "action": "next"}
        for headers, text in ((HTMX, "The stored answer is D"), ({}, "The stored answer is D")):
            sent = tab.post(at(block, 1), stale, headers=headers)
            assert sent.status_code == 200
            assert text in sent.content.decode()
            assert sent["X-Answer"] == "overtaken"
        assert stored_choices(block, 1) == ["D"]

    def test_a_stale_plain_form_does_not_overwrite_a_newer_answer(self, tab, block):
        stale = elements(tab.get(at(block, 1)), "input", name="sequence")[0]["value"]
        tab.post(at(block, 1), {"choice": "D", "sequence": stale})
        sent = tab.post(at(block, 1), {"choice": "A", "sequence": stale, "action": "next"})
        assert "The stored answer is D" in sent.content.decode()
        assert current_choice(block, 1) == "D"

    def test_right_and_wrong_answers_get_the_same_bytes(self, tab, block):
        answer(block, 1, "A")
        answer(block, 2, "A")
        for headers in (HTMX, {}):
            bodies = {}
            for sequence, choice in enumerate(("C", "B"), start=2):  # C is the key
                fields = {"choice": choice, "client_key": f"{choice}key{len(headers)}", "sequence": sequence}
                sent = tab.post(at(block, 1 if headers else 2), fields, headers=headers)
                bodies[choice] = (sent.status_code, sent.content, sorted(sent.headers.items()))
            assert bodies["C"] == bodies["B"]

    def test_the_options_look_alike(self, tab, block):
        rows = [row for row in elements(tab.get(at(block, 1)), "div") if row.attributes.get("class") == "option"]
        assert len(rows) == 5
        radios = elements(tab.get(at(block, 1)), "input", name="choice")
        assert len({tuple(sorted(set(radio.attributes) - {"id", "value"})) for radio in radios}) == 1
        assert len({radio["type"] for radio in radios}) == 1


class TestTheEnd:
    def test_it_lists_what_is_unanswered_and_marked(self, tab, block):
        answer(block, 1, "B")
        lifecycle.submit(block.user_id, block.pk, 3, lifecycle.Submission(marked=True), NOON)
        shown = tab.get(end_of(block))
        text = shown.content.decode()
        assert "2 unanswered count as wrong" in text
        assert "1 marked for review" in text
        assert [button.text for button in elements(shown, "button") if "End" in button.text] == ["End block now"]

    def test_end_block_keeps_the_choice_on_the_way(self, tab, block):
        assertRedirects(tab.post(at(block, 1), {"choice": "E", "action": "end"}), end_of(block), 303)
        assert current_choice(block, 1) == "E"

    def test_htmx_gets_the_inside_of_the_dialog(self, tab, block):
        sent = tab.post(at(block, 1), {"action": "end"}, headers=HTMX)
        assert sent["HX-Retarget"] == "#end-dialog"
        assert element(sent, "h2", id="ending-heading").text == "End this block?"
        assert not elements(sent, "h1")

    def test_ended_by_hand_it_leads_to_the_review(self, tab, block):
        assertRedirects(tab.post(end_of(block)), review_of(block), 303)
        block.refresh_from_db()
        assert block.status == Block.Status.FINISHED

    def test_a_second_end_leads_to_the_review_too(self, tab, block):
        tab.post(end_of(block))
        assertRedirects(tab.post(end_of(block)), review_of(block), 303)

    def test_the_choice_under_way_at_zero_counts(self, tab, block, clock):
        clock.now = block.deadline_at + SECOND
        fields = {"time_up": "1", "position": "2", "choice": "C", "client_key": "last", "sequence": "1"}
        assertRedirects(tab.post(end_of(block), fields), review_of(block), 303)
        block.refresh_from_db()
        assert (block.status, block.finished_at) == (Block.Status.EXPIRED, block.deadline_at)
        assert current_choice(block, 2) == "C"

    def test_a_browser_clock_that_runs_ahead_does_not_end_the_block(self, tab, block, clock):
        clock.now = block.deadline_at - SECOND
        fields = {"time_up": "1", "position": "2", "choice": "C"}
        assertRedirects(
            tab.post(end_of(block), fields),
            reverse("blocks:block", args=[block.pk]),
            303,
            fetch_redirect_response=False,
        )
        block.refresh_from_db()
        assert block.is_running
        assert current_choice(block, 2) == "C"

    def test_an_untimed_block_is_not_ended_by_a_clock(self, tab, learner, clock):
        block = start_block(learner, mode="untimed")
        tab.post(end_of(block), {"time_up": "1"})
        block.refresh_from_db()
        assert block.is_running


class TestAfterTheEnd:
    @pytest.fixture(params=["finished", "overdue"])
    def closed(self, request, block, clock):
        answer(block, 1, "B")
        if request.param == "finished":
            lifecycle.finish(block.pk, NOON + MINUTE)
            clock.now = NOON + 2 * MINUTE
        else:
            clock.now = block.deadline_at + GRACE + SECOND
        return block

    def test_every_page_of_it_leads_to_the_review(self, tab, closed):
        for path in (at(closed, 1), end_of(closed), reverse("blocks:block", args=[closed.pk])):
            assertRedirects(tab.get(path), review_of(closed), 303)

    @pytest.mark.parametrize("headers", [{}, HTMX], ids=["page", "htmx"])
    def test_a_late_answer_is_refused_with_the_stored_one_shown(self, tab, closed, headers):
        sent = tab.post(at(closed, 1), {"choice": "C"}, headers=headers)
        assert sent.status_code == 409
        assert "The stored answer to question 1 is B" in sent.content.decode()
        assert sent["X-Answer"] == "refused"
        assert (b"<html" in sent.content) is not bool(headers)
        assert stored_choices(closed, 1) == ["B"]

    def test_replaying_everything_changes_no_row(self, tab, closed):
        tab.post(end_of(closed))
        before = list(Block.objects.values()), list(Answer.objects.values())
        for position in (1, 2, 3):
            tab.post(at(closed, position), {"choice": "C", "mark": "1", "strike": "A", "action": "next"})
        tab.post(end_of(closed), {"position": "2", "choice": "C", "time_up": "1"})
        assert (list(Block.objects.values()), list(Answer.objects.values())) == before


class TestResume:
    def test_it_goes_where_the_learner_was(self, tab, block):
        tab.post(at(block, 1), {"action": "goto-3"})
        assertRedirects(tab.get(reverse("blocks:block", args=[block.pk])), at(block, 3), 303)


class TestAbuse:
    def test_other_people_s_blocks_are_as_absent_as_none(self, other_tab, block):
        nobodys = uuid.uuid4()
        for name, *rest in (("block",), ("question", 1), ("end",), ("review",)):
            real, absent = (reverse(f"blocks:{name}", args=[pk, *rest]) for pk in (block.pk, nobodys))
            assert other_tab.get(real).status_code == 404
            assert without_token(other_tab.get(real)) == without_token(other_tab.get(absent))
        for path in (at(block, 1), end_of(block)):
            assert other_tab.post(path, {"choice": "A"}).status_code == 404
        assert not Answer.objects.exists()
        block.refresh_from_db()
        assert block.is_running

    def test_a_visitor_is_led_to_the_sign_in_and_back(self, client, block):
        sent = client.post(at(block, 1), {"choice": "A"})
        assert sent.status_code == 302
        assert sent.url == f"{reverse('account_login')}?next={at(block, 1)}"

    def test_an_expired_session_does_not_swap_the_sign_in_into_the_question(self, client, block):
        sent = client.post(at(block, 1), {"choice": "A"}, headers=HTMX)
        assert sent.status_code == 204
        assert sent["HX-Redirect"].startswith(reverse("account_login"))
        assert "X-Answer" not in sent

    @pytest.mark.parametrize("position", ["0", "4", "40", "1000000000", "9" * 30, "-1", "%00", "1%00", "a", "1.5"])
    def test_there_is_nothing_at_other_positions(self, tab, block, position):
        path = f"/blocks/{block.pk}/{position}/"
        assert tab.get(path).status_code == 404
        assert tab.post(path, {"choice": "A"}).status_code == 404
        assert not Answer.objects.exists()

    @pytest.mark.parametrize(
        "fields",
        [
            {"choice": ["A", "B"]},
            {"choice": "F"},
            {"choice": ""},
            {"choice": "AB"},
            {"choice": "\0"},
            {"choice": "A", "client_key": "x" * 65, "sequence": "1"},
            {"choice": "A", "client_key": "no\0nul", "sequence": "1"},
            {"choice": "A", "client_key": "key", "sequence": "0"},
            {"choice": "A", "sequence": "-1"},
            {"choice": "A", "sequence": "9" * 10},
            {"choice": "A", "sequence": "٣"},
            {"choice": "A", "action": "explode"},
            {"choice": "A", "action": "goto-1000"},
            {"choice": "A", "mark": "yes"},
            {"choice": "A", "strike": "AB"},
        ],
        ids=str,
    )
    def test_what_our_pages_never_send_is_refused(self, tab, block, fields):
        for path in (at(block, 1), end_of(block)):
            assert tab.post(path, {**fields, "position": "1"}).status_code == 400
        assert not Answer.objects.exists()
        block.refresh_from_db()
        assert block.is_running

    @pytest.mark.parametrize("position", ["0", "99", "x", "-1", "9999"])
    def test_the_end_takes_no_choice_for_a_place_that_is_not_there(self, tab, block, position):
        sent = tab.post(end_of(block), {"choice": "A", "position": position})
        assert sent.status_code in (400, 404)
        block.refresh_from_db()
        assert block.is_running

    def test_a_jump_out_of_the_block_is_no_error(self, tab, block):
        assert tab.post(at(block, 1), {"action": "goto-999"}).status_code == 303
        assert tab.post(at(block, 1), {"action": "goto-0"}, follow=True).status_code == 404

    def test_what_a_learner_may_not_set_is_ignored(self, tab, block, other_learner):
        tab.post(
            at(block, 1),
            {
                "choice": "A",
                "is_correct": "1",
                "score": "3",
                "deadline_at": "2099-01-01",
                "deadline": "2099-01-01",
                "user": other_learner.pk,
                "mode": "untimed",
                "status": "finished",
                "time_factor": "3",
                "at": "2000-01-01",
                "seconds_on_item": "1",
            },
        )
        before = (block.deadline_at, block.user_id, block.mode, block.status, block.time_factor)
        block.refresh_from_db()
        assert (block.deadline_at, block.user_id, block.mode, block.status, block.time_factor) == before
        assert Answer.objects.get().at == NOON

    def test_every_post_needs_the_token(self, learner, block):
        strict = Client(enforce_csrf_checks=True)
        strict.force_login(learner)
        for path in (at(block, 1), end_of(block), reverse("blocks:new")):
            assert strict.post(path, {"choice": "A"}).status_code == 403

    @pytest.mark.parametrize("method", ["put", "patch", "delete"])
    def test_other_methods_are_refused(self, tab, block, method):
        for path in (at(block, 1), end_of(block), review_of(block), reverse("blocks:new")):
            assert getattr(tab, method)(path).status_code == 405

    def test_reading_never_writes(self, tab, block, clock):
        def rows():
            return list(Block.objects.values()), list(block.block_items.values()), list(Answer.objects.values())

        before = rows()
        for now in (NOON, block.deadline_at + SECOND, block.deadline_at + MINUTE):
            clock.now = now
            for name, *rest in (("block",), ("question", 1), ("question", 3), ("end",), ("review",)):
                path = reverse(f"blocks:{name}", args=[block.pk, *rest])
                tab.get(path)
                tab.head(path)
                tab.get(path, headers=HTMX)
            tab.get(reverse("blocks:new"))
        assert rows() == before


class TestBudgets:
    """Statements per request; the session, its user and the borders of the transaction are among them."""

    def test_an_answer_takes_eight_statements(self, tab, block):
        with assertNumQueries(8):
            tab.post(at(block, 1), {"choice": "B", "client_key": "k1", "sequence": "1"}, headers=HTMX)

    def test_the_next_question_takes_ten(self, tab, block):
        with assertNumQueries(10):
            tab.post(at(block, 1), {"choice": "B", "action": "next"}, headers=HTMX)

    @pytest.mark.parametrize("size", [2, 40])
    def test_a_page_takes_as_many_whatever_the_size(self, tab, learner, clock, size):
        block = start_block(learner, size=size)
        with assertNumQueries(5):
            tab.get(at(block, 1))
        with assertNumQueries(4):
            tab.get(end_of(block))
