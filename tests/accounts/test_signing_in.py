"""The door: sign-in, its limits, where it leads, and the admin behind it."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)

from tests.factories.accounts import PASSWORD, GuestFactory
from tests.factories.blocks import start_block

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"


def sign_in(client, person, password=PASSWORD, **more):
    return client.post(LOGIN, {"login": person.username, "password": password, **more})


def test_it_leads_to_progress(client, learner):
    assert sign_in(client, learner)["Location"] == "/progress/"


def test_it_leads_back_to_where_one_wanted_to_go(client, learner):
    assert sign_in(client, learner, next="/blocks/new/")["Location"] == "/blocks/new/"


@pytest.mark.parametrize(
    "elsewhere",
    ["https://evil.example/", "//evil.example/", "/\\evil.example", "javascript:alert(1)", "https:evil.example"],
)
def test_it_never_leads_to_another_site(client, learner, elsewhere):
    location = sign_in(client, learner, next=elsewhere)["Location"]
    assert location == "/progress/"


def test_signing_up_never_leads_to_another_site(client):
    form = {"username": "newcomer", "password1": PASSWORD, "password2": PASSWORD, "next": "https://evil.example/"}
    assert client.post("/accounts/signup/", form)["Location"] == "/progress/"


def test_many_wrong_passwords_for_one_name_are_refused_even_with_the_right_one(client, learner):
    tries = [sign_in(client, learner, "wrong").status_code for _ in range(5)]
    refused = sign_in(client, learner)
    assert tries == [200] * 5
    assert refused.status_code == 429
    assert int(refused["Retry-After"]) > 0
    assert "_auth_user_id" not in client.session


def test_other_names_can_still_sign_in_meanwhile(client, learner, other_learner):
    for _ in range(6):
        sign_in(client, learner, "wrong")
    assert sign_in(client, other_learner).status_code == 302


def test_a_flood_of_names_from_one_address_is_refused(client):
    answers = [client.post(LOGIN, {"login": f"name{n}", "password": "wrong"}).status_code for n in range(12)]
    assert answers[:10] == [200] * 10
    assert answers[-1] == 429


def test_a_flood_of_new_accounts_is_refused(client):
    for n in range(20):
        client.post("/accounts/signup/", {"username": f"name{n}", "password1": "x", "password2": "y"})
    response = client.post("/accounts/signup/", {"username": "late", "password1": PASSWORD, "password2": PASSWORD})
    assert response.status_code == 429
    assert int(response["Retry-After"]) > 0


def test_signing_out_takes_a_post(client, learner):
    client.force_login(learner)
    client.get("/accounts/logout/")
    assert "_auth_user_id" in client.session
    client.post("/accounts/logout/")
    assert "_auth_user_id" not in client.session


def test_an_expired_login_sends_htmx_to_the_sign_in_page_instead_of_swapping_it_in(client):
    response = client.get("/accounts/password/change/", headers={"HX-Request": "true"})
    assert response.status_code == 204
    assert response["HX-Redirect"].startswith(LOGIN)


def test_a_guest_may_open_the_sign_in_page(client):
    client.force_login(GuestFactory())
    assert "Sign in" in client.get(LOGIN).content.decode()


@pytest.mark.parametrize("as_guest", [False, True])
def test_the_admin_sends_visitors_and_guests_to_the_sites_own_sign_in(client, as_guest):
    if as_guest:
        client.force_login(GuestFactory())
    response = client.get("/admin/", follow=True)
    path, _, query = response.redirect_chain[-1][0].partition("?")
    assert path == LOGIN
    assert "next=" in query
    assert "admin" in query


def test_the_admin_refuses_learners(client, learner):
    client.force_login(learner)
    assert client.get("/admin/", follow=True).status_code == 403


def test_the_admin_has_no_door_beside_the_limits(client, editor):
    client.post("/admin/login/", {"username": editor.username, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


def test_an_editor_gets_in_and_finds_people(client, editor):
    sign_in(client, editor, next="/admin/")
    assert client.get("/admin/accounts/user/").status_code == 200
    assert client.get(f"/admin/accounts/user/{editor.pk}/change/").status_code == 200


def test_a_second_factor_is_asked_for_and_the_guests_history_still_arrives(client, learner):
    secret = generate_totp_secret()
    TOTP.activate(learner, secret)
    guest = GuestFactory()
    block = start_block(guest)
    client.force_login(guest)
    assert sign_in(client, learner)["Location"].startswith("/accounts/2fa/authenticate/")
    block.refresh_from_db()
    assert block.user == guest
    code = format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))
    client.post("/accounts/2fa/authenticate/", {"code": code})
    block.refresh_from_db()
    assert block.user == learner
    assert Authenticator.objects.filter(user=learner).exists()


def test_without_a_mail_server_nobody_is_promised_a_mail(client, settings):
    settings.EMAIL_URL = ""
    text = client.get("/accounts/password/reset/").content.decode()
    assert "sends no mail" in text
    assert 'type="email"' not in text


def test_with_a_mail_server_a_link_is_sent(client, settings, learner, mailoutbox):
    settings.EMAIL_URL = "smtp://localhost"
    learner.email = "learner@example.org"
    learner.save()
    assert 'type="email"' in client.get("/accounts/password/reset/").content.decode()
    client.post("/accounts/password/reset/", {"email": "learner@example.org"})
    assert "/accounts/password/reset/key/" in mailoutbox[0].body
