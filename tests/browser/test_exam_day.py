"""An exam day in a real browser, with the clocks of browser and server moved together."""

import datetime as dt
import re

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.utils import timezone
from playwright.sync_api import expect

from questions.bank.models import Item
from questions.blocks.exam_days.plans import PLANS, Plan
from questions.blocks.lifecycle import exam_day
from questions.blocks.models import Answer, Block
from questions.blocks.models_exam import ExamDay
from tests.browser.page import heading, press
from tests.factories.bank import ItemFactory
from tests.factories.blocks import MINUTE
from tests.factories.drugs import DrugFactory
from tests.factories.exam_days import take_block

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
TWO_BLOCKS = Plan("step-1-half", "Short day", step=1, sizes=(2, 2), pool_minutes=10)


class Time:
    """The one time of server and browser; it passes when a test says so."""

    def __init__(self, monkeypatch):
        self.now = timezone.now()
        self.page = None
        monkeypatch.setattr(timezone, "now", lambda: self.now)

    def show_to(self, page):
        """Let a page have this time too."""
        self.page = page
        page.clock.install(time=self.now)

    def passes(self, minutes):
        """Move both clocks on."""
        self.now += minutes * MINUTE
        if self.page:
            self.page.clock.fast_forward(int(minutes * 60_000))


@pytest.fixture
def time(monkeypatch):
    """Stop the server's clock."""
    return Time(monkeypatch)


@pytest.fixture
def stocked(transactional_db):
    """Stock as many items on different points as a whole day of Step 1 has."""
    Item.objects.bulk_create(ItemFactory.build_batch(280, drug=DrugFactory()))


@pytest.fixture
def short_day(monkeypatch):
    """Let half a day of Step 1 be one of two blocks with two items each, stocked."""
    monkeypatch.setitem(PLANS, "step-1-half", TWO_BLOCKS)
    ItemFactory.create_batch(4)


def at_break(page, number, left):
    """Expect the break before the block of this number, with this much break time left."""
    expect(heading(page, "Break" if number > 1 else "Before the first block")).to_be_visible()
    expect(page.get_by_text(f"Block {number} of")).to_be_visible()
    expect(page.get_by_role("timer", name="Break time left")).to_have_text(left)


def end_block(page):
    press(page, "End block")
    page.get_by_role("dialog").get_by_role("button", name="End block now").click()


@pytest.mark.slow
def test_a_whole_day_of_step_1(tab, go, time, stocked):
    """Fourteen blocks of twenty: one runs out, most end early, the last is cut by breaks that were too long."""
    time.show_to(tab)
    go("/exam-day/")
    press(tab, "Start a whole day of Step 1")
    expect(heading(tab, "Tutorial")).to_be_visible()
    expect(tab.get_by_role("timer", name="Time remaining")).to_have_text(re.compile("5:00|4:5."))
    time.passes(1)
    press(tab, "End tutorial")
    at_break(tab, 1, re.compile("59:00|58:5."))
    for number in range(1, 14):
        press(tab, "Start next block")
        expect(heading(tab, "Question 1 of 20")).to_be_visible()
        expect(tab.get_by_text(f"Block {number} of 14")).to_be_visible()
        tab.wait_for_load_state()  # a key is heard once the scripts have come
        tab.keyboard.press("c")
        expect(tab.get_by_role("status")).to_have_text("Saved")
        if number == 2:
            time.passes(30.1)  # nobody ends it: the browser does at zero
        else:
            time.passes(25)
            press(tab, "Unlock")
            end_block(tab)
        expect(heading(tab, "Break")).to_be_visible()
        time.passes(5)
    # 59 minutes of break, 12 x 5 left over, 13 x 5 taken, and the tenth of a minute.
    at_break(tab, 14, re.compile("53:5.|53:4."))
    time.passes(60)
    expect(tab.get_by_role("timer", name="Break time exceeded by")).to_have_text(re.compile("6:0."))
    press(tab, "Start next block")
    expect(tab.get_by_role("timer", name="Time remaining")).to_have_text(re.compile("23:5."))
    expect(tab.get_by_text("Over by")).to_be_visible()
    end_block(tab)
    expect(heading(tab, "Exam day report")).to_be_visible()
    expect(tab.get_by_role("link", name=re.compile(r"Block \d+"))).to_have_count(14)
    expect(tab.get_by_role("row", name=re.compile("^Block 14 1 of 20|^Block 14 0 of 20"))).to_be_visible()
    day = ExamDay.objects.get()
    assert day.ended_at == time.now
    concepts = Item.objects.filter(block_items__block__exam_day=day).values_list("concept", flat=True)
    assert len(concepts) == len(set(concepts)) == 280
    tab.get_by_role("link", name="Block 1", exact=True).click()
    expect(tab.get_by_role("group", name="Score")).to_contain_text("1 of 20")


