"""An editor restocks the bank a few seconds at a time, sees how far it is, and may leave and come back."""

import pytest
from django.urls import reverse

from drugs.models import AdverseEffect
from questions.bank import restock_page
from questions.bank.models import Item, Restocking
from questions.bank.sources import load_facts
from questions.bank.stocking import restock, stale_items
from tests.factories.accounts import UserFactory

pytestmark = pytest.mark.usefixtures("stored_world")
HTMX = {"HTTP_HX_REQUEST": "true"}


@pytest.fixture
def desk(client, editor):
    """Return a browser in which the editor is signed in; one request does one part."""
    client.force_login(editor)
    return client


@pytest.fixture(autouse=True)
def no_time(monkeypatch):
    monkeypatch.setattr(restock_page, "SECONDS", 0.0)


def url():
    return reverse("admin:bank_restock")


def show(desk):
    return desk.get(url()).content.decode()


def test_the_page_says_what_restocking_would_do_and_does_nothing(desk):
    page = show(desk)
    assert "was never stocked" in page and ">Start</button>" in page
    assert not Item.objects.exists() and not Restocking.objects.exists()


def test_each_press_does_a_part_and_the_page_shows_how_far_it_is(desk):
    answer = desk.post(url())
    assert answer.status_code == 303 and answer["Location"] == url()
    page = show(desk)
    run = Restocking.objects.get()
    assert f'<progress id="restock-progress" max="{run.parts}" value="1">' in page
    assert ">Continue</button>" in page
    desk.post(url())
    assert 'value="2">' in show(desk)


def test_the_last_press_says_that_it_is_done(desk):
    while not (runs := Restocking.objects.all()) or not runs[0].is_done:
        answer = desk.post(url(), follow=True)
    page = answer.content.decode()
    assert "The bank is in line with the facts." in page
    assert f"and added {Item.objects.count()}." in page
    assert 'class="button default"' not in page


def test_with_htmx_the_next_press_comes_by_itself_until_it_is_done(desk):
    assert 'hx-trigger="submit"' in show(desk)  # the first one is the editor's
    presses = 0
    while 'hx-trigger="submit, load, ' in (part := desk.post(url(), **HTMX).content.decode()):
        assert part.lstrip().startswith('<div id="restocking">')
        presses += 1
    assert presses == Restocking.objects.get().parts - 1
    assert 'id="restock-status" role="status" hx-swap-oob="true"' in part
    assert "<button" not in part


def test_the_page_tells_that_facts_have_changed_since(desk):
    restock()
    assert "The bank is in line with the facts." in show(desk)
    AdverseEffect.objects.update(why="Otherwise.")
    assert "have changed since the bank was stocked on" in show(desk)
    desk.post(url())
    assert not stale_items(load_facts())
    gone = Item.objects.filter(state=Item.State.SUPERSEDED).count()
    assert f"{gone} questions that no longer stood are out of service already" in show(desk)


def test_pressing_where_there_is_nothing_to_do_stores_nothing(desk):
    restock()
    before = list(Item.objects.values_list("pk", "state"))
    assert "The bank is in line with the facts." in desk.post(url(), follow=True).content.decode()
    assert list(Item.objects.values_list("pk", "state")) == before
    assert not Restocking.objects.exists()


def test_it_is_for_those_who_may_change_items(client):
    client.force_login(UserFactory(is_staff=True))
    assert client.get(url()).status_code == client.post(url()).status_code == 403
    assert not Item.objects.exists()


def test_a_press_reads_the_bank_in_a_bounded_number_of_queries(desk, django_assert_max_num_queries):
    restock()
    AdverseEffect.objects.update(why="Otherwise.")
    desk.post(url())
    with django_assert_max_num_queries(130):
        desk.post(url())
