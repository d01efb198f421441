"""One's own data: every figure can be recomputed from it; a reset keeps it; deleting leaves nothing."""

import csv
import io
import json

import pytest

from questions.blocks import lifecycle
from questions.blocks.models import Block, BlockItem
from questions.blocks.notes import Draft
from questions.review import queue
from questions.review.models import Card, Report
from questions.stats.readiness import readiness
from quizsite.accounts.models import User
from tests.dashboard import recompute
from tests.dashboard.conftest import DAY, sitting
from tests.factories.accounts import GuestFactory
from tests.factories.bank import ItemFactory
from tests.factories.blocks import MINUTE, NOON, answer, start_block

pytestmark = pytest.mark.django_db


def sent(client, name):
    response = client.get(f"/progress/data/{name}")
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode("utf-8-sig")


def rows(client):
    return list(csv.DictReader(io.StringIO(sent(client, "answers.csv"))))


def page(client, path=""):
    return client.get(f"/progress/{path}").content.decode()


def whole(part):
    return f"{part[0]} of {part[1]}"


def interval(part):
    return f"{part[3]:.0f}–{part[4]:.0f}%"


@pytest.fixture
def table(client, history):
    """Return the counted rows of the learner's own table, signed in."""
    client.force_login(history)
    return recompute.load(io.StringIO(sent(client, "answers.csv")))


def test_the_score_page_can_be_recomputed(client, table):
    text = page(client)
    for part in recompute.overall(table):
        assert f"{part[2]:.0f}%</dd>" in text
        assert f"{whole(part)}; {interval(part)}" in text
    for pair in recompute.weeks(table).values():
        for part in filter(None, pair):
            assert f'{part[2]:.0f}% <span class="soft">{part[3]:.0f}–{part[4]:.0f}</span>' in text
    for block, part in recompute.by_block(table).items():
        assert f'/blocks/{block}/review/"' in text
        assert whole(part) in text


def test_the_map_can_be_recomputed(client, table):
    text = page(client, "map/")
    found = {key: part for key, part in recompute.cells(table).items() if key[0] in text}
    assert len(found) == 2
    for part in found.values():
        assert f"n {part[1]}</span>" in text
        assert whole(part) in text
        assert interval(part) in text
    within = page(client, "map/?category=corticosteroids")
    assert whole(recompute.cells(table, "classes")["Glucocorticoids", "adverse-effect"]) in within


def test_pace_and_second_thoughts_can_be_recomputed(client, table):
    text = page(client, "pacing/")
    found = recompute.pace(table)
    for label, name in (("All that were reached", "all"), ("Last third", "last third"), ("When wrong", "wrong")):
        assert f'{label}</th><td class="number">{found[name]:g}' in text
    assert f"Not reached before time was up: {found['not reached']}" in text
    answered, changed, to_right, to_wrong = recompute.changes(table)
    for label, value in (("Answered", answered), ("Changed", changed), ("From wrong to right", to_right)):
        assert f'{label}</th><td class="number">{value}<' in text
    assert f'From right to wrong</th><td class="number">{to_wrong}<' in text


def test_certainty_can_be_recomputed(client, table):
    text = page(client, "certainty/")
    for part in recompute.calibration(table).values():
        assert f'{part[2]:.0f}%</td><td class="number">{part[1]}</td>' in text
        assert interval(part) in text
    assert text.count("You: ") == min(recompute.dangerous(table), 10)


def test_the_ability_behind_the_estimate_can_be_recomputed(history, table):
    found = readiness(history, NOON + 99 * DAY).ability
    assert (found.value, found.low, found.high) == pytest.approx(recompute.ability(table), abs=0.02)


def test_the_concepts_can_be_recomputed_with_the_cards_of_the_json(client, history, table):
    queue.absorb(history, NOON + 99 * DAY)
    cards = {card["concept"] for card in json.loads(sent(client, "everything.json"))["cards"]}
    text = page(client, "concepts/")
    right = {concept: n for concept, n in recompute.right_answers(table).items() if concept not in cards}
    known = sum(n >= 2 for n in right.values())
    lasting = Card.objects.filter(user=history)
    known += sum(card.state == "known" for card in lasting)
    assert f"Known</dt><dd>{known}</dd>" in text


