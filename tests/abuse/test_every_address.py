"""What holds at every address: reading writes nothing, writing needs the token, the policy is exact."""

import pytest
from django.db import OperationalError

from tests.abuse.addresses import addresses
from tests.abuse.rows import all_rows

pytestmark = pytest.mark.django_db
POLICY = {
    "default-src 'self'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'self'",
    "form-action 'self'",
    "frame-ancestors 'none'",
}
WHO = [None, "learner", "editor"]


def browser_for(request, browser_of, who, **options):
    return browser_of(request.getfixturevalue(who) if who else None, **options)


def policy(response):
    return set(response["Content-Security-Policy"].split("; "))


@pytest.mark.parametrize("headers", [{}, {"HX-Request": "true"}], ids=["page", "htmx"])
@pytest.mark.parametrize("who", WHO)
def test_reading_an_address_writes_nothing_and_is_under_the_policy(request, block, day, browser_of, who, headers):
    browser = browser_for(request, browser_of, who)
    before = all_rows()
    loose = []
    for _, path in addresses(block, day):
        for response in (browser.get(path, headers=headers), browser.head(path, headers=headers)):
            if policy(response) != POLICY or response.status_code >= 500:
                loose.append((path, response.status_code))
    assert loose == []
    after = all_rows()
    assert {table for table in before if before[table] != after[table]} == set()


@pytest.mark.parametrize("who", [None, "editor"])
@pytest.mark.parametrize("method", ["post", "delete"])
def test_no_address_takes_anything_without_the_token(request, block, day, browser_of, who, method):
    browser = browser_for(request, browser_of, who, enforce_csrf_checks=True)
    before = all_rows()
    taken = {}
    for _, path in addresses(block, day):
        response = getattr(browser, method)(path)
        if response.status_code != 403 or policy(response) != POLICY:
            taken[path] = response.status_code
    assert taken == {}
    assert all_rows() == before


@pytest.mark.parametrize(("fault", "status"), [(OperationalError("locked"), 503), (RuntimeError("bug"), 500)])
def test_the_policy_holds_on_the_pages_of_faults(learner, block, browser_of, monkeypatch, fault, status):
    def fail(*_, **__):
        raise fault

    browser = browser_of(learner)
    monkeypatch.setattr("questions.blocks.views.runner.page_or_fragment", fail)
    response = browser.get(f"/blocks/{block.pk}/1/")
    assert response.status_code == status
    assert policy(response) == POLICY
