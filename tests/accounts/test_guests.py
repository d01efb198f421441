"""Visitors who become guests without noticing, and guests who become people with an account."""

import pytest
from django.test import Client

from questions.blocks.models import Block
from quizsite.accounts.models import User
from tests.factories.accounts import PASSWORD, GuestFactory, UserFactory
from tests.factories.bank import ItemFactory
from tests.factories.blocks import NOON, answer, start_block

pytestmark = pytest.mark.django_db
SIGN_UP = {"username": "newcomer", "password1": PASSWORD, "password2": PASSWORD}


def start(client):
    ItemFactory.create_batch(2)
    return client.post("/blocks/new/", {"size": 2, "minutes": 5, "mode": "timed"})


def sign_in(client, person, **more):
    return client.post("/accounts/login/", {"login": person.username, "password": PASSWORD, **more})


def test_a_visitor_who_starts_a_block_becomes_a_guest(client):
    start(client)
    guest = User.objects.get()
    assert guest.is_guest
    assert not guest.has_usable_password()
    assert guest.blocks.count() == 1


def test_looking_around_makes_no_guest(client):
    for path in (
        "/",
        "/blocks/new/",
        "/progress/",
        "/accounts/preferences/",
        "/accounts/login/",
        "/accounts/signup/",
    ):
        assert client.get(path).status_code == 200
    assert not User.objects.exists()


def test_signing_up_keeps_the_guest_and_the_history(client):
    start(client)
    guest = User.objects.get()
    response = client.post("/accounts/signup/", SIGN_UP)
    assert response.status_code == 302
    person = User.objects.get()
    assert (person.pk, person.username, person.is_guest) == (guest.pk, "newcomer", False)
    assert person.blocks.count() == 1
    assert client.get(f"/blocks/{person.blocks.get().pk}/1/").status_code == 200


def test_a_new_session_begins_with_the_account(client):
    start(client)
    before = client.session.session_key
    client.post("/accounts/signup/", SIGN_UP)
    assert client.session.session_key != before


def test_signing_up_without_a_history_works_too(client):
    client.post("/accounts/signup/", SIGN_UP)
    assert not User.objects.get().is_guest


def test_somebody_with_an_account_is_led_past_the_door(client, learner):
    client.force_login(learner)
    for path in ("/accounts/login/", "/accounts/signup/"):
        assert client.get(path)["Location"] == "/progress/"
    client.post("/accounts/signup/", SIGN_UP)
    assert User.objects.get() == learner


def test_a_guest_is_told_that_the_history_stays(client):
    start(client)
    assert "stay yours" in client.get("/accounts/signup/").content.decode()


def test_a_taken_name_leaves_the_guest_a_guest(client, learner):
    start(client)
    response = client.post("/accounts/signup/", {**SIGN_UP, "username": "learner"})
    assert "already exists" in response.content.decode()
    assert User.objects.exclude(pk=learner.pk).get().is_guest


def test_signing_in_hands_the_guests_history_to_the_account(client, learner):
    guest = GuestFactory()
    block = start_block(guest)
    answer(block, 1, "C")
    client.force_login(guest)
    sign_in(client, learner)
    assert Block.objects.get().user == learner
    assert not User.objects.filter(pk=guest.pk).exists()
    assert client.session["_auth_user_id"] == str(learner.pk)


def test_a_wrong_password_leaves_the_guest_as_it_was(client, learner):
    guest = GuestFactory()
    start_block(guest)
    client.force_login(guest)
    client.post("/accounts/login/", {"login": learner.username, "password": "wrong"})
    assert guest.blocks.count() == 1
    assert client.session["_auth_user_id"] == str(guest.pk)


def test_nobody_can_take_another_accounts_history_by_signing_in(client, learner, other_learner):
    block = start_block(other_learner, now=NOON)
    client.force_login(other_learner)
    sign_in(client, learner)
    block.refresh_from_db()
    assert block.user == other_learner


def test_one_address_cannot_make_guests_without_end(settings):
    settings.GUESTS_PER_HOUR = 2
    answers = [start(Client()) for _ in range(3)]
    assert [response.status_code for response in answers] == [303, 303, 429]
    assert int(answers[-1]["Retry-After"]) > 0
    assert User.objects.count() == 2


def test_a_made_up_forwarding_header_does_not_get_round_the_limit(settings):
    settings.GUESTS_PER_HOUR = 1
    start(Client())
    liar = Client(headers={"X-Forwarded-For": "203.0.113.9"})
    assert start(liar).status_code == 429


def test_behind_our_own_proxy_each_address_counts_for_itself(settings):
    settings.GUESTS_PER_HOUR = 1
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    for address in ("203.0.113.1", "203.0.113.2"):
        assert start(Client(headers={"X-Forwarded-For": address})).status_code == 303


def test_a_person_with_an_account_is_never_counted(settings, client):
    settings.GUESTS_PER_HOUR = 0
    client.force_login(UserFactory())
    assert start(client).status_code == 303
