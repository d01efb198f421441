"""Redirects that htmx must not follow into a fragment."""

import pytest
from django.http import HttpResponse, HttpResponseRedirect
from django.test import RequestFactory

from quizsite.core.middleware import HtmxRedirectMiddleware


def ask(answer, **headers):
    return HtmxRedirectMiddleware(lambda request: answer)(RequestFactory().get("/", headers=headers))


def test_a_redirect_of_an_htmx_request_becomes_a_header():
    response = ask(HttpResponseRedirect("/accounts/login/?next=/"), **{"HX-Request": "true"})
    assert response.status_code == 204
    assert response["HX-Redirect"] == "/accounts/login/?next=/"
    assert "Location" not in response


def test_cookies_travel_with_it():
    redirect = HttpResponseRedirect("/")
    redirect.set_cookie("kept", "yes")
    assert ask(redirect, **{"HX-Request": "true"}).cookies["kept"].value == "yes"


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "false"}])
def test_a_browser_follows_its_redirects_itself(headers):
    assert ask(HttpResponseRedirect("/"), **headers)["Location"] == "/"


def test_other_answers_pass_as_they_are():
    answer = HttpResponse("a fragment")
    assert ask(answer, **{"HX-Request": "true"}) is answer
