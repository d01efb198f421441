"""Item analysis as editors see it, and who may do what there."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission

from questions.bank.models import Item
from questions.blocks import lifecycle
from questions.blocks.models import BlockItem
from questions.stats.models import ItemStatistics
from questions.stats.updating import update_statistics
from tests.factories.accounts import UserFactory
from tests.factories.bank import ItemFactory
from tests.factories.blocks import MINUTE, NOON, answer, start_block

pytestmark = pytest.mark.django_db
DAY = dt.timedelta(days=1)
LIST = "/admin/stats/itemstatistics/"


def crowd(people, chosen):
    """Let people answer all items, the same letter for each item by its primary key."""
    for _ in range(people):
        block = start_block(UserFactory(), size=len(chosen), stock=False)
        for place in block.block_items.all():
            answer(block, place.position, chosen[place.item_id])
        lifecycle.finish(block.pk, NOON + MINUTE)


@pytest.fixture
def items(db):
    """Return a bad item that nobody gets right, and two good ones, with their statistics."""
    bad, good, other = ItemFactory.create_batch(3)
    crowd(20, {bad.pk: "B", good.pk: "C", other.pk: "C"})
    update_statistics(NOON + DAY)
    return bad, good


@pytest.fixture
def reader(db):
    """Return somebody who may look at items and change nothing."""
    person = UserFactory(is_staff=True)
    person.user_permissions.add(Permission.objects.get(codename="view_item", content_type__app_label="bank"))
    return person


def test_the_list_brings_flagged_items_to_the_top_and_filters_them(client, editor, items):
    client.force_login(editor)
    bad, good = items
    text = client.get(LIST).content.decode()
    assert text.index(bad.uid) < text.index(good.uid)
    assert "harder than guessing" in text
    flagged = client.get(f"{LIST}?flagged__exact=1").content.decode()
    assert bad.uid in flagged
    assert good.uid not in flagged


def test_the_list_asks_a_fixed_number_of_queries(client, editor, items, django_assert_max_num_queries):
    client.force_login(editor)
    with django_assert_max_num_queries(14):
        client.get(LIST)


def test_a_page_shows_the_figures_the_chart_and_the_variants(client, editor, items):
    bad, _ = items
    sibling = ItemFactory(concept=bad.concept)
    Item.objects.exclude(pk__in=[sibling.pk, items[1].pk]).update(state="superseded")
    crowd(12, {sibling.pk: "C", items[1].pk: "C"})
    update_statistics(NOON + 2 * DAY)
    client.force_login(editor)
    text = client.get(f"{LIST}{bad.pk}/change/").content.decode()
    assert "harder than guessing" in text
    assert "0–16 % (Wilson)" in text
    assert "plot__line--key" in text
    assert sibling.uid in text
    assert "They differ for sure" in text


def test_the_item_page_leads_to_its_analysis_where_there_is_one(client, editor, items):
    client.force_login(editor)
    bad, _ = items
    assert f"{LIST}{bad.pk}/change/" in client.get(f"/admin/bank/item/{bad.pk}/change/").content.decode()
    fresh = ItemFactory()
    assert "What answers tell" not in client.get(f"/admin/bank/item/{fresh.pk}/change/").content.decode()


def test_the_button_takes_in_what_was_closed(client, editor, items):
    client.force_login(editor)
    crowd(1, dict.fromkeys(Item.objects.values_list("pk", flat=True), "C"))
    client.post(f"{LIST}update/")
    assert ItemStatistics.objects.get(item=items[0]).n == 21
    assert client.get(f"{LIST}update/").status_code == 405


def test_withdrawing_from_the_page_gives_full_marks_and_ends_the_statistics(client, editor, items):
    client.force_login(editor)
    bad, _ = items
    client.post(f"{LIST}{bad.pk}/withdraw/")
    bad.refresh_from_db()
    assert bad.state == Item.State.WITHDRAWN
    assert BlockItem.objects.filter(item=bad, correct=True).count() == 20
    assert not ItemStatistics.objects.filter(item=bad).exists()


def test_withdrawing_from_the_list_takes_only_what_was_selected(client, editor, items):
    client.force_login(editor)
    bad = items[0]
    client.post(LIST, {"action": "withdraw_selected", "_selected_action": [bad.pk]})
    assert list(Item.objects.filter(state="withdrawn")) == [bad]


def test_a_reader_sees_everything_and_changes_nothing(client, reader, items):
    client.force_login(reader)
    bad, _ = items
    page = client.get(f"{LIST}{bad.pk}/change/").content.decode()
    assert "Facility" in page
    assert "Withdraw" not in page
    assert "Update statistics" not in client.get(LIST).content.decode()
    assert client.post(f"{LIST}{bad.pk}/withdraw/").status_code == 403
    assert client.post(f"{LIST}update/").status_code == 403
    client.post(LIST, {"action": "withdraw_selected", "_selected_action": [bad.pk]})
    assert not Item.objects.filter(state="withdrawn").exists()


@pytest.mark.parametrize("path", ["", "update/", "1/change/", "1/withdraw/"])
def test_learners_are_kept_out(client, learner, path):
    client.force_login(learner)
    assert client.get(f"{LIST}{path}").status_code == 302


def test_staff_without_a_right_to_items_is_refused(client, items):
    client.force_login(UserFactory(is_staff=True))
    assert client.get(LIST).status_code == 403
    assert client.get(f"{LIST}{items[0].pk}/change/").status_code == 403


def test_concepts_are_listed_with_the_spread_of_their_variants(client, editor, items):
    client.force_login(editor)
    text = client.get("/admin/stats/conceptstatistics/").content.decode()
    assert items[0].concept in text
    assert "0 % (0–16)" in text
