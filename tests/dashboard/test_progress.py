"""The progress pages, as a learner, a guest and a visitor see them."""

import pytest
from django.utils import timezone

from questions.blocks import lifecycle
from tests.dashboard.conftest import DAY, sitting
from tests.factories.accounts import GuestFactory
from tests.factories.bank import ItemFactory
from tests.factories.blocks import MINUTE, NOON, start_block
from tests.factories.exam_days import start_day, take_block

pytestmark = pytest.mark.django_db
PAGES = ["", "map/", "map/?category=corticosteroids", "concepts/", "pacing/", "certainty/", "exam-days/"]


def page(client, path=""):
    response = client.get(f"/progress/{path}")
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize("path", PAGES)
def test_a_visitor_is_invited_to_a_first_block(client, path):
    assert "Set up a block" in page(client, path)


@pytest.mark.parametrize("path", PAGES)
def test_a_learner_without_a_block_is_invited_or_told_that_there_is_nothing(client, learner, path):
    client.force_login(learner)
    assert any(told in page(client, path) for told in ("Nothing", "No exam day", "not said", "Concepts"))


@pytest.mark.parametrize("path", PAGES)
def test_every_page_reads_only_and_in_few_statements(client, history, path, django_assert_max_num_queries):
    client.force_login(history)
    with django_assert_max_num_queries(15) as seen:
        page(client, path)
    assert not [query for query in seen if not query["sql"].startswith("SELECT")]
    assert client.post(f"/progress/{path}").status_code == 405


@pytest.mark.parametrize("path", PAGES)
def test_nobody_sees_what_others_did(client, history, other_learner, path):
    client.force_login(other_learner)
    text = page(client, path)
    assert str(history.blocks.first().pk) not in text
    assert "of 5" not in text


def test_first_attempts_stand_apart_from_what_was_seen_before(client, history):
    client.force_login(history)
    text = page(client)
    assert "First attempts right" in text
    assert "Seen before, right" in text
    assert '<svg class="plot"' in text
    assert "plot__line--first" in text
    assert "plot__line--again" in text


def test_each_block_leads_to_its_review_with_its_interval(client, learner):
    block = sitting(learner)
    client.force_login(learner)
    text = page(client)
    assert f'href="/blocks/{block.pk}/review/"' in text
    assert "3 of 6" in text
    assert "19–81%" in text


def test_the_estimate_is_withheld_until_there_are_enough_first_attempts(client, learner):
    sitting(learner)
    client.force_login(learner)
    text = page(client)
    assert "No estimate yet" in text
    assert "95 are wanting" in text


def test_one_sentence_says_what_to_do_next_and_why(client, history):
    client.force_login(history)
    text = page(client)
    assert "What to do next" in text
    assert "against" in text or "because" in text or "you were sure, wrong" in text or "forgotten" in text


def test_a_block_that_ran_out_unwritten_is_named_and_not_counted(client, learner):
    client.force_login(learner)
    block = start_block(learner, now=timezone.now() - DAY)
    text = page(client)
    assert f'<a href="/blocks/{block.pk}/">Open it</a>' in text
    assert "Nothing to show yet" in text


def test_a_running_exam_day_shows_nowhere(client, learner):
    now = timezone.now()
    day = start_day(learner, now=now - 10 * MINUTE)
    take_block(day, 1, now - 9 * MINUTE, minutes=2)
    client.force_login(learner)
    assert "Nothing to show yet" in page(client)
    assert "No exam day is over yet" in page(client, "exam-days/")


def test_a_square_of_the_map_leads_to_a_block_on_just_that(client, history):
    client.force_login(history)
    text = page(client, "map/")
    assert 'href="/blocks/new/?category=corticosteroids&amp;recipes=adverse-effect"' in text
    assert 'href="/progress/map/?category=corticosteroids"' in text
    within = page(client, "map/?category=corticosteroids")
    assert 'href="/blocks/new/?classes=glucocorticoids&amp;recipes=adverse-effect"' in within


def test_an_unknown_category_shows_the_whole_map(client, history):
    client.force_login(history)
    assert "Where you stand" in page(client, "map/?category=%3Cb%3E")


@pytest.mark.parametrize(("answers", "coloured"), [(4, False), (5, True)])
def test_few_answers_are_counted_and_not_coloured(client, learner, answers, coloured):
    ItemFactory.create_batch(answers, category="corticosteroids")
    sitting(learner, [("C", 9, "")] * (answers - 1) + [("A", 9, "")], stock=False)
    client.force_login(learner)
    text = page(client, "map/")
    assert f"n {answers}</span>" in text
    assert ("<b>80%</b>" in text) == coloured
    assert ('class="map__few"' in text) != coloured


def test_pace_and_second_thoughts_are_told_with_the_published_reference(client, history):
    client.force_login(history)
    text = page(client, "pacing/")
    assert "27,830 examinees" in text
    assert "From wrong to right" in text
    assert "91–105" in text


def test_certainty_lists_the_dangerous_answers_with_a_way_to_the_explanation(client, learner):
    block = sitting(learner)
    client.force_login(learner)
    text = page(client, "certainty/")
    assert f"/blocks/{block.pk}/review/2/" in text
    assert "You: Finding E" in text


def test_exam_days_show_their_curve_and_lead_to_their_report(client, history):
    client.force_login(history)
    text = page(client, "exam-days/")
    assert f"/exam-day/{history.exam_days.get().pk}/report/" in text
    assert "First half" in text


def test_a_guest_is_told_how_to_keep_it(client):
    guest = GuestFactory()
    sitting(guest)
    client.force_login(guest)
    assert "Sign up</a> to keep this history" in page(client)


def test_a_class_name_with_markup_stays_text(client, learner):
    ItemFactory(drug__classes=["<b>class</b>"], category="corticosteroids")
    block = start_block(learner, size=1, stock=False)
    lifecycle.finish(block.pk, NOON + MINUTE)
    client.force_login(learner)
    assert "<b>class" not in page(client, "map/?category=corticosteroids").lower()