def test_the_table_holds_no_formula_and_the_note_survives(client, learner):
    block = start_block(learner, size=1)
    answer(block, 1, "C", note=Draft('=HYPERLINK("http://x")'))
    lifecycle.finish(block.pk, NOON + MINUTE)
    client.force_login(learner)
    assert rows(client)[0]["note"] == '\'=HYPERLINK("http://x")'


def test_a_block_under_way_and_what_it_asks_again_are_left_out(client, learner):
    sitting(learner)
    client.force_login(learner)
    assert len(rows(client)) == 6
    block = start_block(learner, size=2, now=NOON + DAY, stock=False, minutes=10**6)
    asked = set(block.block_items.values_list("item__uid", flat=True))
    left = rows(client)
    assert len(left) == 4
    assert not asked & {row["item"] for row in left}
    assert not asked & {row["item"] for row in json.loads(sent(client, "everything.json"))["questions"]}


def test_everything_is_one_json_document_with_all_selections(client, history):
    queue.absorb(history, NOON + 99 * DAY)
    client.force_login(history)
    found = json.loads(sent(client, "everything.json"))
    assert found["person"]["username"] == "learner"
    assert len(found["questions"]) == BlockItem.objects.filter(block__user=history).count()
    assert len(found["selections"]) == 35
    assert found["cards"]
    assert found["card_reviews"]
    assert found["exam_days"][0]["plan"]["title"] == "Short day"


def test_nobody_takes_along_what_others_did(client, history, other_learner):
    client.force_login(other_learner)
    assert rows(client) == []
    assert json.loads(sent(client, "everything.json"))["questions"] == []


@pytest.mark.parametrize("path", ["", "answers.csv", "everything.json", "reset/", "delete/"])
def test_a_visitor_has_to_sign_in(client, path):
    assert client.get(f"/progress/data/{path}").status_code == 302


def test_a_reset_asks_first_and_then_keeps_everything_in_the_data(client, history):
    queue.absorb(history, NOON + 99 * DAY)
    client.force_login(history)
    before = len(rows(client))
    assert "8 blocks" in page(client, "data/reset/")
    assert Block.objects.current().count() == 8
    client.post("/progress/data/reset/")
    assert "Nothing to show yet" in page(client)
    assert len(rows(client)) == before
    assert all(row["put_away_at"] for row in rows(client))
    assert not Card.objects.filter(user=history).exists()
    assert "There is nothing to put away" in page(client, "data/reset/")


def test_deleting_needs_the_name_typed(client, history):
    client.force_login(history)
    response = client.post("/progress/data/delete/", {"username": "other"})
    assert response.status_code == 422
    assert User.objects.filter(pk=history.pk).exists()


@pytest.mark.parametrize("is_guest", [False, True])
def test_deleting_leaves_nothing_but_reports_without_a_name(client, learner, other_learner, is_guest):
    person = GuestFactory() if is_guest else learner
    sitting(person)
    sitting(other_learner)
    queue.absorb(person, NOON + DAY)
    report = Report.objects.create(user=person, item=ItemFactory(), kind="fact", at=NOON)
    client.force_login(person)
    assert person.username in page(client, "data/delete/")
    assert client.post("/progress/data/delete/", {"username": person.username}).status_code == 302
    assert not User.objects.filter(pk=person.pk).exists()
    assert set(Block.objects.values_list("user", flat=True)) == {other_learner.pk}
    assert not Card.objects.exists()
    report.refresh_from_db()
    assert report.user is None
    assert "_auth_user_id" not in client.session


def test_an_editor_is_not_deleted_from_here(client, editor):
    client.force_login(editor)
    client.post("/progress/data/delete/", {"username": "editor"})
    assert User.objects.filter(pk=editor.pk).exists()
