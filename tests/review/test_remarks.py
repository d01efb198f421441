"""What a learner says about an item afterwards, and what the review adds to each."""

import pytest
from django.urls import reverse

from questions.bank.models import Item
from questions.blocks import lifecycle
from questions.blocks.models import Block, BlockItem
from questions.review.models import Card, Reflection, Report
from tests.blocks.markup import element
from tests.factories.accounts import UserFactory
from tests.factories.bank import ItemFactory
from tests.factories.blocks import MINUTE, NOON, SECOND, answer, start_block

pytestmark = pytest.mark.django_db
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def closed(block, clock):
    """Return a closed block: changed to right, wrong and sure, not reached."""
    answer(block, 1, "A", NOON + 20 * SECOND)
    answer(block, 1, "C", NOON + 40 * SECOND, target=2)
    answer(block, 2, "B", NOON + 200 * SECOND, confidence="sure")
    lifecycle.finish(block.pk, NOON + 4 * MINUTE)
    clock.now = NOON + 5 * MINUTE
    return block


def remark(tab, block, position=2, **sent):
    return tab.post(reverse("blocks:remark", args=[block.pk, position]), sent)


def page(tab, block, query=""):
    return tab.get(reverse("blocks:review", args=[block.pk]) + query)


@pytest.mark.parametrize(
    ("show", "positions"), [("changed", {1}), ("slow", {2}), ("sure", {2}), ("blank", {3}), ("missed", {2, 3})]
)
def test_it_filters_by_what_happened(tab, closed, show, positions):
    text = page(tab, closed, f"?show={show}").content.decode()
    assert {n for n in (1, 2, 3) if f'id="question-{n}"' in text} == positions


def test_it_tells_the_way_to_an_answer(tab, closed):
    first = element(page(tab, closed), "article", id="question-1").text
    assert "A at 0:20" in first
    assert "C at 0:40" in first


def test_one_item_has_its_own_page_with_its_neighbours(tab, closed):
    text = tab.get(reverse("blocks:review_item", args=[closed.pk, 2])).content.decode()
    assert 'data-key="j"' in text
    assert 'data-key="k"' in text
    assert "Question 2</h1>" in text
    assert tab.get(reverse("blocks:review_item", args=[closed.pk, 9])).status_code == 404


def test_others_are_shown_from_twenty_first_attempts_on(tab, closed, clock):
    item = closed.block_items.get(position=2).item
    for n in range(20):
        assert "of others" not in page(tab, closed).content.decode()
        person = UserFactory(username=f"other-{n}")
        Item.objects.exclude(pk=item.pk).update(state="withdrawn")
        own = start_block(person, size=1, stock=False)
        answer(own, 1, "C" if n < 15 else "B", NOON + MINUTE)
        lifecycle.finish(own.pk, NOON + MINUTE)
    second = element(page(tab, closed), "article", id="question-2").text
    assert "75% of others" in second
    assert "first attempts of 20 people" in second


def test_why_it_was_missed_is_kept_changed_and_taken_back(tab, closed):
    for why in ("knowledge", "misread"):
        remark(tab, closed, action="why", why=why)
        assert Reflection.objects.get().why == why
    remark(tab, closed, action="why", why="")
    assert not Reflection.objects.exists()


def test_a_remark_answers_htmx_with_its_own_part(tab, closed):
    url = reverse("blocks:remark", args=[closed.pk, 2])
    text = tab.post(url, {"action": "why", "why": "time"}, **HTMX).content.decode()
    assert 'id="remarks-2"' in text
    assert "<html" not in text


@pytest.mark.parametrize(
    "sent", [{}, {"action": "x"}, {"action": "why", "why": "x"}, {"action": "report", "kind": "x"}]
)
def test_what_no_page_sends_is_refused(tab, closed, sent):
    assert remark(tab, closed, **sent).status_code == 400


def test_a_note_is_written_in_the_review(tab, closed):
    remark(tab, closed, action="note", note="TPMT first.\r\nThen the dose.")
    assert closed.block_items.get(position=2).note == "TPMT first.\nThen the dose."


