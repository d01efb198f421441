"""What a learner leaves on an item beside the answer: confidence, highlights, note."""

import pytest
from django.test import Client
from django.urls import reverse

from questions.blocks import lifecycle
from questions.blocks.notes import LONGEST_NOTE, Draft, digest
from tests.blocks.markup import element, elements
from tests.factories.blocks import NOON, SECOND, answer, current_choice, start_block

pytestmark = pytest.mark.django_db
HTMX = {"HX-Request": "true"}
NOTE_SAVED_AS_TYPED = {**HTMX, "HX-Trigger-Name": "note"}


def at(block, position=1):
    return reverse("blocks:question", args=[block.pk, position])


def stored(block, position=1):
    return block.block_items.get(position=position)


def stem(block, position=1):
    return stored(block, position).item.stem


class TestConfidence:
    @pytest.mark.parametrize("level", ["sure", "unsure", "guess"])
    def test_it_is_kept_and_shown_pressed(self, tab, block, level):
        tab.post(at(block), {"confidence": level})
        assert stored(block).confidence == level
        shown = tab.get(at(block))
        pressed = [each for each in elements(shown, "button", name="confidence") if each["aria-pressed"] == "true"]
        assert [each["id"] for each in pressed] == [f"confidence-{level}"]

    def test_pressed_again_it_is_taken_back(self, tab, block):
        tab.post(at(block), {"confidence": "sure"})
        again = element(tab.get(at(block)), "button", id="confidence-sure")["value"]
        tab.post(at(block), {"confidence": again})
        assert stored(block).confidence == ""

    def test_it_is_optional(self, tab, block):
        tab.post(at(block), {"choice": "A", "action": "next"})
        assert (stored(block).confidence, current_choice(block, 1)) == ("", "A")

    def test_after_the_reveal_it_stands(self, tab, learner, clock):
        block = start_block(learner, mode="tutor")
        tab.post(at(block), {"choice": "A", "confidence": "guess"})
        tab.post(at(block), {"action": "reveal"})
        tab.post(at(block), {"confidence": "sure"})
        assert stored(block).confidence == "guess"
        assert not elements(tab.get(at(block)), "button", name="confidence")


class TestHighlights:
    def test_the_highlighted_words_are_marked_in_their_colour(self, tab, block):
        start = stem(block).index("woman")
        tab.post(at(block), {"highlight": f"{start}-{start + 5}-green"})
        mark = element(tab.get(at(block)), "mark")
        assert mark.text == "woman"
        assert "ink--green" in mark["class"]

    def test_the_text_stays_the_stem_to_the_character(self, tab, block):
        for span in ("0-4-yellow", "2-9-pink", "6-7-none"):
            tab.post(at(block), {"highlight": span})
        page = element(tab.get(at(block)), "p", id="stem")
        assert "".join(page.pieces).removesuffix(" ") == stem(block)

    def test_without_a_colour_of_its_own_it_takes_the_chosen_one(self, tab, block):
        tab.post(at(block), {"highlight": "0-4", "colour": "blue"})
        tab.post(at(block), {"highlight": "6-8"})
        assert stored(block).highlights == [[0, 4, "blue"], [6, 8, "yellow"]]

    def test_a_repeated_request_changes_nothing(self, tab, block):
        for _ in range(2):
            tab.post(at(block), {"highlight": "0-4-blue"}, headers=HTMX)
        assert stored(block).highlights == [[0, 4, "blue"]]

    def test_every_sentence_has_a_button_that_highlights_it_and_takes_that_back(self, tab, block):
        buttons = [each for each in elements(tab.get(at(block)), "button", name="highlight") if each["value"]]
        assert " ".join(each.text for each in buttons) == stem(block)
        tab.post(at(block), {"highlight": buttons[1]["value"], "colour": "pink"})
        pressed = element(tab.get(at(block)), "button", id="sentence-2")
        assert pressed["aria-pressed"] == "true"
        tab.post(at(block), {"highlight": pressed["value"], "colour": "pink"})
        assert stored(block).highlights == []

    @pytest.mark.parametrize(
        "span",
        ["", "5", "4-4", "5-3", "0-100000", "-1-3", "a-b", "0-٣", "0-4-red", "0-4-", "0-9999999", "0-4-blue-1"],
    )
    def test_a_span_that_our_pages_never_send_is_refused(self, tab, block, span):
        sent = tab.post(at(block), {"highlight": span, "choice": "B", "mark": "1"})
        assert sent.status_code == 400
        assert (stored(block).highlights, stored(block).marked, current_choice(block, 1)) == ([], False, "")

    def test_the_end_refuses_it_too_and_does_not_end(self, tab, block):
        path = reverse("blocks:end", args=[block.pk])
        assert tab.post(path, {"position": "1", "highlight": "0-100000"}).status_code == 400
        block.refresh_from_db()
        assert block.is_running

    def test_what_two_windows_highlight_adds_up(self, tab, learner, block):
        second = Client()
        second.force_login(learner)
        tab.post(at(block), {"highlight": "0-4-blue"})
        second.post(at(block), {"highlight": "6-9-pink"})
        assert stored(block).highlights == [[0, 4, "blue"], [6, 9, "pink"]]


