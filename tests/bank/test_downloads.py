"""Editors take along whatever items they select."""

import csv
import io
import zipfile

import pytest
from django.contrib.auth.models import Permission
from django.urls import reverse
from pytest_django.asserts import assertNumQueries

from questions.bank.downloads import PRINT, class_names, entries_of
from questions.bank.exports.formats import FORMATS
from questions.bank.models import Item
from tests.factories.accounts import UserFactory
from tests.factories.bank import ItemFactory
from tests.factories.drugs import DrugFactory


@pytest.fixture
def desk(client, editor):
    """Return a browser in which the editor is signed in."""
    client.force_login(editor)
    return client


def take(browser, form, items, **more):
    data = {"action": f"take_{form}", "_selected_action": [item.pk for item in items], **more}
    return browser.post(reverse("admin:bank_item_changelist"), data)


def rows(response):
    return list(csv.DictReader(io.StringIO(response.content.decode("utf-8-sig"), newline="")))


@pytest.mark.parametrize("form", FORMATS)
def test_selected_items_come_as_a_file(desk, form):
    items = ItemFactory.create_batch(2)
    response = take(desk, form, items)
    assert response["Content-Disposition"] == (
        f'attachment; filename="rationale-items-of-the-bank{FORMATS[form].ending}"'
    )
    assert response["Content-Type"] == FORMATS[form].media_type


def test_only_what_is_selected_comes_along_whatever_its_state(desk):
    kept, withdrawn, _ = ItemFactory.create_batch(3)
    Item.objects.filter(pk=withdrawn.pk).update(state=Item.State.WITHDRAWN)
    assert [row["id"] for row in rows(take(desk, "csv", [withdrawn, kept]))] == [kept.uid, withdrawn.uid]


def test_all_pages_can_be_selected_at_once(desk):
    items = ItemFactory.create_batch(120)
    assert len(rows(take(desk, "csv", items[:1], select_across="1"))) == 120


def test_selected_items_come_as_a_page_to_print(desk):
    page = take(desk, PRINT, [ItemFactory(stem="A man <b>&</b> a dog.")]).content.decode()
    assert "A man &lt;b&gt;&amp;&lt;/b&gt; a dog." in page and "Key and explanations" in page


def test_whoever_may_only_look_may_take_along_but_not_withdraw(client, db):
    reader = UserFactory(is_staff=True)
    reader.user_permissions.add(Permission.objects.get(codename="view_item"))
    client.force_login(reader)
    item = ItemFactory()
    page = client.get(reverse("admin:bank_item_changelist")).content.decode()
    assert "take_anki" in page and "withdraw_selected" not in page
    assert len(rows(take(client, "csv", [item]))) == 1


@pytest.mark.parametrize("staff", [True, False])
def test_whoever_may_not_see_the_list_gets_nothing(client, db, staff):
    client.force_login(UserFactory(is_staff=staff))
    assert take(client, "csv", [ItemFactory()]).status_code == (403 if staff else 302)


def test_a_stored_item_keeps_every_part_on_its_way(db):
    drug = DrugFactory(classes=["steroids"])
    item = ItemFactory(drug=drug, step3=False)
    (entry,) = entries_of([item])
    assert entry.item["id"] == item.uid and entry.item["steps"] == [1, 2]
    assert entry.item["options"] == item.options and entry.item["sources"] == item.sources
    assert entry.classes == {"steroids": drug.classes.get().name} and not entry.outdated


def test_an_item_whose_drug_is_gone_still_comes_along(db):
    (entry,) = entries_of([ItemFactory(drug=None)])
    assert entry.classes == {} and entry.shelf == ("Immunology",)


def test_classes_of_all_drugs_are_one_query(db):
    drugs = [DrugFactory(classes=["steroids", "tnf-antibodies"]) for _ in range(3)]
    with assertNumQueries(1):
        names = class_names()
    assert set(names) == {drug.pk for drug in drugs}
    assert all(set(each) == {"steroids", "tnf-antibodies"} for each in names.values())


def test_a_package_of_many_items_has_a_file_for_each(desk):
    items = ItemFactory.create_batch(30)
    package = zipfile.ZipFile(io.BytesIO(take(desk, "qti", items).content))
    assert len([name for name in package.namelist() if name.startswith("items/")]) == 30