def test_a_note_that_is_too_long_is_not_cut_but_refused_in_words(tab, closed):
    url = reverse("blocks:remark", args=[closed.pk, 2])
    text = tab.post(url, {"action": "note", "note": "x" * 4001}, **HTMX).content.decode()
    assert "longer than 4000 characters and was not saved" in text


def test_a_report_reaches_the_editors_with_the_question(tab, closed, editor, client):
    remark(tab, closed, action="report", kind="key", text="B is right too.")
    remark(tab, closed, action="report", kind="key", text="B is right too: label, 5.1.")
    report = Report.objects.get()
    assert report.text == "B is right too: label, 5.1."
    client.force_login(editor)
    text = client.get(reverse("admin:review_report_change", args=[report.pk])).content.decode()
    assert report.item.stem in text
    assert "Finding C (key)" in text
    assert "adverse-effect" in client.get(reverse("admin:review_report_changelist")).content.decode()


def test_a_point_is_kept_by_hand_and_let_go(tab, closed):
    concept = closed.block_items.get(position=1).item.concept
    remark(tab, closed, position=1, action="keep")
    assert Card.objects.filter(concept=concept).exists()
    remark(tab, closed, position=1, action="let-go")
    assert not Card.objects.filter(concept=concept).exists()


def test_another_question_on_the_same_point_starts_at_once(tab, closed):
    item = closed.block_items.get(position=2).item
    fresh = ItemFactory(concept=item.concept)
    tab.post(reverse("blocks:again", args=[closed.pk]), {"position": "2"})
    assert BlockItem.objects.get(block__status="running").item == fresh
    assert Block.objects.get(status="running").mode == "tutor"


@pytest.mark.parametrize(("fresh", "same"), [("0", True), ("1", False)])
def test_the_block_again_leads_to_a_table_of_both(tab, closed, clock, fresh, same):
    for place in closed.block_items.select_related("item"):
        ItemFactory(concept=place.item.concept)
    tab.post(reverse("blocks:again", args=[closed.pk]), {"fresh": fresh, "token": "t"})
    second = Block.objects.get(again_of=closed)
    assert (set(second.block_items.values_list("item")) == set(closed.block_items.values_list("item"))) is same
    for n in (1, 2, 3):
        answer(second, n, "C", clock.now)
    lifecycle.finish(second.pk, clock.now)
    for shown in (closed, second):
        text = element(page(tab, shown), "section", aria_labelledby="twice-heading").text
        assert "right 1 0" in text
        assert "wrong 2 0" in text


def test_an_item_that_was_withdrawn_meanwhile_counts_as_right_in_the_review(tab, closed, clock):
    lifecycle.give_full_marks([closed.block_items.get(position=2).item_id], clock.now)
    shown = page(tab, closed)
    assert "2 of 3" in element(shown, "div", aria_label="Score").text
    assert "Correct" in element(shown, "article", id="question-2").text


def test_the_facts_behind_are_a_page_and_a_part(tab, closed):
    url = reverse("blocks:review_facts", args=[closed.pk, 1])
    assert "<html" in tab.get(url).content.decode()
    part = tab.get(url, **HTMX).content.decode()
    assert "<html" not in part
    assert "C. Finding C" in part


@pytest.mark.parametrize("name", ["review_item", "review_facts"])
def test_nothing_of_it_shows_while_the_block_runs(tab, block, name):
    response = tab.get(reverse(f"blocks:{name}", args=[block.pk, 1]))
    assert response.status_code == 303
    assert tab.post(reverse("blocks:remark", args=[block.pk, 1]), {"action": "keep"}).status_code == 404
    assert tab.post(reverse("blocks:again", args=[block.pk]), {}).status_code == 404


def test_another_persons_review_is_as_absent_as_one_that_never_was(other_tab, closed):
    for name in ("review_item", "review_facts"):
        assert other_tab.get(reverse(f"blocks:{name}", args=[closed.pk, 1])).status_code == 404
    assert remark(other_tab, closed, action="keep").status_code == 404
    assert other_tab.post(reverse("blocks:again", args=[closed.pk]), {}).status_code == 404
