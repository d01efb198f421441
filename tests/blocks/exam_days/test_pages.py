"""The pages around the blocks of an exam day."""

import re
import uuid
from decimal import Decimal

import pytest

from questions.blocks.exam_days.plans import PLANS, Plan
from questions.blocks.lifecycle import exam_day, finish
from questions.blocks.models import Block
from questions.blocks.models_exam import ExamDay
from tests.blocks.markup import element, elements
from tests.factories.bank import ItemFactory
from tests.factories.blocks import MINUTE, NOON, SECOND, answer, start_block
from tests.factories.exam_days import SHORT, start_day, take_block

pytestmark = pytest.mark.django_db


@pytest.fixture
def day(learner, clock):
    """Return the learner's day of three blocks, in its tutorial."""
    return start_day(learner)


@pytest.fixture
def short_plans(monkeypatch):
    """Let the plan named step-1 be a short one, so that few items fill it."""
    monkeypatch.setitem(PLANS, "step-1-half", SHORT)


def heading(response):
    return element(response, "h1").text


def address(day, more=""):
    return f"/exam-day/{day.pk}/{more}"


def send(tab, day, **fields):
    return tab.post(address(day), fields)


class TestChoosing:
    def test_it_says_what_the_bank_cannot_fill_and_offers_no_button_for_it(self, tab):
        ItemFactory.create_batch(2)
        page = tab.get("/exam-day/")
        assert heading(page) == "Exam day"
        assert "questions on 2 different points for this exam; this day needs 280" in page.content.decode()
        assert not elements(page, "button", class_="button button--primary")

    def test_the_times_have_the_persons_factor(self, tab, learner):
        learner.time_factor = Decimal("1.5")
        learner.save()
        text = tab.get("/exam-day/").content.decode()
        assert "14 blocks, 280 questions, 12 hours with 82.5 minutes of break" in text
        assert "your 1.5 times standard time" in text

    def test_a_visitor_becomes_a_guest_and_starts(self, client, clock, short_plans):
        ItemFactory.create_batch(5)
        started = client.post("/exam-day/", {"plan": "step-1-half", "token": "t"})
        day = ExamDay.objects.get()
        assert (started.status_code, started.url) == (303, address(day))
        assert day.user.is_guest

    def test_a_form_sent_twice_starts_one_day(self, tab, short_plans):
        ItemFactory.create_batch(5)
        urls = {tab.post("/exam-day/", {"plan": "step-1-half", "token": "t"}).url for _ in range(2)}
        assert len(urls) == ExamDay.objects.count() == 1

    def test_what_stands_in_the_way_is_told(self, tab, learner, short_plans):
        assert tab.post("/exam-day/", {"plan": "step-1-half"}).status_code == 422
        block = start_block(learner)
        refused = tab.post("/exam-day/", {"plan": "step-1-half"})
        assert refused.status_code == 409
        assert element(refused, "p", role="alert").text == "Another block of yours is still running: end it first."
        assert element(refused, "a", href=f"/blocks/{block.pk}/").text == "Resume it"
        finish(block.pk, NOON)
        day = start_day(learner)
        refused = tab.post("/exam-day/", {"plan": "step-1-half"})
        assert refused.status_code == 409
        assert element(refused, "a", href=address(day)).text == "Resume the exam day"
        assert element(tab.get("/"), "a", href=address(day)).text == "Resume the exam day"

    def test_there_are_no_other_days_to_start(self, tab):
        for plan in ("", "step-9", "step-1-half-half"):
            assert tab.post("/exam-day/", {"plan": plan}).status_code == 400

    def test_days_taken_lead_to_their_reports(self, tab, learner, day):
        exam_day.end_day(learner.pk, day.pk, NOON)
        assert element(tab.get("/exam-day/"), "a", href=address(day)).text == "2 Mar 2026, 12:00"


