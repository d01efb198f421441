"""What was met can be taken along, and nothing that is still asked."""

import csv
import io
import re

import pytest
from django.urls import reverse
from pytest_django.asserts import assertNumQueries, assertRedirects

from questions.bank.exports.formats import FORMATS
from questions.bank.models import Item
from questions.blocks import lifecycle
from questions.blocks.models import Block, BlockItem
from tests.blocks.markup import element, elements
from tests.factories.bank import ItemFactory
from tests.factories.blocks import MINUTE, NOON, answer, start_block
from tests.factories.drugs import DrugFactory

FORMS = [*FORMATS, "print"]


@pytest.fixture
def closed(block):
    """Return the learner's block, closed after one answer."""
    answer(block, 1, "A")
    lifecycle.finish(block.pk, NOON + MINUTE)
    return block


def of_block(browser, block, form="csv"):
    return browser.get(reverse("blocks:block_file", args=[block.pk, form]))


def of_all(browser, form="csv", query=""):
    return browser.get(reverse("blocks:met_file", args=[form]) + query)


def rows(response):
    """Return the rows of a CSV answer by item."""
    table = csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline=""))
    return {row["id"]: row for row in table}


def uids(block):
    return [place.item.uid for place in block.block_items.select_related("item")]


@pytest.mark.parametrize("form", FORMATS)
def test_a_closed_block_comes_as_a_file_with_a_telling_name(tab, closed, form):
    response = of_block(tab, closed, form)
    assert response.status_code == 200 and response.content
    assert response["Content-Disposition"] == (
        f'attachment; filename="rationale-block-of-2026-03-02-1200{FORMATS[form].ending}"'
    )
    assert "no-store" in response["Cache-Control"]


def test_a_file_has_the_items_in_the_order_of_the_block_with_the_own_answer_and_note(tab, closed):
    BlockItem.objects.filter(block=closed, position=2).update(note="Read this again.")
    found = rows(of_block(tab, closed))
    assert list(found) == uids(closed)
    assert [row["your_answer"] for row in found.values()] == ["A", "", ""]
    assert [row["your_note"] for row in found.values()] == ["", "Read this again.", ""]


def test_the_page_to_print_has_questions_first_and_keys_after(tab, closed):
    page = of_block(tab, closed, "print")
    text = page.content.decode()
    questions, answers = text.split("Key and explanations")
    assert questions.count("Finding C") == 3 and "Rationale of" not in questions
    assert answers.count("Rationale of C.") == 3 and "Your answer: A. Finding A" in answers
    assert [heading.text for heading in elements(page, "h2")] == ["Questions", "Key and explanations"]


@pytest.mark.parametrize("form", FORMS)
def test_a_running_block_gives_nothing_away(tab, block, form):
    leads_back = reverse("blocks:block", args=[block.pk])
    assertRedirects(of_block(tab, block, form), leads_back, 303, fetch_redirect_response=False)
    assertRedirects(of_all(tab, form), reverse("blocks:take_along"), 303, fetch_redirect_response=False)


@pytest.mark.parametrize("form", FORMS)
def test_other_peoples_blocks_are_not_found(other_tab, closed, form):
    assert of_block(other_tab, closed, form).status_code == 404
    assertRedirects(of_all(other_tab, form), reverse("blocks:take_along"), 303, fetch_redirect_response=False)


@pytest.mark.parametrize("form", ["nonsense", "CSV", "anki2"])
def test_an_unknown_format_is_not_found(tab, closed, form):
    assert of_block(tab, closed, form).status_code == 404
    assert of_all(tab, form).status_code == 404


@pytest.mark.parametrize("name", ["take_along", "met_file", "block_file"])
def test_whoever_is_not_signed_in_is_led_to_the_door(client, closed, name):
    args = {"take_along": [], "met_file": ["csv"], "block_file": [closed.pk, "csv"]}[name]
    response = client.get(reverse(f"blocks:{name}", args=args))
    assert response.status_code == 302 and reverse("account_login") in response["Location"]


def test_an_item_that_is_asked_again_right_now_stays_out_everywhere(tab, learner, closed):
    again = start_block(learner, size=1, stock=False, now=NOON + 2 * MINUTE)
    asked = uids(again)
    assert asked[0] in uids(closed)
    assert asked[0] not in rows(of_block(tab, closed))
    assert set(rows(of_all(tab))) == set(uids(closed)) - set(asked)