def test_the_day_goes_on_where_it_stands_after_the_browser_was_closed(tab, go, time, short_day, context):
    go("/exam-day/")
    press(tab, "Start half a day of Step 1")
    press(tab, "End tutorial")
    press(tab, "Start next block")
    expect(heading(tab, "Question 1 of 2")).to_be_visible()
    tab.goto("about:blank")
    time.passes(10)
    go("/exam-day/")
    tab.get_by_role("link", name="Resume the exam day").click()
    expect(tab.get_by_role("timer", name="Time remaining")).to_have_text(re.compile("20:00|19:5."))
    tab.goto("about:blank")
    time.passes(25)
    go("/exam-day/")
    tab.get_by_role("link", name="Resume the exam day").click()
    at_break(tab, 2, re.compile("10:00|9:5."))


def test_a_day_without_javascript(browser, learner, sign_in, live_server, time, short_day):
    context = browser.new_context(java_script_enabled=False)
    sign_in(context, learner)
    page = context.new_page()
    page.goto(f"{live_server.url}/exam-day/")
    press(page, "Start half a day of Step 1")
    press(page, "End tutorial")
    for _ in range(2):
        press(page, "Start next block")
        page.get_by_role("radio", name="C. Finding C").check()
        press(page, "Next")
        press(page, "End block")
        press(page, "End block now")
    expect(heading(page, "Exam day report")).to_be_visible()
    expect(page.get_by_role("definition").filter(has_text="50%")).to_be_visible()
    context.close()


@pytest.fixture
def in_block(tab, go, time, short_day, learner):
    """Open the first question of a day's first block, and give the page the time."""
    day = exam_day.start_day(learner, TWO_BLOCKS, "token", 7, time.now)
    block = exam_day.start_block(learner, day.pk, 1, time.now)
    time.show_to(tab)
    go(f"/blocks/{block.pk}/1/")
    return block


def test_the_screen_asks_and_then_locks_while_nobody_is_there(tab, time, in_block):
    time.passes(10.1)
    dialog = tab.get_by_role("dialog")
    expect(dialog).to_have_accessible_name("Are you still there?")
    time.passes(0.5)
    expect(dialog).to_have_accessible_name("The screen is locked")
    tab.keyboard.press("Escape")
    tab.keyboard.press("c")
    tab.reload()
    expect(dialog).to_have_accessible_name("The screen is locked")
    press(tab, "Unlock")
    expect(dialog).to_be_hidden()
    expect(tab.get_by_role("timer", name="Time remaining")).to_have_text(re.compile("19:2."))
    assert not Answer.objects.exists()


def test_a_key_says_that_one_is_there_and_answers_nothing(tab, time, in_block):
    time.passes(10.1)
    expect(tab.get_by_role("dialog")).to_be_visible()
    tab.keyboard.press("c")
    expect(tab.get_by_role("dialog")).to_be_hidden()
    expect(tab.get_by_role("radio", name="C. Finding C")).not_to_be_checked()
    tab.keyboard.press("c")
    expect(tab.get_by_role("radio", name="C. Finding C")).to_be_checked()


def test_when_the_break_time_is_over_the_page_says_so_by_itself(tab, go, time, short_day, learner):
    day = exam_day.start_day(learner, TWO_BLOCKS, "token", 7, time.now)
    take_block(day, 1, time.now, minutes=0)
    time.show_to(tab)
    go(f"/exam-day/{day.pk}/")
    at_break(tab, 2, re.compile("45:00|44:5."))
    time.passes(44)
    expect(tab.get_by_role("status")).to_have_text("1 minute left of this time")
    time.passes(1.1)
    expect(tab.get_by_text("Your break time is used up.")).to_be_visible()
    time.passes(31)
    expect(heading(tab, "Exam day report")).to_be_visible()
    assert ExamDay.objects.get().ended_at is None  # nothing was written by looking
    assert Block.objects.count() == 1


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_page_of_a_day_is_accessible_and_fits(tab, go, time, short_day, learner, scheme, width):
    tab.emulate_media(color_scheme=scheme)
    tab.set_viewport_size({"width": width, "height": 800})

    def fine(path, name):
        go(path)
        expect(heading(tab, name)).to_be_visible()
        found = Axe().run(tab, options={"resultTypes": ["violations"]})
        assert found.violations_count == 0, found.generate_report()
        assert tab.evaluate("document.documentElement.scrollWidth <= innerWidth"), path

    day = exam_day.start_day(learner, TWO_BLOCKS, "token", 7, time.now)
    fine("/exam-day/", "Exam day")
    fine(f"/exam-day/{day.pk}/", "Tutorial")
    block = exam_day.start_block(learner, day.pk, 1, time.now)
    fine(f"/blocks/{block.pk}/1/", "Question 1 of 2")
    fine(f"/blocks/{block.pk}/end/", "End this block?")
    time.passes(50)
    fine(f"/exam-day/{day.pk}/", "Break")
    fine(f"/exam-day/{day.pk}/end/", "End this exam day?")
    exam_day.end_day(learner.pk, day.pk, time.now + dt.timedelta(seconds=1))
    fine(f"/exam-day/{day.pk}/report/", "Exam day report")