class TestNotes:
    def test_it_is_kept_and_stands_in_its_field(self, tab, block):
        tab.post(at(block), {"note": "Look up the half-life.", "action": "next"})
        assert stored(block).note == "Look up the half-life."
        assert element(tab.get(at(block)), "textarea").text == "Look up the half-life."
        assert element(tab.get(at(block, 2)), "textarea").text == ""

    def test_line_breaks_come_back_as_they_were_typed(self, tab, block):
        tab.post(at(block), {"note": "\r\none\r\n\r\ntwo"})
        assert stored(block).note == "\none\n\ntwo"
        drawn = element(tab.get(at(block)), "textarea")
        assert (
            "".join(drawn.pieces).removesuffix(" ") == "\n\none\n\ntwo"
        )  # a browser drops the first line break of a field

    def test_saved_as_typed_only_its_state_comes_back(self, tab, block):
        sent = tab.post(at(block), {"note": "half"}, headers=NOTE_SAVED_AS_TYPED)
        assert element(sent, "input", name="note_drawn")["value"] == digest("half")
        assert not elements(sent, "h1")

    def test_it_cannot_inject_markup(self, tab, block):
        tab.post(at(block), {"note": "</textarea><script>alert(1)</script>"})
        assert b"<script>alert" not in tab.get(at(block)).content

    def test_an_untouched_form_of_an_old_window_leaves_a_newer_note_alone(self, tab, block):
        drawn = digest("")
        tab.post(at(block), {"note": "newer", "note_drawn": drawn})
        sent = tab.post(at(block), {"note": "", "note_drawn": drawn, "action": "next"})
        assert sent.status_code == 303
        assert stored(block).note == "newer"

    def test_two_windows_do_not_overwrite_each_other(self, tab, block):
        drawn = digest("")
        tab.post(at(block), {"note": "first window", "note_drawn": drawn})
        for headers in ({}, HTMX, NOTE_SAVED_AS_TYPED):
            fields = {"note": "second window", "note_drawn": drawn, "choice": "B"}
            sent = tab.post(at(block), fields, headers=headers)
            assert "Another window changed this note" in sent.content.decode()
            assert element(sent, "q").text == "first window"
            assert element(sent, "textarea").text == "second window"
        assert (stored(block).note, current_choice(block, 1)) == ("first window", "B")
        again = element(sent, "input", name="note_drawn")["value"]
        tab.post(at(block), {"note": "second window", "note_drawn": again})
        assert stored(block).note == "second window"

    def test_a_repeated_note_is_no_conflict(self):
        assert not Draft("same", drawn=digest("older")).is_stale("same")

    @pytest.mark.parametrize(
        ("note", "status"), [("x" * LONGEST_NOTE, 303), ("x" * (LONGEST_NOTE + 1), 400), ("a\0b", 400)]
    )
    def test_its_length_is_limited_and_control_characters_are_refused(self, tab, block, note, status):
        assert tab.post(at(block), {"note": note}).status_code == status
        assert stored(block).note == (note if status == 303 else "")


ALL = {"confidence": "sure", "highlight": "0-4-blue", "note": "mine", "mark": "1", "strike": "B"}


@pytest.mark.parametrize("headers", [{}, HTMX, NOTE_SAVED_AS_TYPED], ids=["page", "htmx", "as typed"])
def test_nothing_is_taken_once_the_block_has_closed(tab, block, headers):
    answer(block, 1, "B")
    lifecycle.finish(block.pk, NOON + SECOND)
    before = block.block_items.values().get(position=1)
    sent = tab.post(at(block), ALL, headers=headers)
    assert sent.status_code == 409
    assert "The stored answer to question 1 is B" in sent.content.decode()
    assert block.block_items.values().get(position=1) == before


def test_nobody_else_can_write_on_it(other_tab, block):
    before = block.block_items.values().get(position=1)
    assert other_tab.post(at(block), ALL).status_code == 404
    assert block.block_items.values().get(position=1) == before


def test_at_zero_the_note_being_typed_is_sent_along(tab, block, clock):
    clock.now = block.deadline_at + SECOND
    fields = {"time_up": "1", "position": "1", "choice": "C", "note": "just in time"}
    tab.post(reverse("blocks:end", args=[block.pk]), fields)
    assert stored(block).note == "just in time"


def test_all_of_it_is_there_in_the_review(tab, block):
    clue = stem(block).index("Her blood")
    fields = {"confidence": "guess", "note": "Fever first.\n\nThen pressure.", "strike": "B", "choice": "A"}
    tab.post(at(block), {**fields, "highlight": f"{clue - 6}-{clue + 3}-green"})
    lifecycle.finish(block.pk, NOON + SECOND)
    shown = tab.get(reverse("blocks:review", args=[block.pk]))
    first = elements(shown, "article")[0].text
    assert "You were guessing" in first
    notes = [each.text for each in elements(shown, "textarea", name="note")]
    assert notes == ["Fever first. Then pressure.", "", ""]
    assert "B. Finding B struck out" in first
    inked = [mark.text for mark in elements(shown, "mark") if "ink--green" in mark["class"]]
    assert "".join(inked) == "ever.Her"  # cut where the decisive sentence begins


def test_the_decisive_sentence_is_not_told_before_the_review(tab, block):
    tab.post(at(block), {"highlight": "0-5-green"})
    assert [mark["class"].split() for mark in elements(tab.get(at(block)), "mark")] == [["ink", "ink--green"]]
