"""Editors read, withdraw and restock items, and see what a drug yields now."""

from html import unescape

import pytest
from django.contrib import admin
from django.urls import reverse

from drugs.editing.reviewing import approve, draft_of
from drugs.models import AdverseEffect, Drug, DrugMechanism, Indication
from questions.bank.models import Item
from questions.bank.sources import load_facts
from questions.bank.stocking import stock
from questions.blocks import lifecycle
from tests.factories.accounts import UserFactory
from tests.factories.blocks import MINUTE, NOON, answer, start_block

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
    assert (fact.why, fact.state) == ("Because the alpha gate is shut.", "draft")
    approve(draft_of(fact), UserFactory(is_superuser=True))
    restock_to_the_end(desk)
    fresh = Item.objects.active().filter(concept="amberol/adverse-effect/e0")
    assert any("alpha gate is shut" in item.explanation for item in fresh)


def test_a_block_taken_before_a_fact_changed_still_shows_what_was_asked(desk, editor):
    stock(load_facts())
    block = start_block(editor, size=20, stock=False)
    answer(block, 1, "A")
    lifecycle.finish(block.pk, NOON + MINUTE)
    asked = list(Item.objects.filter(block_items__block=block))
    AdverseEffect.objects.update(why="Otherwise.")
    restock_to_the_end(desk)
    assert any(item.state == Item.State.SUPERSEDED for item in Item.objects.filter(block_items__block=block))
    review = unescape(desk.get(reverse("blocks:review", args=[block.pk])).content.decode())
    for item in asked:
        assert item.lead_in in review
        assert all(option["rationale"] in review for option in item.options)


def test_an_item_page_shows_stem_options_rationales_sources_and_state(desk):
    stock(load_facts())
    item = Item.objects.filter(recipe="culprit").first()
    page = unescape(desk.get(reverse("admin:bank_item_change", args=[item.pk])).content.decode())
    for text in (item.stem, item.lead_in, item.objective, item.sources[0]["title"], item.get_state_display()):
        assert text in page
    for option in item.options:
        assert option["text"] in page and option["rationale"] in page
    assert 'name="_save"' not in page


def test_items_are_found_by_words_of_their_stem_and_by_filters(desk):
    stock(load_facts())
    url = reverse("admin:bank_item_changelist")
    found = desk.get(url, {"q": "brittle nails", "recipe": "culprit", "step2": "1"}).context["cl"].queryset
    assert found and {item.recipe for item in found} == {"culprit"}
    assert all("brittle nails" in item.stem for item in found)


@pytest.mark.parametrize("name", ["bank_restock", "bank_drug_items"])
def test_staff_without_the_permission_are_refused(client, name):
    client.force_login(UserFactory(is_staff=True))
    url = reverse(f"admin:{name}", args=["amberol"] if name == "bank_drug_items" else [])
    assert (client.get if name == "bank_drug_items" else client.post)(url).status_code == 403
    assert not Item.objects.exists()


def test_the_preview_of_an_unknown_drug_is_not_found(desk):
    assert desk.get(reverse("admin:bank_drug_items", args=["gold"])).status_code == 404


def test_the_drug_page_leads_to_the_preview(desk):
    drug = Drug.objects.get(slug="amberol")
    page = desk.get(reverse("admin:drugs_drug_change", args=[drug.pk])).content.decode()
    assert reverse("admin:bank_drug_items", args=["amberol"]) in page


def test_a_drug_without_provable_items_tells_why(desk):
    AdverseEffect.objects.filter(drug__slug="amberol").delete()
    DrugMechanism.objects.filter(drug__slug="amberol").delete()
    Indication.objects.filter(drug__slug="amberol").delete()
    page = desk.get(reverse("admin:bank_drug_items", args=["amberol"])).content.decode()
    assert "support no item now" in page


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


def test_restocking_is_for_editors(client, learner):
    client.force_login(learner)
    assert client.post(reverse("admin:bank_restock")).status_code in (302, 403)
    assert not Item.objects.exists()


LISTS = sorted(
    f"{model._meta.app_label}_{model._meta.model_name}"
    for model in admin.site._registry
    if model._meta.app_label in ("drugs", "bank")
)


@pytest.mark.parametrize("name", LISTS)
def test_list_pages_take_a_bounded_number_of_queries(desk, name, django_assert_max_num_queries):
    if name == "bank_item":
        stock(load_facts())
    with django_assert_max_num_queries(12):
        assert desk.get(reverse(f"admin:{name}_changelist")).status_code == 200


@pytest.mark.parametrize(
    ("page", "most"), [("review", 40), ("changes", 40), ("import", 8), ("export", 8), ("coverage", 110)]
)
def test_pages_of_the_workbench_take_a_bounded_number_of_queries(desk, page, most, django_assert_max_num_queries):
    with django_assert_max_num_queries(most):
        assert desk.get(reverse(f"workbench:{page}")).status_code == 200


def restock_to_the_end(desk):
    """Press the button of the restocking page until it says that there is nothing to do."""
    while "in line with the facts" not in desk.post(reverse("admin:bank_restock"), follow=True).content.decode():
        pass


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
