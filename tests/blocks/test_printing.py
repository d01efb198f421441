"""A block on paper, and when it may be there."""

import pytest
from django.urls import reverse

from questions.blocks import lifecycle
from questions.blocks.lifecycle import Submission
from questions.blocks.models import Block
from questions.blocks.visibility import goes_on_paper
from tests.blocks.markup import elements
from tests.factories.blocks import MINUTE, NOON, answer, start_block

pytestmark = pytest.mark.django_db


def printed(tab, block):
    return tab.get(reverse("blocks:print", args=[block.pk]))


def test_a_closed_block_is_printed_with_questions_and_without_keys(tab, block):
    answer(block, 1, "C")
    lifecycle.finish(block.pk, NOON + MINUTE)
    page = printed(tab, block)
    assert len([row for row in elements(page, "li") if row.attributes.get("class") == "paper__question"]) == 3
    text = page.content.decode()
    assert "Finding E" in text
    assert "Which of the following is the most likely cause?" in text
    for telling in ("Rationale of", "Fever is a sign.", "A label", "correct"):
        assert telling not in text


@pytest.mark.parametrize("mode", Block.Mode.values)
def test_while_it_runs_only_a_block_without_a_clock_is_printed(tab, learner, clock, mode):
    block = start_block(learner, mode=mode)
    page = printed(tab, block)
    assert (page.status_code == 200) == (mode in ("tutor", "untimed"))
    linked = [link["href"] for link in elements(tab.get(reverse("blocks:end", args=[block.pk])), "a")]
    assert (reverse("blocks:print", args=[block.pk]) in linked) == (mode in ("tutor", "untimed"))
    assert "Rationale of" not in page.content.decode()


def test_a_pause_hides_the_questions_on_paper_too(tab, learner, clock):
    block = start_block(learner, mode="tutor")
    lifecycle.submit(learner.pk, block.pk, 1, Submission(pause=True), NOON)
    assert printed(tab, block).url == reverse("blocks:block", args=[block.pk])


def test_a_block_of_an_exam_day_is_not_printed_before_the_day_is_over(tab, block):
    lifecycle.finish(block.pk, NOON + MINUTE)
    Block.objects.update(sealed_until=NOON + 60 * MINUTE)
    assert printed(tab, block).status_code == 303


def test_other_people_do_not_print_it(other_tab, block):
    lifecycle.finish(block.pk, NOON + MINUTE)
    assert printed(other_tab, block).status_code == 404


@pytest.mark.parametrize("status", ["running", "finished", "expired"])
def test_a_mode_that_nobody_has_thought_through_is_not_printed(status):
    assert not goes_on_paper("new-mode", status)
