"""A block in a real browser: mouse, keyboard, no script, two windows, no network, and the end of time."""

import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from questions.blocks import lifecycle
from questions.blocks.models import Answer, Block
from tests.browser.page import heading, option, press
from tests.factories.bank import ItemFactory
from tests.factories.blocks import MINUTE, SECOND, answer, current_choice, start_block, stored_choices

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]


def saved(page):
    expect(page.get_by_role("status")).to_have_text("Saved")


def kept(page):
    """Return what the browser still keeps of unsent answers."""
    return page.evaluate("Object.keys(sessionStorage).filter((key) => key.startsWith('unsent'))")


def accessible(page):
    """Fail with what axe says about the page, if it says anything."""
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, found.generate_report()


def test_a_block_by_mouse_from_the_start_page_to_its_review(page, live_server):
    ItemFactory.create_batch(3)
    page.goto(f"{live_server.url}/")
    page.get_by_role("link", name="Start a block").click()
    page.get_by_label("Number of questions").fill("3")
    page.get_by_label("Minutes").fill("5")
    press(page, "Start block")
    for position, letter in enumerate("CAC", start=1):
        expect(heading(page, f"Question {position} of 3")).to_be_focused()
        page.get_by_text(f"{letter}. Finding {letter}").click()
        saved(page)
        place = page.get_by_role("navigation", name="Questions").get_by_role("button").nth(position - 1)
        expect(place).to_have_accessible_name(f"Question {position}, answered")
        press(page, "Next")
    dialog = page.get_by_role("dialog")
    expect(dialog).to_contain_text("Every question is answered.")
    dialog.get_by_role("button", name="End block now").click()
    expect(heading(page, "Block review")).to_be_visible()
    expect(page.get_by_role("group", name="Score")).to_contain_text("2 of 3")
    assert Block.objects.get().user.is_guest
    assert kept(page) == []


def test_a_choice_made_the_moment_a_question_appears_is_saved(tab, go, block):
    go(f"/blocks/{block.pk}/1/")
    tab.evaluate("""
        document.body.addEventListener("htmx:afterSwap", () => document.getElementById("option-B").click())
    """)
    press(tab, "Next")
    saved(tab)
    assert stored_choices(block, 2) == ["B"]


def test_a_block_by_keyboard_alone(tab, go, block):
    go(f"/blocks/{block.pk}/1/")
    keys = tab.keyboard
    keys.press("c")
    saved(tab)
    keys.press("n")
    expect(heading(tab, "Question 2 of 3")).to_be_focused()
    keys.press("1")
    expect(option(tab, "A")).to_be_focused()
    keys.press("s")
    expect(tab.get_by_role("button", name="Strike out A")).to_have_attribute("aria-pressed", "true")
    keys.press("m")
    expect(tab.get_by_role("button", name="Mark for review")).to_have_attribute("aria-pressed", "true")
    keys.press("ArrowRight")
    expect(heading(tab, "Question 3 of 3")).to_be_focused()
    keys.press("ArrowLeft")
    expect(heading(tab, "Question 2 of 3")).to_be_focused()
    expect(option(tab, "A")).to_be_checked()
    _tab_to(tab, tab.get_by_role("button", name="End block", exact=True))
    keys.press("Enter")
    dialog = tab.get_by_role("dialog")
    expect(dialog).to_contain_text("1 unanswered counts as wrong")
    keys.press("Escape")
    expect(dialog).to_be_hidden()
    keys.press("Enter")
    _tab_to(tab, dialog.get_by_role("button", name="End block now"))
    keys.press("Enter")
    expect(tab.get_by_role("group", name="Score")).to_contain_text("1 of 3")
    place = block.block_items.with_choice().get(position=2)
    assert (place.choice, place.struck, place.marked) == ("A", "A", True)


def _tab_to(page, wanted):
    for _ in range(60):
        if wanted.evaluate("element => element === document.activeElement"):
            return
        page.keyboard.press("Tab")
    raise AssertionError("The keyboard does not reach it.")


