"""Time accommodation and appearance."""

from decimal import Decimal

import pytest

from quizsite.accounts.models import User

pytestmark = pytest.mark.django_db
PAGE, DISPLAY = "/accounts/preferences/", "/accounts/display/"


def save(client, **fields):
    return client.post(PAGE, {"time_factor": "1.00", "theme": "", **fields})


@pytest.mark.parametrize("factor", ["1.00", "1.50", "2.00", "3.00"])
def test_the_time_factor_is_kept_and_shown_again(client, learner, factor):
    client.force_login(learner)
    assert save(client, time_factor=factor).status_code == 302
    learner.refresh_from_db()
    assert learner.time_factor == Decimal(factor)
    assert f'<option value="{factor}" selected>' in client.get(PAGE).content.decode()


@pytest.mark.parametrize("factor", ["10", "0", "-1", "NaN", ""])
def test_no_other_time_factor_is_taken(client, learner, factor):
    client.force_login(learner)
    assert save(client, time_factor=factor).status_code == 422
    learner.refresh_from_db()
    assert learner.time_factor == 1


def test_the_chosen_theme_is_on_every_page(client, learner):
    client.force_login(learner)
    save(client, theme="dark")
    for path in ("/", "/progress/", "/blocks/new/"):
        assert '<html lang="en" data-theme="dark">' in client.get(path).content.decode()


@pytest.mark.parametrize(
    ("field", "value", "attribute"),
    [
        ("text_size", "largest", "data-text"),
        ("contrast", "high", "data-contrast"),
        ("motion", "reduced", "data-motion"),
        ("shortcuts", "off", "data-shortcuts"),
    ],
)
@pytest.mark.parametrize("page", [PAGE, DISPLAY])
def test_every_setting_is_kept_and_is_an_attribute_of_every_page(client, learner, page, field, value, attribute):
    client.force_login(learner)
    assert client.post(page, {"time_factor": "1.00", field: value}).status_code == 302
    for path in ("/", "/progress/"):
        assert f'<html lang="en" {attribute}="{value}">' in client.get(path).content.decode()
    learner.refresh_from_db()
    assert getattr(learner, field) == value


def test_the_settings_of_a_block_leave_the_time_factor_alone(client, learner):
    client.force_login(learner)
    save(client, time_factor="2.00")
    client.post(DISPLAY, {"theme": "dark", "time_factor": "3.00"})
    learner.refresh_from_db()
    assert (learner.theme, learner.time_factor) == ("dark", Decimal("2.00"))


def test_the_settings_dialog_is_told_that_they_are_saved(client, learner):
    client.force_login(learner)
    sent = client.post(DISPLAY, {"theme": "dark"}, headers={"HX-Request": "true"})
    assert sent.content.decode().strip() == "Saved."


def test_no_other_setting_is_taken(client, learner):
    client.force_login(learner)
    assert client.post(DISPLAY, {"theme": "pink"}).status_code == 422
    learner.refresh_from_db()
    assert learner.theme == ""


def test_a_visitor_sees_the_settings_and_reading_makes_no_guest(client):
    assert client.get(DISPLAY).status_code == 200
    assert not User.objects.exists()


def test_the_preferred_units_are_those_of_the_lab_table(client, learner):
    client.force_login(learner)
    client.post(DISPLAY, {"lab_units": "si"})
    assert 'data-units="si"' in client.get("/blocks/labs/").content.decode()


def test_without_a_choice_the_device_decides(client, learner):
    client.force_login(learner)
    assert '<html lang="en">' in client.get("/").content.decode()


def test_a_visitor_who_saves_becomes_a_guest_with_these_preferences(client):
    save(client, time_factor="1.50")
    assert User.objects.get().time_factor == Decimal("1.5")
    assert User.objects.get().is_guest


def test_nobody_can_make_themselves_an_editor_with_it(client, learner):
    client.force_login(learner)
    save(client, is_staff="on", is_superuser="on", is_guest="on", username="editor")
    learner.refresh_from_db()
    assert (learner.is_staff, learner.is_superuser, learner.is_guest) == (False, False, False)
    assert learner.username == "learner"


def test_saving_says_so(client, learner):
    client.force_login(learner)
    assert (
        "Preferences saved."
        in client.post(PAGE, {"time_factor": "2.00", "theme": ""}, follow=True).content.decode()
    )
