"""The runner's tools in a real browser: highlights, notes, confidence, lab values, calculator, settings, keys."""

import re

import pytest
from django.utils import timezone
from playwright.sync_api import expect

from questions.blocks import lifecycle
from tests.browser.page import button
from tests.factories.blocks import SECOND

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


@pytest.fixture
def question(tab, live_server, block):
    """Return the learner's page at the first question."""
    tab.goto(f"{live_server.url}/blocks/{block.pk}/1/")
    return tab


def stored(block, position=1):
    return block.block_items.get(position=position)


def stem(block):
    return stored(block).item.stem


def focused(page, element_id):
    expect(page.locator(f"#{element_id}")).to_be_focused()


def refuse(page, which=lambda request: True):
    """Let forms sent from the first question get lost."""
    page.route(
        "**/1/",
        lambda route, request: route.abort() if request.method == "POST" and which(request) else route.continue_(),
    )


def drag_over(page, text):
    """Select a text of the vignette with the mouse, from its first to its last character."""
    box = page.evaluate(
        """(text) => {
            const node = document.getElementById("stem").firstChild;
            const range = document.createRange();
            range.setStart(node, node.data.indexOf(text));
            range.setEnd(node, node.data.indexOf(text) + text.length);
            const box = range.getBoundingClientRect();
            return [box.left, box.right, (box.top + box.bottom) / 2];
        }""",
        text,
    )
    left, right, middle = box
    page.mouse.move(left + 1, middle)
    page.mouse.down()
    page.mouse.move(right - 1, middle, steps=4)
    page.mouse.up()


class TestHighlights:
    def test_selected_text_gets_a_colour_from_the_palette_and_loses_it_by_a_click(self, question, block):
        drag_over(question, "has a fever")
        palette = question.get_by_role("toolbar", name="Highlight the selected text")
        palette.get_by_role("button", name="Blue").click()
        mark = question.locator("#stem mark")
        expect(mark).to_have_text("has a fever")
        start = stem(block).index("has a fever")
        assert stored(block).highlights == [[start, start + 11, "blue"]]
        question.reload()
        mark.click()
        expect(mark).to_have_count(0)
        assert stored(block).highlights == []

    def test_the_key_highlights_what_is_selected_and_takes_it_back(self, question, block):
        for shown in (1, 0):
            drag_over(question, "fever") if shown else question.locator("#stem mark").dblclick()
            question.keyboard.press("h")
            expect(question.locator("#stem mark")).to_have_count(shown)
        assert stored(block).highlights == []

    def test_by_keyboard_alone_words_and_sentences_are_selected_with_the_arrows(self, question, block):
        vignette = question.get_by_role("group", name="Vignette")
        vignette.focus()
        question.keyboard.press("ArrowDown")
        question.keyboard.press("ArrowDown")
        expect(question.get_by_role("status")).to_have_text("Selected: Her blood pressure is low.")
        question.keyboard.press("h")
        expect(vignette.locator("mark")).to_have_text("Her blood pressure is low.")
        expect(vignette).to_be_focused()
        question.keyboard.press("ArrowUp")
        question.keyboard.press("ArrowRight")
        question.keyboard.press("Shift+ArrowRight")
        question.keyboard.press("Enter")
        expect(vignette.locator("mark")).to_have_text(" pressure is low.")

    def test_sentences_are_highlighted_from_a_list_that_stays_open(self, question, block):
        button(question, "Highlight").click()
        question.get_by_label("Color").select_option("pink")
        sentence = button(question, "Her blood pressure is low.")
        sentence.click()
        expect(sentence).to_have_attribute("aria-pressed", "true")
        expect(sentence).to_be_focused()
        assert stored(block).highlights[0][2] == "pink"
        question.keyboard.press("Escape")
        expect(sentence).to_be_hidden()
        focused(question, "highlight")

    def test_they_stay_on_their_words_in_another_text_size_and_width(self, question, block):
        drag_over(question, "has a fever")
        question.keyboard.press("h")
        expect(question.locator("#stem mark")).to_have_text("has a fever")
        question.evaluate("document.documentElement.dataset.text = 'largest'")
        question.set_viewport_size({"width": 360, "height": 800})
        expect(question.locator("#stem mark")).to_have_text("has a fever")

    def test_one_that_could_not_be_saved_is_not_shown_as_made(self, question, context, block):
        context.set_offline(True)
        drag_over(question, "fever")
        question.keyboard.press("h")
        expect(question.get_by_role("status")).to_contain_text("Offline")
        expect(question.locator("#stem mark")).to_have_count(0)


