"""The pages around a block in a real browser: accessible in light and dark, on a phone, and without a script."""

import datetime as dt

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from questions.blocks import lifecycle
from quizsite.accounts.models import User
from tests.browser.page import press
from tests.factories.accounts import PASSWORD, UserFactory
from tests.factories.bank import ItemFactory
from tests.factories.blocks import MINUTE, answer, start_block

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

VISITORS = (
    "/",
    "/guides/?q=tnf",
    "/guides/tnf-inhibitors/",
    "/progress/",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/preferences/",
    "/nothing-here/",
)
PEOPLE = ("/", "/progress/", "/accounts/logout/", "/accounts/password/change/", "/accounts/2fa/")
PHONE = {"width": 360, "height": 740}
TARGET_PX = 44


def history(person):
    """Give a person three finished blocks."""
    for days in (3, 2, 1):
        then = timezone.now() - dt.timedelta(days=days)
        block = start_block(person, now=then)
        answer(block, 1, "C", then)
        lifecycle.finish(block.pk, then + MINUTE)


def accessible(page):
    """Fail with what axe says about the page, if it says anything."""
    found = Axe().run(page, options={"resultTypes": ["violations"]})
    assert found.violations_count == 0, f"{page.url}\n{found.generate_report()}"


def fill_in(page, **fields):
    for label, text in fields.items():
        page.get_by_label(label.replace("_", " "), exact=True).fill(text)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_visitors_are_accessible(page, live_server, scheme):
    ItemFactory()
    page.emulate_media(color_scheme=scheme)
    for path in VISITORS:
        page.goto(f"{live_server.url}{path}")
        accessible(page)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_pages_of_people_are_accessible(tab, live_server, learner, scheme):
    history(learner)
    tab.emulate_media(color_scheme=scheme)
    for path in PEOPLE:
        tab.goto(f"{live_server.url}{path}")
        accessible(tab)


def test_nothing_runs_over_the_edge_of_a_phone(tab, live_server, learner):
    history(learner)
    tab.set_viewport_size(PHONE)
    for path in (*PEOPLE, "/accounts/preferences/", "/blocks/new/"):
        tab.goto(f"{live_server.url}{path}")
        assert tab.evaluate("document.documentElement.scrollWidth") <= PHONE["width"], path


def test_what_one_taps_is_large_enough(page, live_server):
    ItemFactory()
    page.set_viewport_size(PHONE)
    page.goto(f"{live_server.url}/")
    for target in page.locator(".menu a, .button, .brand").all():
        assert target.bounding_box()["height"] >= TARGET_PX


@pytest.mark.parametrize(("theme", "scheme"), [("dark", "light"), ("light", "dark")])
def test_the_chosen_theme_wins_over_the_device(tab, live_server, learner, theme, scheme):
    User.objects.filter(pk=learner.pk).update(theme=theme)
    tab.emulate_media(color_scheme=scheme)
    tab.goto(f"{live_server.url}/")
    paper = tab.evaluate("getComputedStyle(document.documentElement).backgroundColor")
    brightness = sum(int(part) for part in paper.strip("rgb()").split(","))
    assert (brightness < 200) == (theme == "dark")


def test_the_keyboard_skips_to_the_content_and_shows_where_it_is(page, live_server):
    page.goto(f"{live_server.url}/")
    page.keyboard.press("Tab")
    skip = page.get_by_role("link", name="Skip to content")
    expect(skip).to_be_focused()
    expect(skip).to_be_in_viewport()
    assert skip.evaluate("element => getComputedStyle(element).outlineStyle") == "solid"
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Start a block")).to_be_focused()


def test_the_chart_has_a_name_and_the_numbers_stand_in_a_table(tab, live_server, learner):
    history(learner)
    tab.goto(f"{live_server.url}/progress/")
    expect(tab.get_by_role("img", name="Score by block")).to_be_visible()
    rows = tab.get_by_role("table", name="Blocks taken, newest first").get_by_role("row")
    expect(rows).to_have_count(4)
    expect(rows.nth(1)).to_contain_text("1 of 3")


@pytest.fixture
def scriptless(browser):
    """Return a page of a visitor in a browser without JavaScript."""
    context = browser.new_context(java_script_enabled=False)
    yield context.new_page()
    context.close()


def test_a_guest_signs_up_without_javascript_and_keeps_the_block(scriptless, live_server):
    ItemFactory.create_batch(2)
    page = scriptless
    page.goto(live_server.url)
    page.get_by_role("link", name="Start a block").click()
    fill_in(page, Number_of_questions="2")
    press(page, "Start block")
    page.get_by_role("radio", name="C. Finding C").check()
    press(page, "Next")
    press(page, "End block")
    press(page, "End block now")
    page.get_by_role("link", name="Progress").first.click()
    page.get_by_role("link", name="Sign up").first.click()
    fill_in(page, Username="newcomer", Password=PASSWORD)
    page.get_by_label("Password (again)").fill(PASSWORD)
    press(page, "Sign up")
    expect(page.get_by_role("heading", name="Progress", exact=True)).to_be_visible()
    expect(page.get_by_role("link", name="newcomer")).to_be_visible()
    expect(page.get_by_role("table", name="Blocks taken")).to_contain_text("1 of 2")


def test_one_signs_in_changes_preferences_and_signs_out_without_javascript(scriptless, live_server):
    person = UserFactory(username="regular")
    page = scriptless
    page.goto(f"{live_server.url}/accounts/login/?next=/accounts/preferences/")
    fill_in(page, Username="regular", Password=PASSWORD)
    press(page, "Sign in")
    page.get_by_label("Testing time").select_option("2.00")
    press(page, "Save")
    expect(page.get_by_role("status")).to_contain_text("Preferences saved.")
    page.get_by_role("link", name="Sign out").click()
    press(page, "Sign out")
    expect(page.get_by_role("link", name="Sign in")).to_be_visible()
    person.refresh_from_db()
    assert person.time_factor == 2
