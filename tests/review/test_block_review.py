"""A closed block, explained."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertNumQueries, assertRedirects

from questions.bank.models import Item
from questions.blocks import lifecycle
from questions.blocks.lifecycle import Submission
from tests.blocks.markup import element, elements
from tests.factories.bank import DrugFactory, ItemFactory
from tests.factories.blocks import MINUTE, NOON, SECOND, answer, start_block

pytestmark = pytest.mark.django_db


@pytest.fixture
def reviewed(block, clock):
    """Return a closed block: right, wrong and marked, not reached."""
    answer(block, 1, "C", NOON + 75 * SECOND, target=2)
    answer(block, 2, "A", NOON + 95 * SECOND, marked=True)
    lifecycle.finish(block.pk, NOON + 2 * MINUTE)
    clock.now = NOON + 3 * MINUTE
    return block


def shown(tab, block, query=""):
    return tab.get(reverse("blocks:review", args=[block.pk]) + query)


def headings(response):
    return [found.text for found in elements(response, "h2")]


def test_it_opens_with_the_score(tab, reviewed):
    review = shown(tab, reviewed)
    assert element(review, "h1").text == "Block review"
    assert "1 of 3" in element(review, "div", aria_label="Score").text
    assert "1 not reached" in element(review, "div", aria_label="Score").text


def test_every_option_is_explained_beside_its_text(tab, reviewed):
    first = element(shown(tab, reviewed), "article", id="question-1").text
    for letter in "ABCDE":
        assert f"{letter}. Finding {letter}" in first
        assert f"Rationale of {letter}." in first
    assert "When it would be right: Another story for A." in first
    assert first.count("dangerous") == 1
    assert "Fever is a sign." in first
    assert "A label. FDA, 2024; section 5.1." in first
    for heading in ("Your answer", "Correct answer", "Explanation", "Sources"):
        assert heading in first


@pytest.mark.parametrize(
    ("position", "yours", "verdict"), [(1, "C", "Correct"), (2, "A", "Wrong"), (3, "none", "Not reached")]
)
def test_it_tells_your_answer_from_the_correct_one(tab, reviewed, position, yours, verdict):
    text = element(shown(tab, reviewed), "article", id=f"question-{position}").text
    assert f"Your answer {yours}" in text
    assert "Correct answer C" in text
    assert verdict in text


def test_seen_but_blank_is_not_the_same_as_not_reached(tab, learner, clock):
    block = start_block(learner)
    lifecycle.submit(learner.pk, block.pk, 1, Submission(target=2), NOON)
    lifecycle.finish(block.pk, NOON + MINUTE)
    review = shown(tab, block)
    verdicts = [element(review, "article", id=f"question-{n}").text for n in (1, 2, 3)]
    assert ["Left blank" in text for text in verdicts] == [True, True, False]
    assert "Not reached" in verdicts[2]


def test_it_shows_the_time_spent_on_each_item(tab, reviewed):
    assert "1:15" in element(shown(tab, reviewed), "article", id="question-1").text


def test_the_decisive_sentence_of_the_stem_stands_out(tab, reviewed):
    assert {mark.text for mark in elements(shown(tab, reviewed), "mark")} == {"Her blood pressure is low."}


@pytest.mark.parametrize(
    ("query", "questions"),
    [
        ("", ["Question 1", "Question 2", "Question 3"]),
        ("?show=missed", ["Question 2", "Question 3"]),
        ("?show=marked", ["Question 2"]),
        ("?show=nonsense", ["Question 1", "Question 2", "Question 3"]),
    ],
)
def test_it_filters_by_link(tab, reviewed, query, questions):
    assert headings(shown(tab, reviewed, query)) == questions


def test_scores_are_split_by_kind_and_class(tab, learner, clock):
    ItemFactory(recipe="mechanism", drug=DrugFactory(classes=["corticosteroids"]))
    ItemFactory(recipe="adverse-effect")
    block = start_block(learner, size=2, stock=False)
    for place in block.block_items.select_related("item"):
        answer(block, place.position, "C" if place.item.recipe == "mechanism" else "A")
    lifecycle.finish(block.pk, NOON + MINUTE)
    tables = [table.text for table in elements(shown(tab, block), "table")]
    assert "Mechanism of action 1 (100%) 1" in tables[0]
    assert "Adverse effect 0 (0%) 1" in tables[0]
    assert "Corticosteroids 1 (100%) 1" in tables[1]


def test_what_was_asked_stays_when_the_bank_and_the_drugs_change(tab, reviewed):
    for item in Item.objects.all():
        item.drug.items.update(state=Item.State.SUPERSEDED)
        item.drug.delete()
    review = shown(tab, reviewed)
    assert review.status_code == 200
    assert len(headings(review)) == 3


def test_a_running_block_leads_back_to_its_question(tab, block):
    review = reverse("blocks:review", args=[block.pk])
    assertRedirects(tab.get(review), reverse("blocks:block", args=[block.pk]), 303, fetch_redirect_response=False)


@pytest.mark.parametrize("size", [2, 40])
def test_a_review_takes_as_many_statements_whatever_the_size(tab, learner, clock, size):
    block = start_block(learner, size=size)
    lifecycle.finish(block.pk, NOON)
    with assertNumQueries(10):
        shown(tab, block)


def test_content_stays_literal(tab, learner, clock):
    hostile = "<script>alert(1)</script>{{7*7}}{a.__class__}"
    ItemFactory(stem=hostile, lead_in=hostile, objective=hostile, clues=[])
    block = start_block(learner, size=1, stock=False)
    for page in (tab.get(reverse("blocks:question", args=[block.pk, 1])), _finished(tab, block)):
        text = page.content.decode()
        assert "<script>alert" not in text
        assert "{{7*7}}{a.__class__}" in text


def _finished(tab, block):
    lifecycle.finish(block.pk, NOON)
    return shown(tab, block)