class TestNotes:
    def test_a_note_is_saved_as_typed_and_is_there_after_a_reload(self, question, block):
        button(question, "Notes").click()
        note = question.get_by_label("Note", exact=True)
        expect(note).to_be_focused()
        question.keyboard.type("Abc 123 m")  # letters that would be keys elsewhere
        expect(question.get_by_text("Saved.")).to_be_visible()
        assert stored(block).note == "Abc 123 m"
        question.reload()
        question.keyboard.press("w")
        expect(note).to_have_value("Abc 123 m")

    def test_what_is_being_typed_outlives_another_change_to_the_question(self, question, block):
        refuse(question, lambda request: "mark=1" not in request.post_data)
        button(question, "Notes").click()
        question.keyboard.type("half")
        button(question, "Mark for review").click()
        expect(button(question, "Mark for review")).to_have_attribute("aria-pressed", "true")
        note = question.get_by_label("Note", exact=True)
        expect(note).to_be_visible()
        expect(note).to_have_value("half")

    def test_typed_offline_it_is_kept_through_a_reload_and_sent_later(self, question, block):
        refuse(question)
        button(question, "Notes").click()
        question.keyboard.type("kept")
        expect(question.get_by_text("Not saved yet, retrying…", exact=True)).to_be_visible()
        question.unroute("**/1/")
        question.reload()
        expect(question.get_by_label("Note", exact=True)).to_have_value("kept")
        expect(question.locator("#note")).not_to_have_attribute("data-unsaved", "1")
        assert stored(block).note == "kept"
        assert question.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('note'))") == []

    def test_moving_on_takes_the_note_along(self, question, block):
        button(question, "Notes").click()
        question.keyboard.type("last words")
        button(question, "Next").click()
        expect(question.get_by_role("heading", level=1, name="Question 2 of 3")).to_be_focused()
        assert stored(block).note == "last words"
        button(question, "Notes").click()
        expect(question.get_by_label("Note", exact=True)).to_have_value("")

    def test_a_second_window_does_not_overwrite_it(self, question, context, live_server, block):
        second = context.new_page()
        second.goto(f"{live_server.url}/blocks/{block.pk}/1/")
        button(question, "Notes").click()
        question.keyboard.type("first")
        expect(question.get_by_text("Saved.")).to_be_visible()
        button(second, "Notes").click()
        second.keyboard.type("second")
        expect(second.get_by_text("Another window changed this note meanwhile.")).to_be_visible()
        expect(second.get_by_label("Note", exact=True)).to_have_value("second")
        assert stored(block).note == "first"

    def test_after_the_end_it_is_refused_in_sight(self, question, block):
        button(question, "Notes").click()
        lifecycle.finish(block.pk, timezone.now() + SECOND)
        question.keyboard.type("too late")
        expect(question.get_by_role("heading", name="The block has ended")).to_be_visible()
        assert stored(block).note == ""


def test_confidence_has_a_key_for_each_level_and_pressing_it_again_takes_it_back(question, block):
    for key, name in (("7", "Sure"), ("9", "Guess"), ("8", "Unsure")):
        question.keyboard.press(key)
        expect(button(question, name)).to_have_attribute("aria-pressed", "true")
    assert stored(block).confidence == "unsure"
    button(question, "Unsure").click()
    expect(button(question, "Unsure")).to_have_attribute("aria-pressed", "false")
    assert stored(block).confidence == ""


