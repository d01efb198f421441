"""What holds on every page: health, refusals, policy headers."""

import pytest
from django.db import OperationalError, connection

from questions.stats import queries


def broken(*args, **kwargs):
    raise OperationalError("database is locked")


def bugged(*args, **kwargs):
    raise RuntimeError("secret detail")


@pytest.mark.django_db
def test_it_is_healthy_while_the_database_answers(client):
    response = client.get("/healthz")
    assert (response.status_code, response.content) == (200, b"ok")


def test_it_is_not_healthy_without_a_database(client, monkeypatch):
    monkeypatch.setattr(connection, "cursor", broken)
    assert client.get("/healthz").status_code == 503


def test_a_locked_database_says_try_again_and_shows_no_content(client, learner, monkeypatch):
    client.force_login(learner)
    client.raise_request_exception = False
    monkeypatch.setattr(queries, "progress", broken)
    response = client.get("/progress/")
    assert response.status_code == 503
    assert int(response["Retry-After"]) > 0
    assert "locked" not in response.content.decode()


def test_a_fault_of_ours_tells_nothing(client, learner, monkeypatch):
    client.force_login(learner)
    client.raise_request_exception = False
    monkeypatch.setattr(queries, "progress", bugged)
    response = client.get("/progress/")
    assert response.status_code == 500
    assert "secret detail" not in response.content.decode()
    assert "Something went wrong" in response.content.decode()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "path", ["/", "/progress/", "/accounts/login/", "/accounts/preferences/", "/nothing-here/"]
)
def test_every_page_has_the_strict_policy(client, path):
    response = client.get(path)
    policy = response["Content-Security-Policy"]
    assert "default-src 'self'" in policy
    assert "unsafe" not in policy
    assert response["X-Frame-Options"] == "DENY"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
def test_a_page_that_is_not_there_leads_back_to_the_start(client):
    response = client.get("/nothing-here/")
    assert response.status_code == 404
    assert 'href="/"' in response.content.decode()


@pytest.mark.django_db
def test_a_form_without_its_token_is_refused_in_words(client):
    client.handler.enforce_csrf_checks = True
    response = client.post("/accounts/preferences/", {"time_factor": "2.00", "theme": ""})
    assert response.status_code == 403
    assert "The form is too old" in response.content.decode()