class TestTheDay:
    def test_it_goes_from_the_tutorial_over_a_break_into_the_first_block(self, tab, day, clock):
        assert heading(tab.get(address(day))) == "Tutorial"
        clock.now = NOON + 2 * MINUTE
        assert send(tab, day, action="end-tutorial").url == address(day)
        page = tab.get(address(day))
        assert heading(page) == "Before the first block"
        assert element(page, "span", role="timer").text == "13:00"
        started = send(tab, day, action="start-block", number="1")
        assert started.url == f"/blocks/{Block.objects.get().pk}/"

    def test_a_tutorial_whose_time_is_up_is_a_break(self, tab, day, clock):
        clock.now = NOON + 6 * MINUTE
        page = tab.get(address(day))
        assert heading(page) == "Before the first block"
        assert element(page, "span", role="timer", aria_label="Break time left").text == "9:00"

    def test_the_bar_over_a_block_tells_number_break_time_and_the_whole_day(self, tab, day, clock):
        block = exam_day.start_block(day.user, day.pk, 1, NOON)
        clock.now = NOON + 10 * MINUTE
        (line,) = elements(tab.get(f"/blocks/{block.pk}/1/"), "p", class_="day-line small")
        assert line.text == "Block 1 of 3 Break time 15:00 Whole day 1:35:00"

    def test_a_running_block_is_where_the_day_leads(self, tab, day):
        block = exam_day.start_block(day.user, day.pk, 1, NOON)
        assert tab.get(address(day)).url == f"/blocks/{block.pk}/"

    def test_an_ended_block_leads_to_the_break(self, tab, day, clock):
        block = exam_day.start_block(day.user, day.pk, 1, NOON)
        clock.now = NOON + 10 * MINUTE
        ended = tab.post(f"/blocks/{block.pk}/end/", follow=True)
        assert heading(ended) == "Break"
        assert "Block 2 of 3 is next: 2 questions in 30 minutes." in ended.content.decode()
        for path in ("", "1/", "end/", "review/"):
            assert heading(tab.get(f"/blocks/{block.pk}/{path}", follow=True)) == "Break"

    def test_an_answer_after_the_end_of_a_block_leads_on_with_the_day(self, tab, day, clock):
        block = exam_day.start_block(day.user, day.pk, 1, NOON)
        clock.now = NOON + 31 * MINUTE
        late = tab.post(f"/blocks/{block.pk}/1/", {"choice": "A"})
        assert late.status_code == 409
        assert element(late, "a", class_="button button--primary").text == "Go on with the exam day"

    def test_an_overdraw_is_told_and_what_it_costs(self, tab, day, clock):
        for number in (1, 2):
            take_block(day, number, NOON + 30 * (number - 1) * MINUTE, minutes=30)
        clock.now = NOON + 80 * MINUTE
        page = tab.get(address(day))
        assert element(page, "span", role="timer", aria_label="Break time exceeded by").text == "5:00"
        assert "1 question in 25 minutes, shorter because" in page.content.decode()

    def test_a_stale_or_repeated_form_leads_to_where_the_day_stands(self, tab, day):
        first = send(tab, day, action="start-block", number="1").url
        assert send(tab, day, action="start-block", number="1").url == first
        assert send(tab, day, action="start-block", number="2").url == address(day)
        assert send(tab, day, action="end-tutorial").url == address(day)
        assert Block.objects.count() == 1

    @pytest.mark.parametrize(
        "fields", [{}, {"action": "x"}, {"action": "start-block"}, {"action": "start-block", "number": "-1"}]
    )
    def test_an_impossible_form_is_refused(self, tab, day, fields):
        assert send(tab, day, **fields).status_code == 400
        assert not Block.objects.exists()

    def test_another_block_is_refused_with_the_reason(self, tab, day):
        refused = tab.post("/blocks/new/", {"size": "1", "minutes": "5", "mode": "tutor", "step": ""})
        assert refused.status_code == 409
        assert "Your exam day is still running." in refused.content.decode()

    def test_a_get_writes_nothing(self, tab, day, clock):
        exam_day.start_block(day.user, day.pk, 1, NOON)
        clock.now = NOON + 500 * MINUTE
        before = list(ExamDay.objects.values()), list(Block.objects.values())
        for path in ("", "end/", "report/"):
            tab.get(address(day, path), follow=True)
        tab.get("/exam-day/")
        assert (list(ExamDay.objects.values()), list(Block.objects.values())) == before

    def test_somebody_elses_day_is_as_absent_as_one_that_never_was(self, other_tab, day):
        for path in (address(day), address(day, "end/"), address(day, "report/")):
            assert other_tab.get(path).status_code == 404
        for fields in ({"action": "end-tutorial"}, {"action": "start-block", "number": "1"}):
            assert other_tab.post(address(day), fields).status_code == 404
        assert other_tab.post(address(day, "end/")).status_code == 404
        assert other_tab.get(f"/exam-day/{uuid.uuid4()}/").status_code == 404


class TestTheEnd:
    def test_it_is_asked_for_and_then_final(self, tab, day):
        exam_day.start_block(day.user, day.pk, 1, NOON)
        asked = tab.get(address(day, "end/"))
        assert heading(asked) == "End this exam day?"
        assert "Block 1 is running." in asked.content.decode()
        assert heading(tab.post(address(day, "end/"), follow=True)) == "Exam day report"
        assert heading(tab.post(address(day, "end/"), follow=True)) == "Exam day report"

    def test_before_the_end_the_report_leads_back(self, tab, day):
        assert heading(tab.get(address(day, "report/"), follow=True)) == "Tutorial"

    def test_the_report_has_score_pace_and_use_of_time_by_block(self, tab, day, clock):
        for number, minute in ((1, 5), (2, 20), (3, 40)):
            block = exam_day.start_block(day.user, day.pk, number, NOON + minute * MINUTE)
            start = NOON + minute * MINUTE
            answer(block, 1, "C", start + 60 * SECOND, target=min(2, block.size))
            if number == 1:
                answer(block, 2, "A", start + 100 * SECOND)
            finish(block.pk, start + 10 * MINUTE)
        clock.now = NOON + 60 * MINUTE
        page = tab.get(address(day), follow=True)
        rows = [re.sub(r"\s+", " ", row.text) for row in elements(page, "tr")]
        assert "Block 1 1 of 2 (50%) 9–91% 0 50 s 45–55 s" in rows
        assert "Block 2 1 of 2 (50%) 9–91% 1 30 s 15–45 s" in rows
        assert "Block 3 1 of 1 (100%) 21–100% 0 – –" in rows
        assert {"Tutorial 5", "Blocks 30", "Breaks 15", "Not used 55"} <= set(rows)
        assert {"Block 1 0 10", "Block 2 5 10", "Block 3 10 10"} <= set(rows)
        assert element(page, "svg", class_="plot")
        assert "First half 50%" in page.content.decode()
        assert element(page, "a", href=f"/blocks/{block.pk}/review/")

    def test_a_day_without_a_block_says_so(self, tab, day):
        page = tab.post(address(day, "end/"), follow=True)
        assert "No block was started on this day" in page.content.decode()

    def test_the_report_takes_as_many_queries_for_many_blocks_as_for_one(
        self, tab, learner, clock, django_assert_max_num_queries
    ):
        day = start_day(learner, plan=Plan("many", "Many blocks", step=1, sizes=(1,) * 14))
        for number in range(1, 15):
            take_block(day, number, NOON + 20 * number * MINUTE)
        with django_assert_max_num_queries(9):
            assert heading(tab.get(address(day, "report/"))) == "Exam day report"