def test_keys_in_one_breath_all_count(question, block):
    for key in "8cs7m":
        question.keyboard.press(key)
    expect(button(question, "Question 1, answered, marked")).to_be_visible()
    expect(button(question, "Sure")).to_have_attribute("aria-pressed", "true")
    question.wait_for_load_state("networkidle")
    place = block.block_items.with_choice().get(position=1)
    assert (place.choice, place.struck, place.confidence, place.marked) == ("C", "C", "sure", True)


class TestLabValues:
    def test_they_are_found_by_an_alias_beside_the_question(self, question):
        question.keyboard.press("l")
        search = question.get_by_role("searchbox", name="Find a test")
        expect(search).to_be_focused()
        question.keyboard.type("sgpt")
        panel = question.get_by_role("region", name="Lab values")
        expect(panel.locator("[data-names]:visible")).to_have_text(re.compile("Alanine.*10–40 U/L"))
        question.keyboard.press("Enter")
        question.get_by_text("C. Finding C").click()  # not modal: the question stays in use
        expect(question.get_by_role("radio", name="C. Finding C")).to_be_checked()
        expect(panel).to_be_visible()

    def test_one_button_changes_the_units(self, question):
        button(question, "Lab values").click()
        question.get_by_role("searchbox").fill("glucose csf")
        panel = question.get_by_role("region", name="Lab values")
        expect(panel).to_contain_text("40–70 mg/dL")
        button(question, "SI units").click()
        expect(panel.get_by_role("row").last).to_contain_text("2.2–3.9 mmol/L")

    def test_what_is_done_before_their_script_is_there_counts(self, question):
        asked_for = []
        question.route("**/labs*.js", lambda route: asked_for.append(route))
        button(question, "Lab values").click()
        question.get_by_role("searchbox").fill("glucose csf")
        button(question, "SI units").click()
        asked_for[0].continue_()
        panel = question.get_by_role("region", name="Lab values")
        expect(panel.get_by_role("row").last).to_contain_text("2.2–3.9 mmol/L")

    def test_escape_closes_them_and_the_focus_goes_back(self, question):
        button(question, "Lab values").click()
        expect(question.get_by_role("searchbox")).to_be_focused()
        question.keyboard.press("Escape")
        expect(question.get_by_role("searchbox")).to_be_hidden()
        focused(question, "lab-values")

    def test_what_could_not_be_fetched_is_fetched_when_opened_again(self, question, context):
        context.set_offline(True)
        button(question, "Lab values").click()
        expect(question.get_by_text("This could not be loaded.")).to_be_visible()
        context.set_offline(False)
        question.keyboard.press("Escape")
        button(question, "Lab values").click()
        expect(question.get_by_role("searchbox")).to_be_visible()


CALCULATIONS = {
    "12.5*4=": "50",
    "0.1+0.2=": "0.3",
    "2+3*4=": "20",  # as they are typed, without precedence: a pocket calculator
    "10-4/3=": "2",
    "200+10%=": "220",
    "200*10%=": "20",
    "50%": "0.5",
    "9r": "3",
    "7+9r=": "10",
    "5s+8=": "3",
    "5/0=": "Error",
    "5/0=7": "7",
    "1..5+1=": "2.5",
    "1/3=": "0.333333333333",
    "2sr": "Error",
    "5+=": "10",
    "5+*3=": "15",
}


