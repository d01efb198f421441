"""Everybody can take a block: by keyboard or by ear, enlarged or on a phone, in every look, without a script."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from questions.blocks import lifecycle
from questions.blocks.models import Block
from tests.browser.page import button
from tests.factories.blocks import MINUTE, SECOND, answer, start_block

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

# Without motion: a colour in transition is no colour to judge.
LOOKS = {
    "light": {"theme": "light"},
    "dark": {"theme": "dark"},
    "light in high contrast": {"theme": "light", "contrast": "high"},
    "dark in high contrast": {"theme": "dark", "contrast": "high"},
}


def heading(page, text):
    return page.get_by_role("heading", name=text, exact=True)


def look(page, attributes):
    """Show the page as the settings would have it."""
    page.evaluate(
        """(wanted) => {
            for (const name of ["theme", "contrast", "text"]) delete document.documentElement.dataset[name];
            Object.assign(document.documentElement.dataset, { ...wanted, motion: "reduced" });
        }""",
        attributes,
    )


def accessible(page, state):
    """Fail with what axe says about the page in any look, if it says anything."""
    for name, attributes in LOOKS.items():
        look(page, attributes)
        found = Axe().run(page, options={"resultTypes": ["violations"]})
        assert found.violations_count == 0, f"{state}, {name}:\n{found.generate_report()}"


def test_axe_finds_nothing_in_any_state_of_a_question_in_any_look(tab, go, learner):
    block = start_block(learner, now=timezone.now())
    go(f"/blocks/{block.pk}/1/")
    accessible(tab, "as it comes")
    for key, opened in (("?", "Keys"), (",", "Settings")):
        tab.keyboard.press(key)
        expect(tab.get_by_role("dialog", name=opened)).to_be_visible()
        tab.wait_for_load_state("networkidle")
        accessible(tab, opened)
        tab.keyboard.press("Escape")
    tab.get_by_role("group", name="Vignette").focus()
    for key in ("ArrowDown", "h"):
        tab.keyboard.press(key)
    expect(tab.locator("#stem mark")).to_be_visible()
    for key in ("8", "c", "s", "m"):
        tab.keyboard.press(key)
    expect(button(tab, "Mark for review")).to_have_attribute("aria-pressed", "true")
    accessible(tab, "highlighted, answered, struck out, marked")
    for key, panel in (("w", "Note on question 1"), ("h", "Highlight"), ("l", "Lab values"), ("k", "Calculator")):
        tab.keyboard.press(key)
        expect(tab.get_by_role("region", name=panel)).to_be_visible()
        tab.wait_for_load_state("networkidle")
        accessible(tab, panel)
        tab.keyboard.press("Escape")
    button(tab, "End block").click()
    expect(tab.get_by_role("dialog")).to_be_visible()
    accessible(tab, "before the end")


def test_axe_finds_nothing_after_the_reveal_after_the_end_and_in_the_review(tab, go, learner):
    block = start_block(learner, mode="tutor", now=timezone.now())
    go(f"/blocks/{block.pk}/1/")
    tab.keyboard.press("a")
    expect(tab.get_by_role("status")).to_have_text("Saved")
    tab.keyboard.press("r")
    expect(heading(tab, "The correct answer is C")).to_be_visible()
    tab.get_by_label("Show the clue").check()
    accessible(tab, "revealed")
    lifecycle.submit(learner.pk, block.pk, 2, lifecycle.Submission(confidence="guess"), timezone.now())
    lifecycle.finish(block.pk, timezone.now() + SECOND)
    button(tab, "Next").click()
    expect(heading(tab, "The block has ended")).to_be_visible()
    accessible(tab, "ended")
    go(f"/blocks/{block.pk}/review/")
    accessible(tab, "review")
    for path in ("/blocks/labs/", "/accounts/display/", "/accounts/preferences/"):
        go(path)
        accessible(tab, path)


def test_axe_finds_nothing_when_the_time_is_nearly_up(tab, go, learner):
    block = start_block(learner, now=timezone.now() - 29 * MINUTE)
    go(f"/blocks/{block.pk}/1/")
    expect(tab.get_by_role("timer")).to_have_attribute("data-low", "")
    accessible(tab, "last minute")


def reach(page, wanted):
    """Press Tab until the element has the focus; after the last element the first one follows."""
    for _ in range(120):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError(f"The keyboard does not reach {wanted}.")


def test_a_whole_block_with_all_its_tools_by_tab_enter_space_and_arrows(tab, go, learner):
    """No single-key shortcut is used: they may be switched off."""
    learner.shortcuts = "off"
    learner.save()
    block = start_block(learner, size=2, now=timezone.now())
    go(f"/blocks/{block.pk}/1/")
    keys = tab.keyboard
    vignette = tab.get_by_role("group", name="Vignette")
    reach(tab, vignette)
    for key in ("ArrowDown", "Enter"):
        keys.press(key)
    expect(vignette.locator("mark")).to_be_visible()
    reach(tab, tab.get_by_role("radio").first)
    keys.press("ArrowDown")
    expect(tab.get_by_role("radio", name="B. Finding B")).to_be_checked()
    reach(tab, button(tab, "Strike out E"))
    keys.press("Space")
    expect(button(tab, "Strike out E")).to_have_attribute("aria-pressed", "true")
    expect(button(tab, "Strike out E")).to_be_focused()
    reach(tab, button(tab, "Unsure"))
    keys.press("Enter")
    expect(button(tab, "Unsure")).to_have_attribute("aria-pressed", "true")
    reach(tab, button(tab, "Next"))
    keys.press("Enter")
    expect(heading(tab, "Question 2 of 2")).to_be_focused()
    reach(tab, button(tab, "Notes"))
    keys.press("Enter")
    expect(tab.get_by_label("Note", exact=True)).to_be_focused()
    keys.press("Escape")
    expect(button(tab, "Notes")).to_be_focused()
    reach(tab, button(tab, "Lab values"))
    keys.press("Enter")
    expect(tab.get_by_role("searchbox")).to_be_focused()
    keys.press("Escape")
    expect(button(tab, "Lab values")).to_be_focused()
    reach(tab, button(tab, "End block"))
    keys.press("Enter")
    reach(tab, tab.get_by_role("dialog").get_by_role("button", name="End block now"))
    keys.press("Enter")
    expect(heading(tab, "Block review")).to_be_visible()
    place = block.block_items.get(position=1)
    assert (place.final_choice, place.struck, place.confidence) == ("B", "E", "unsure")
    assert place.highlights


def test_what_a_screen_reader_is_told_of_a_question(tab, go, learner):
    block = start_block(learner, now=timezone.now())
    answer(block, 2, "A", timezone.now(), marked=True)
    go(f"/blocks/{block.pk}/1/")
    expect(tab.get_by_role("main")).to_match_aria_snapshot(
        """
        - timer "Time remaining": /\\d+:\\d+/
        - button "Hide time"
        - status
        - group "Tools":
          - button "Lab values"
          - button "Calculator"
          - button "Settings"
          - button "Keys"
        - button "End block"
        - heading "Question 1 of 3" [level=1]
        - button "Mark for review"
        - button "Highlight"
        - button "Notes"
        - navigation "Questions":
          - button "Question 1, unanswered"
          - button "Question 2, answered, marked"
          - button "Question 3, unanswered"
        - group "Vignette": /Her blood pressure is low/
        - radiogroup "Which of the following is the most likely cause?":
          - radio "A. Finding A"
          - button "Strike out A"
          - radio "E. Finding E"
          - button "Strike out E"
        - group "Confidence":
          - button "Sure"
          - button "Unsure"
          - button "Guess"
        - button "Previous" [disabled]
        - button "Next"
        """
    )
    assert tab.get_by_role("radio").count() == 5


def test_what_happens_is_announced_in_the_one_status_region(tab, go, learner):
    block = start_block(learner, now=timezone.now())
    go(f"/blocks/{block.pk}/1/")
    status = tab.get_by_role("status")
    told = tab.evaluate_handle(
        """() => {
            const told = [];
            const status = document.getElementById("save-state");
            new MutationObserver(() => told.push(status.textContent)).observe(status, { childList: true });
            return told;
        }"""
    )
    tab.keyboard.press("a")
    expect(status).to_have_text("Saved")
    tab.get_by_role("group", name="Vignette").focus()
    for key in ("ArrowDown", "h"):
        tab.keyboard.press(key)
    expect(tab.locator("#stem mark")).to_be_visible()
    tab.wait_for_load_state("networkidle")
    tab.keyboard.press("m")
    expect(status).to_have_text("Marked for review")
    heard = told.json_value()
    for sentence in ("Saving…", "Saved", "Highlighted", "Marked for review"):
        assert sentence in heard
    assert any(sentence.startswith("Selected: A ") for sentence in heard)


SIZES = {"a phone": (360, 780), "200 percent of 1280 x 800": (640, 400), "a tablet": (768, 1024)}


@pytest.mark.parametrize("size", SIZES.values(), ids=list(SIZES))
def test_nothing_sticks_out_and_everything_is_large_enough(tab, go, learner, size):
    tab.set_viewport_size({"width": size[0], "height": size[1]})
    block = start_block(learner, now=timezone.now())
    go(f"/blocks/{block.pk}/1/")
    for text in ({}, {"text": "largest"}):
        look(tab, text)
        for tool in (None, "Notes", "Highlight", "Lab values", "Calculator"):
            if tool:
                button(tab, tool).click()
                tab.wait_for_load_state("networkidle")
            assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), (tool, text)
            assert small_targets(tab) == [], (tool, text)
            expect(button(tab, "End block")).to_be_in_viewport(ratio=1)
            if tool:
                tab.keyboard.press("Escape")


def small_targets(page):
    return page.evaluate(
        """() => [...document.querySelectorAll("main :is(button, a, summary, label, select, [type=search])")]
        .filter((each) => each.checkVisibility() && !each.matches(".visually-hidden, .panel label, [hidden]"))
        .map((each) => [each.textContent.trim(), each.getBoundingClientRect()])
        .filter(([, box]) => box.width < 43.99 || box.height < 43.99)
        .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"""
    )


@pytest.mark.parametrize("asked", ["by the device", "in the settings"])
def test_nothing_moves_for_those_who_asked_for_that(tab, go, learner, asked):
    if asked == "by the device":
        tab.emulate_media(reduced_motion="reduce")
    else:
        learner.motion = "reduced"
        learner.save()
    block = start_block(learner, now=timezone.now())
    go(f"/blocks/{block.pk}/1/")
    moving = tab.evaluate(
        """() => [...document.querySelectorAll("*")].filter((each) => {
            const style = getComputedStyle(each);
            const moves = style.transitionDuration !== "0s" || style.animationName !== "none";
            return moves || style.scrollBehavior === "smooth";
        }).map((each) => each.outerHTML.slice(0, 60))"""
    )
    assert moving == []


def test_without_javascript_a_block_can_be_taken_with_all_that_is_written_on_it(
    browser, learner, sign_in, live_server
):
    block = start_block(learner, size=2, now=timezone.now())
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, learner)
    page = context.new_page()
    page.goto(f"{live_server.url}/blocks/{block.pk}/1/")
    button(page, "Highlight").click()
    page.get_by_label("Color").select_option("green")
    button(page, "Her blood pressure is low.").click()
    expect(page.locator("#stem mark")).to_have_text("Her blood pressure is low.")
    button(page, "Guess").click()
    expect(button(page, "Guess")).to_have_attribute("aria-pressed", "true")
    button(page, "Notes").click()
    page.get_by_label("Note", exact=True).fill("Look it up.")
    button(page, "Save note").click()
    page.get_by_role("radio", name="C. Finding C").check()
    button(page, "Next").click()
    expect(heading(page, "Question 2 of 2")).to_be_visible()
    with context.expect_page() as opened:
        button(page, "Lab values").click()
    expect(heading(opened.value, "Laboratory values")).to_be_visible()
    with context.expect_page() as opened:
        button(page, "Settings").click()
    expect(heading(opened.value, "Settings")).to_be_visible()
    expect(button(page, "Calculator")).to_be_hidden()
    button(page, "End block").click()
    button(page, "End block now").click()
    first = page.get_by_role("article").first
    expect(first).to_contain_text("guessing")
    expect(first.get_by_role("textbox", name="Note on question 1")).to_have_value("Look it up.")
    expect(first.locator("mark.ink--green")).to_have_text("Her blood pressure is low.")
    context.close()
    assert block.block_items.get(position=1).correct
    assert Block.objects.get().status == Block.Status.FINISHED
