"""Editors read, withdraw and restock items, and see what a drug yields now."""

import pytest
from django.urls import reverse

from drugs.models import AdverseEffect
from questions.bank.models import Item
from questions.bank.sources import load_facts
from questions.bank.stocking import stock

pytestmark = pytest.mark.usefixtures("stored_world")


@pytest.fixture
def desk(client, editor):
    """Return a browser in which the editor is signed in."""
    client.force_login(editor)
    return client


def test_the_preview_shows_items_with_key_and_rationale_and_stores_nothing(desk):
    page = desk.get(reverse("admin:bank_drug_items", args=["amberol"])).content.decode()
    assert "Items that amberol yields now" in page
    assert "(key)" in page and "When right" in page
    assert not Item.objects.exists()


def test_the_preview_counts_stale_items(desk):
    stock(load_facts())
    AdverseEffect.objects.filter(drug__slug="amberol").update(why="Otherwise.")
    page = desk.get(reverse("admin:bank_drug_items", args=["amberol"]))
    active = Item.objects.active().filter(drug__slug="amberol").count()
    assert page.context["active"] == page.context["stale"] == active > 0


def test_a_fact_changed_in_the_admin_reaches_the_items_at_the_next_restocking(desk):
    stock(load_facts())
    fact = AdverseEffect.objects.get(drug__slug="amberol")
    url = reverse("admin:drugs_adverseeffect_change", args=[fact.pk])
    data = posted(desk.get(url).context["adminform"].form)
    assert desk.post(url, data | {"why": "Because the alpha gate is shut."}).status_code == 302
    fact.refresh_from_db()
    assert fact.why == "Because the alpha gate is shut."
    assert "superseded" in desk.post(reverse("admin:bank_restock"), follow=True).content.decode()
    fresh = Item.objects.active().filter(concept="amberol/adverse-effect/e0")
    assert any("alpha gate is shut" in item.explanation for item in fresh)


def test_items_cannot_be_added_edited_or_deleted(desk):
    stock(load_facts())
    item = Item.objects.first()
    assert desk.get(reverse("admin:bank_item_add")).status_code == 403
    assert desk.post(reverse("admin:bank_item_delete", args=[item.pk])).status_code == 403
    desk.post(reverse("admin:bank_item_change", args=[item.pk]), {"stem": "Changed"})
    item.refresh_from_db()
    assert item.stem != "Changed"
    assert item.stem in desk.get(reverse("admin:bank_item_change", args=[item.pk])).content.decode()


def test_selected_items_are_withdrawn(desk):
    stock(load_facts())
    item = Item.objects.first()
    desk.post(
        reverse("admin:bank_item_changelist"),
        {"action": "withdraw_selected", "_selected_action": [item.pk]},
    )
    item.refresh_from_db()
    assert item.state == Item.State.WITHDRAWN


def test_restocking_is_for_editors_and_by_post_only(client, learner, desk):
    assert desk.get(reverse("admin:bank_restock")).status_code == 405
    desk.logout()
    desk.force_login(learner)
    assert desk.post(reverse("admin:bank_restock")).status_code in (302, 403)
    assert not Item.objects.exists()


@pytest.mark.parametrize("name", ["drugs_drug", "drugs_effect", "drugs_condition", "drugs_source", "bank_item"])
def test_list_pages_take_a_bounded_number_of_queries(desk, name, django_assert_max_num_queries):
    stock(load_facts())
    with django_assert_max_num_queries(20):
        assert desk.get(reverse(f"admin:{name}_changelist")).status_code == 200


def posted(form):
    """Return what a browser would send from a form as it was rendered."""
    data = {}
    for bound in form:
        value = bound.value()
        if isinstance(value, list):
            data[bound.html_name] = [getattr(each, "pk", each) for each in value]
        elif value is not None and value is not False:
            data[bound.html_name] = "on" if value is True else value
    return data
