"""Who gets at what: every address of the site, by role and method; one that is not in the table fails."""

import uuid

import pytest

from tests.abuse.addresses import addresses, patterns
from tests.abuse.rows import all_rows

pytestmark = pytest.mark.django_db
METHODS = ("get", "post", "delete", "options")

ANYONE = set(
    """dashboard:home dashboard:progress dashboard:progress_map dashboard:progress_concepts
    dashboard:progress_pacing dashboard:progress_certainty dashboard:progress_days guides:index guides:effect
    guides:condition guides:class guides:drug blocks:new blocks:labs blocks:keys exam_days:choose review:home
    accounts:preferences accounts:display account_login account_inactive account_signup
    account_email_verification_sent account_confirm_email account_reset_password account_reset_password_done
    account_reset_password_from_key account_reset_password_from_key_done account_confirm_login_code
    mfa_authenticate sitemap healthz""".split()
)
SIGNED_IN = set(
    """dashboard:own_data dashboard:answers_csv dashboard:everything_json dashboard:reset dashboard:delete_account
    blocks:take_along blocks:met_file account_logout account_reauthenticate account_email account_change_password
    account_set_password mfa_index mfa_reauthenticate mfa_activate_totp mfa_deactivate_totp mfa_view_recovery_codes
    mfa_generate_recovery_codes mfa_download_recovery_codes""".split()
)
# Forms without a page of their own; what they name in their fields is looked up among the sender's own.
SIGNED_IN_FORMS = set("review:start review:undo review:preferences review:fact review:card".split())
OWN = set(
    """blocks:block blocks:question blocks:resume blocks:end blocks:print blocks:block_file blocks:review
    blocks:again blocks:review_item blocks:review_facts blocks:remark review:rating dashboard:exam_day
    exam_days:day exam_days:end""".split()
)
STAFF_SPACES = ("admin", "workbench")
# The admin's sign-in leads to the site's own; its catch-all answers like any page that needs a sign-in.
DOORS = {"admin:login", "admin:logout"}


def is_staff(name):
    return name.partition(":")[0] in STAFF_SPACES and name not in DOORS


def leads_to_sign_in(response):
    return response.status_code == 302 and response["Location"].startswith(("/accounts/login/", "/admin/login/"))


def test_every_address_has_its_place_in_the_table():
    names = {name for name, _ in patterns() if not is_staff(name)} - DOORS
    assert names == ANYONE | SIGNED_IN | SIGNED_IN_FORMS | OWN


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("who", ["other_learner", "editor"])
def test_what_belongs_to_somebody_is_absent_for_everybody_else(request, block, day, browser_of, who, method):
    browser = browser_of(request.getfixturevalue(who))
    before = all_rows()
    nothing = {"block_id": uuid.uuid4(), "day_id": uuid.uuid4(), "place_id": 10**6}
    for (name, path), (_, absent) in zip(addresses(block, day), addresses(block, day, **nothing), strict=True):
        if name in OWN:
            status = getattr(browser, method)(path).status_code
            assert status in (400, 404, 405), name
            assert status == getattr(browser, method)(absent).status_code, name
    assert all_rows() == before


@pytest.mark.parametrize("method", METHODS)
def test_a_visitor_is_asked_to_sign_in_for_whatever_belongs_to_somebody(block, day, browser_of, method):
    visitor = browser_of()
    before = all_rows()
    for name, path in addresses(block, day):
        if name in OWN | SIGNED_IN | SIGNED_IN_FORMS:
            response = getattr(visitor, method)(path)
            leaves = name == "account_logout" and response.status_code == 302
            tells_methods = method == "options" and response.content == b""
            denied = leads_to_sign_in(response) or response.status_code == 405
            assert denied or leaves or tells_methods, (name, response)
    assert all_rows() == before


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("who", ["visitor", "learner"])
def test_nobody_but_staff_gets_past_the_door_of_the_workbench(request, block, day, browser_of, who, method):
    browser = browser_of(None if who == "visitor" else request.getfixturevalue(who))
    before = all_rows()
    for name, path in addresses(block, day):
        if is_staff(name):
            response = getattr(browser, method)(path)
            assert leads_to_sign_in(response) or response.status_code in (403, 404), (name, response)
    assert all_rows() == before


@pytest.mark.parametrize("method", ["put", "patch", "delete", "options"])
def test_no_page_of_a_block_takes_another_method(learner, block, day, browser_of, method):
    browser = browser_of(learner)
    before = all_rows()
    own = {
        name: getattr(browser, method)(path) for name, path in addresses(block, day) if name.startswith("blocks:")
    }
    assert {response.status_code for response in own.values()} == {405}
    assert all_rows() == before


def test_who_is_demoted_in_mid_session_is_out_at_the_next_request(editor, block, browser_of):
    browser = browser_of(editor)
    assert browser.get("/admin/drugs/review/").status_code == 200
    editor.is_staff = editor.is_superuser = False
    editor.save()
    assert leads_to_sign_in(browser.get("/admin/drugs/review/"))


def test_who_is_deactivated_in_mid_block_saves_nothing_more(learner, block, browser_of):
    browser = browser_of(learner)
    learner.is_active = False
    learner.save()
    before = all_rows()
    assert leads_to_sign_in(browser.post(f"/blocks/{block.pk}/2/", {"choice": "A"}))
    assert all_rows() == before
