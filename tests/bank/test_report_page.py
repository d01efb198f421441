"""The report page: the bank judged with charts, a foreign file judged and forgotten, and who may see it."""

import json

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from questions.bank import report_page
from questions.bank.models import Item
from questions.bank.sources import load_facts
from questions.bank.stocking import stock
from questions.generator.criteria import CRITERIA
from tests.factories.accounts import UserFactory
from tests.factories.bank import ItemFactory, options_with_key

pytestmark = pytest.mark.django_db

FLAWED = {
    "stem": "A man has <b>fever</b>.",
    "lead_in": "Which of the following drugs is not a likely cause?",
    "options": [{"text": f"Drug {letter}", "correct": letter == "B"} for letter in "ABCD"],
}
URL = "/admin/bank/item/report/"


@pytest.fixture
def desk(client):
    """Return a browser of a member of staff who may view items and nothing else."""
    person = UserFactory(is_staff=True)
    person.user_permissions.add(Permission.objects.get(codename="view_item"))
    client.force_login(person)
    return client


def send(client, *lines, name="bank.jsonl"):
    content = b"\n".join(line if isinstance(line, bytes) else json.dumps(line).encode() for line in lines)
    return client.post(URL, {"file": SimpleUploadedFile(name, content)})


def test_the_active_items_are_judged_with_a_bar_for_every_criterion(desk):
    options = options_with_key("C")
    options[0]["text"] = "Never a fever"
    flawed = ItemFactory(options=options)
    ItemFactory(state=Item.State.SUPERSEDED)
    page = desk.get(URL).content.decode()
    assert "1 item, the active ones of the bank" in page
    assert all(criterion.title in page for criterion in CRITERIA.values())
    assert page.count('<svg class="bar"') >= len(CRITERIA)
    assert f'<a href="{reverse("admin:bank_item_change", args=[flawed.pk])}">{flawed.uid}</a>' in page
    assert "option A says &quot;Never&quot;" in page


@pytest.mark.usefixtures("stored_world")
def test_it_takes_few_queries_however_many_items_there_are(desk, django_assert_max_num_queries):
    stock(load_facts())
    with django_assert_max_num_queries(8):
        page = desk.get(URL).content.decode()
    assert f"{Item.objects.active().count()} items, the active ones" in page


def test_a_report_is_made_anew_once_the_items_are_others(desk):
    first = ItemFactory()
    assert "1 item," in desk.get(URL).content.decode()
    ItemFactory()
    assert "2 items," in desk.get(URL).content.decode()
    first.delete()
    assert "1 item," in desk.get(URL).content.decode()


def test_an_empty_bank_says_so_and_still_takes_a_file(desk):
    page = desk.get(URL).content.decode()
    assert "no active items yet" in page and 'type="file"' in page


def test_a_foreign_file_is_judged_by_line_escaped_and_not_stored(desk):
    answer = send(desk, FLAWED, FLAWED, name="<i>theirs</i>.jsonl")
    page = answer.content.decode()
    assert answer.status_code == 200
    assert "2 items:" in page and "Line 1: the lead-in says &quot;not&quot;" in page
    assert "<b>fever" not in page and "<i>theirs" not in page
    assert not Item.objects.exists()


def test_bad_lines_stand_at_the_field_and_the_others_are_judged(desk):
    answer = send(desk, FLAWED, b"{", {"stem": "A man."})
    page = answer.content.decode()
    assert answer.status_code == 200
    errors = page[page.index('class="errorlist"') : page.index('name="file"')]
    assert "Line 2: is not JSON" in errors and "Line 3: the item misses &quot;lead_in&quot;" in errors
    assert 'aria-invalid="true"' in page
    assert "1 item:" in page


def test_of_many_bad_lines_the_first_are_named(desk):
    page = send(desk, *[b"{"] * 50).content.decode()
    assert page.count("is not JSON") == report_page.MOST_ERRORS
    assert "And 20 lines more." in page


@pytest.mark.parametrize(
    ("lines", "why"),
    [
        ([b""], "The submitted file is empty."),
        ([b"", b" ", b""], "The file is empty: it should hold one item a line."),
        ([b"{"], "Line 1: is not JSON"),
    ],
)
def test_a_file_without_items_is_refused_at_the_field(desk, lines, why):
    answer = send(desk, *lines)
    assert answer.status_code == 422
    assert why in answer.content.decode()


def test_no_file_at_all_is_refused_at_the_field(desk):
    answer = desk.post(URL)
    assert answer.status_code == 422
    assert "This field is required." in answer.content.decode()


@pytest.mark.parametrize(("limit", "value", "why"), [("MOST_BYTES", 100, "bytes"), ("MOST_ITEMS", 1, "items")])
def test_a_file_over_the_limits_is_refused_at_the_field(desk, monkeypatch, limit, value, why):
    monkeypatch.setattr(report_page, limit, value)
    answer = send(desk, FLAWED, FLAWED)
    assert answer.status_code == 422
    assert f"The file has more than {value} {why}" in answer.content.decode()


def test_it_is_for_those_who_may_view_items(client, learner):
    assert client.get(URL).status_code == 302
    client.force_login(learner)
    assert client.get(URL).status_code == 302
    client.force_login(UserFactory(is_staff=True))
    assert client.get(URL).status_code == 403
    assert send(client, FLAWED).status_code == 403


def test_the_first_page_and_the_item_list_lead_to_it(desk, client):
    for name in ("admin:index", "admin:bank_item_changelist"):
        assert URL in desk.get(reverse(name)).content.decode()
    client.force_login(UserFactory(is_staff=True))
    assert URL not in client.get(reverse("admin:index")).content.decode()