@pytest.fixture
def scriptless(browser, learner, sign_in):
    """Return a page of the learner in a browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, learner)
    yield context.new_page()
    context.close()


def test_a_block_without_javascript(scriptless, live_server):
    ItemFactory.create_batch(3)
    page = scriptless
    page.goto(f"{live_server.url}/blocks/new/?preset=step-1")
    page.get_by_label("Number of questions").fill("3")
    press(page, "Start block")
    option(page, "C").check()
    press(page, "Next")
    press(page, "Mark for review")
    press(page, "Strike out B")
    option(page, "A").check()
    page.get_by_role("button", name="Question 3, unanswered").click()
    expect(heading(page, "Question 3 of 3")).to_be_visible()
    press(page, "Previous")
    expect(option(page, "A")).to_be_checked()
    expect(page.get_by_role("button", name="Question 2, answered, marked")).to_be_visible()
    option(page, "B").check()
    press(page, "Save answer")
    press(page, "End block")
    expect(page.get_by_text("1 unanswered counts as wrong")).to_be_visible()
    press(page, "End block now")
    expect(page.get_by_role("group", name="Score")).to_contain_text("1 of 3")
    page.get_by_role("link", name="Missed (2)").click()
    expect(page.get_by_role("heading", level=2, name=re.compile("Question"))).to_have_count(2)


def test_a_reload_keeps_answer_mark_and_place(tab, go, block):
    go(f"/blocks/{block.pk}/2/")
    option(tab, "D").check()
    saved(tab)
    press(tab, "Mark for review")
    expect(tab.get_by_role("button", name="Question 2, answered, marked")).to_be_visible()
    tab.reload()
    expect(heading(tab, "Question 2 of 3")).to_be_visible()
    expect(option(tab, "D")).to_be_checked()


def test_back_shows_the_question_before_with_its_answer(tab, go, block):
    go(f"/blocks/{block.pk}/1/")
    option(tab, "D").check()
    press(tab, "Next")
    expect(heading(tab, "Question 2 of 3")).to_be_visible()
    tab.go_back()
    expect(heading(tab, "Question 1 of 3")).to_be_visible()
    expect(option(tab, "D")).to_be_checked()
    option(tab, "E").check()
    saved(tab)
    assert stored_choices(block, 1) == ["D", "E"]


def test_a_change_of_mind_in_one_breath_ends_with_the_last_choice(tab, go, block):
    go(f"/blocks/{block.pk}/1/")
    for letter in "ABED":
        tab.keyboard.press(letter)
    press(tab, "Next")
    expect(heading(tab, "Question 2 of 3")).to_be_visible()
    assert current_choice(block, 1) == "D"


def test_a_double_click_on_next_moves_once(tab, go, block):
    go(f"/blocks/{block.pk}/1/")
    tab.get_by_role("button", name="Next", exact=True).dblclick()
    expect(heading(tab, "Question 2 of 3")).to_be_focused()
    tab.wait_for_load_state("networkidle")
    expect(heading(tab, "Question 2 of 3")).to_be_visible()


def test_a_second_window_learns_of_the_newer_answer(tab, go, context, live_server, block):
    go(f"/blocks/{block.pk}/1/")
    second = context.new_page()
    second.goto(f"{live_server.url}/blocks/{block.pk}/1/")
    option(tab, "B").check()
    saved(tab)
    option(second, "D").check()
    expect(second.get_by_text("The stored answer is B")).to_be_visible()
    expect(option(second, "B")).to_be_checked()
    assert stored_choices(block, 1) == ["B"]
    option(second, "D").check()
    saved(second)
    assert stored_choices(block, 1) == ["B", "D"]


def test_an_answer_given_offline_is_kept_and_sent_later(tab, go, context, block):
    go(f"/blocks/{block.pk}/1/")
    context.set_offline(True)
    option(tab, "D").check()
    expect(tab.get_by_role("status")).to_contain_text("Offline")
    assert not Answer.objects.exists()
    context.set_offline(False)
    saved(tab)
    assert stored_choices(block, 1) == ["D"]


def test_an_answer_given_offline_survives_a_reload(tab, go, live_server, block):
    go(f"/blocks/{block.pk}/1/")
    tab.route("**/blocks/**", lambda route: route.abort() if route.request.method == "POST" else route.continue_())
    option(tab, "D").check()
    expect(tab.get_by_role("status")).to_contain_text("retrying")
    tab.unroute("**/blocks/**")
    tab.reload()
    expect(option(tab, "D")).to_be_checked()
    saved(tab)
    assert stored_choices(block, 1) == ["D"]


def test_a_lost_acknowledgement_makes_no_second_answer(tab, go, block):
    go(f"/blocks/{block.pk}/1/")
    lost = []

    def lose_the_first(route):
        if route.request.method != "POST" or lost:
            return route.continue_()
        lost.append(route.fetch())  # the server has it, the browser never hears of it
        return route.abort()

    tab.route("**/blocks/**", lose_the_first)
    option(tab, "D").check()
    expect(tab.get_by_role("status")).to_contain_text("retrying")
    saved(tab)
    assert lost
    assert stored_choices(block, 1) == ["D"]


def test_an_expired_session_leads_to_the_sign_in_and_the_choice_survives(
    tab, go, context, learner, sign_in, block
):
    go(f"/blocks/{block.pk}/2/")
    context.clear_cookies(name="sessionid")
    option(tab, "D").check()
    expect(tab).to_have_url(re.compile(rf"login/\?next=/blocks/{block.pk}/2/"))
    sign_in(context, learner)
    go(f"/blocks/{block.pk}/2/")
    expect(option(tab, "D")).to_be_checked()
    saved(tab)
    assert current_choice(block, 2) == "D"


def test_a_token_that_changed_in_another_window_costs_no_answer(tab, go, context, block):
    go(f"/blocks/{block.pk}/2/")
    context.clear_cookies(name="csrftoken")
    option(tab, "D").check()
    saved(tab)
    expect(option(tab, "D")).to_be_checked()
    assert stored_choices(block, 2) == ["D"]


def test_at_zero_the_choice_under_way_is_sent_and_the_block_ends(tab, go, live_server, learner):
    tab.clock.install()
    block = start_block(learner, now=timezone.now() - 29 * MINUTE)
    go(f"/blocks/{block.pk}/1/")
    timer = tab.get_by_role("timer", name="Time remaining")
    expect(timer).to_have_text(re.compile(r"0:\d\d|1:00"))
    tab.route("**/blocks/**/1/", lambda route: route.abort())  # the save on selection gets lost
    option(tab, "C").check()
    Block.objects.filter(pk=block.pk).update(deadline_at=timezone.now())  # the server's minute has passed
    tab.clock.fast_forward("01:05")
    expect(heading(tab, "Block review")).to_be_visible()
    block.refresh_from_db()
    assert (block.status, block.finished_at) == (Block.Status.EXPIRED, block.deadline_at)
    assert current_choice(block, 1) == "C"


def test_a_browser_clock_that_jumps_ahead_costs_no_time(tab, go, block):
    tab.clock.install()
    go(f"/blocks/{block.pk}/1/")
    tab.clock.fast_forward("40:00")
    expect(tab.get_by_role("timer")).to_have_text(re.compile(r"29:\d\d|30:00"))
    expect(heading(tab, "Question 1 of 3")).to_be_visible()
    block.refresh_from_db()
    assert block.is_running


def test_the_last_minutes_are_announced_and_a_hidden_clock_comes_back(tab, go, learner):
    tab.clock.install()
    block = start_block(learner, now=timezone.now() - 24 * MINUTE)
    go(f"/blocks/{block.pk}/1/")
    press(tab, "Hide time")
    timer = tab.get_by_role("timer")
    expect(timer).to_have_text("Time hidden")
    tab.clock.run_for("01:05")
    expect(timer).to_have_text(re.compile(r"4:\d\d"))
    expect(tab.get_by_role("status")).to_have_text("5 minutes left")


def test_an_answer_after_the_end_shows_what_is_stored(tab, go, block):
    go(f"/blocks/{block.pk}/1/")
    answer(block, 1, "B", timezone.now(), key="elsewhere", sequence=1)
    lifecycle.finish(block.pk, timezone.now() + SECOND)
    option(tab, "D").check()
    expect(heading(tab, "The block has ended")).to_be_focused()
    expect(tab.get_by_text("The stored answer to question 1 is B")).to_be_visible()
    tab.get_by_role("link", name="See the review").click()
    expect(heading(tab, "Block review")).to_be_visible()
    assert kept(tab) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_a_block_is_accessible(tab, go, block, scheme, width):
    tab.emulate_media(color_scheme=scheme)
    tab.set_viewport_size({"width": width, "height": 800})
    answer(block, 1, "A", timezone.now(), marked=True, strike=("D", True))
    go("/blocks/new/")
    accessible(tab)
    go(f"/blocks/{block.pk}/1/")
    accessible(tab)
    press(tab, "End block")
    expect(tab.get_by_role("dialog")).to_be_visible()
    accessible(tab)
    go(f"/blocks/{block.pk}/end/")
    accessible(tab)
    press(tab, "End block now")
    expect(heading(tab, "Block review")).to_be_visible()
    accessible(tab)


def test_nothing_sticks_out_on_a_phone_and_the_navigator_shows_where_one_is(tab, go, learner):
    tab.set_viewport_size({"width": 360, "height": 780})
    block = start_block(learner, size=40, now=timezone.now())
    for path in ("/blocks/new/", f"/blocks/{block.pk}/20/", f"/blocks/{block.pk}/end/"):
        go(path)
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), path
    go(f"/blocks/{block.pk}/20/")
    press(tab, "Next")
    expect(tab.get_by_role("button", name="Question 21, unanswered")).to_be_in_viewport(ratio=1)
    lifecycle.finish(block.pk, timezone.now())
    go(f"/blocks/{block.pk}/review/")
    assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_everything_to_press_is_large_enough(tab, go, block):
    tab.set_viewport_size({"width": 360, "height": 800})
    go(f"/blocks/{block.pk}/1/")
    small = tab.evaluate(
        """() => [...document.querySelectorAll("main button, main a, main summary, main label")]
        .filter((each) => each.checkVisibility() && !each.matches(".visually-hidden"))
        .map((each) => [each.textContent.trim(), each.getBoundingClientRect()])
        .filter(([, box]) => box.width < 44 || box.height < 44)
        .map(([text, box]) => `${text}: ${box.width} x ${box.height}`)"""
    )
    assert small == []