def test_a_block_of_an_exam_day_that_goes_on_stays_sealed(tab, closed, clock):
    Block.objects.filter(pk=closed.pk).update(sealed_until=NOON + 60 * MINUTE)
    leads_back = reverse("blocks:block", args=[closed.pk])
    assertRedirects(of_block(tab, closed), leads_back, 303, fetch_redirect_response=False)
    assertRedirects(of_all(tab), reverse("blocks:take_along"), 303, fetch_redirect_response=False)
    clock.now = NOON + 90 * MINUTE
    assert len(rows(of_block(tab, closed))) == len(rows(of_all(tab))) == 3


def test_an_overdue_block_counts_as_closed_though_nobody_wrote_it_down(tab, block, clock):
    clock.now = NOON + 60 * MINUTE
    assert list(rows(of_block(tab, block))) == uids(block)
    block.refresh_from_db()
    assert block.status == "running"


def test_everything_met_has_each_item_once_with_the_latest_answer(tab, learner, closed, clock):
    again = start_block(learner, size=3, stock=False, now=NOON + 2 * MINUTE)
    answer(again, 1, "B", now=NOON + 3 * MINUTE)
    lifecycle.finish(again.pk, NOON + 4 * MINUTE)
    clock.now = NOON + 5 * MINUTE
    found = rows(of_all(tab))
    assert sorted(found) == sorted(uids(closed)) and found[uids(again)[0]]["your_answer"] == "B"


def test_a_withdrawn_item_stays_out_and_a_superseded_one_says_so(tab, closed):
    withdrawn, superseded, active = uids(closed)
    Item.objects.filter(uid=withdrawn).update(state=Item.State.WITHDRAWN)
    Item.objects.filter(uid=superseded).update(state=Item.State.SUPERSEDED)
    found = rows(of_block(tab, closed))
    assert {uid: row["facts_changed"] for uid, row in found.items()} == {superseded: "yes", active: "no"}


@pytest.fixture
def two_classes(learner, clock):
    """Return a closed block with one item of each of two classes; one of them has a parent."""
    parent = DrugFactory(classes=["antibodies"]).classes.get()
    child = DrugFactory(classes=["tnf-antibodies"])
    child.classes.update(parent=parent)
    ItemFactory(drug=child)
    ItemFactory(drug=DrugFactory(classes=["steroids"]))
    block = start_block(learner, size=2, stock=False)
    lifecycle.finish(block.pk, NOON + MINUTE)
    return block


@pytest.mark.parametrize(("slug", "items"), [("tnf-antibodies", 1), ("antibodies", 1), ("steroids", 1)])
def test_a_class_brings_what_was_met_of_it_and_of_its_subclasses(tab, two_classes, slug, items):
    assert len(rows(of_all(tab, query=f"?class={slug}"))) == items
    assert f"{items} question on" in element(tab.get(reverse("blocks:take_along") + f"?class={slug}"), "main").text


def test_an_unknown_class_is_not_found(tab, closed):
    assert of_all(tab, query="?class=gold").status_code == 404


def test_the_page_offers_every_format_and_counts_the_classes(tab, two_classes):
    page = tab.get(reverse("blocks:take_along"))
    links = [link["href"] for link in elements(page, "a")]
    assert {reverse("blocks:met_file", args=[form]) for form in FORMS} <= set(links)
    assert "2 questions" in element(page, "main").text
    assert {"?class=tnf-antibodies", "?class=steroids"} <= set(links)


def test_the_page_says_when_there_is_nothing_yet(tab, block):
    page = tab.get(reverse("blocks:take_along"))
    assert "You have not met a question" in element(page, "main").text
    assert not elements(page, "details")


def test_the_review_offers_the_block_in_every_format(tab, closed):
    page = tab.get(reverse("blocks:review", args=[closed.pk])).content.decode()
    offered = set(re.findall(rf"/blocks/{closed.pk}/take-along/([\w-]+)/", page))
    assert offered == set(FORMS)


def test_a_guide_offers_what_was_met_of_its_class_to_whoever_has_an_account(client, tab, two_classes):
    guide = reverse("guides:class", args=["steroids"])
    assert f"{reverse('blocks:met_file', args=['anki'])}?class=steroids" in tab.get(guide).content.decode()
    client.logout()
    assert "take-along" not in client.get(guide).content.decode()


@pytest.mark.parametrize("size", [2, 40])
def test_an_export_takes_as_many_statements_whatever_the_size(tab, learner, clock, size):
    block = start_block(learner, size=size)
    lifecycle.finish(block.pk, NOON)
    with assertNumQueries(6):
        of_block(tab, block, "moodle")
    with assertNumQueries(6):
        of_all(tab, "moodle")


def test_taking_along_writes_nothing(tab, closed, django_assert_num_queries):
    with django_assert_num_queries(6) as caught:
        of_block(tab, closed, "anki")
    assert all(query["sql"].startswith("SELECT") for query in caught.captured_queries)