class TestTheCalculator:
    def test_it_calculates_what_is_typed(self, question):
        question.keyboard.press("k")
        shown = question.locator("[data-figure]")
        for typed, figure in CALCULATIONS.items():
            question.keyboard.type(typed)
            expect(shown, typed).to_have_text(figure)
            question.keyboard.press("Delete")

    def test_it_has_a_memory_and_buttons_and_announces_the_result(self, question):
        button(question, "Calculator").click()
        panel = question.get_by_role("region", name="Calculator")
        for name in ("7", "Multiply", "6", "Result", "Memory add", "Clear", "Memory recall", "Add", "1"):
            panel.get_by_role("button", name=name, exact=True).click()
        question.keyboard.press("Enter")
        expect(panel.locator("[data-figure]")).to_have_text("43")
        expect(panel.locator("[data-announced]")).to_have_text("42 + 1 = 43")
        panel.get_by_role("button", name="Delete the last digit").click()
        expect(panel.locator("[data-figure]")).to_have_text("0")

    def test_its_keys_do_not_answer_the_question(self, question):
        question.keyboard.press("k")
        question.keyboard.type("12c")
        question.keyboard.press("Escape")
        focused(question, "calculate")
        assert question.get_by_role("radio", checked=True).count() == 0

    def test_on_a_desk_it_stands_beside_the_lab_values_and_on_a_phone_instead(self, question):
        labs = question.get_by_role("region", name="Lab values")
        button(question, "Lab values").click()
        button(question, "Calculator").click()
        expect(labs).to_be_visible()
        question.keyboard.press("Escape")
        question.set_viewport_size({"width": 360, "height": 780})
        button(question, "Calculator").click()
        expect(labs).to_be_hidden()


class TestSettings:
    def test_they_show_at_once_and_are_kept_for_the_next_page(self, question, learner):
        question.keyboard.press(",")
        dialog = question.get_by_role("dialog", name="Settings")
        for group, choice in (
            ("Appearance", "Dark"),
            ("Text size", "Largest"),
            ("Contrast", "High"),
            ("Motion", "Reduced"),
        ):
            dialog.get_by_role("group", name=group).get_by_label(choice).check()
            expect(dialog.get_by_text("Saved.")).to_be_visible()
        button(question, "Done").click()
        root = question.locator("html")
        expected = {"theme": "dark", "text": "largest", "contrast": "high", "motion": "reduced"}
        for _ in range(2):
            for name, value in expected.items():
                expect(root).to_have_attribute(f"data-{name}", value)
            expect(root).to_have_css("font-size", "24px")
            question.wait_for_load_state("networkidle")
            question.reload()
        learner.refresh_from_db()
        assert (learner.theme, learner.text_size, learner.contrast, learner.motion) == tuple(expected.values())

    def test_the_keys_can_be_switched_off_for_good(self, question):
        button(question, "Settings").click()
        dialog = question.get_by_role("dialog", name="Settings")
        dialog.get_by_role("group", name="Keyboard shortcuts").get_by_label("Off").check()
        expect(dialog.get_by_text("Saved.")).to_be_visible()
        button(question, "Done").click()
        for _ in range(2):
            question.keyboard.press("n")
            question.keyboard.press("c")
            expect(question.get_by_role("heading", level=1)).to_have_text("Question 1 of 3")
            expect(question.get_by_role("radio", name="C. Finding C")).not_to_be_checked()
            question.reload()


class TestTheListOfKeys:
    def test_a_question_mark_opens_it_and_while_it_is_open_no_key_acts(self, question):
        question.keyboard.press("?")
        dialog = question.get_by_role("dialog", name="Keys")
        expect(dialog).to_contain_text("mark for review")
        question.keyboard.press("m")
        question.keyboard.press("n")
        question.keyboard.press("Escape")
        expect(dialog).to_be_hidden()
        expect(button(question, "Mark for review")).to_have_attribute("aria-pressed", "false")

    def test_it_lists_every_key(self, question):
        question.keyboard.press("?")
        expect(question.get_by_role("dialog", name="Keys").locator("dl")).to_be_visible()
        listed = set(question.locator("#keys-dialog dl kbd").all_text_contents())
        assert listed == {*"AE15MSHWLKTR789,?PN", "←", "→", "Esc"}
