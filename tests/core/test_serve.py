"""The editor's and the reviewer's account that `serve` makes: once, with passwords of their own."""

import stat

import pytest
from django.contrib.auth import authenticate

from quizsite.accounts.models import User
from quizsite.core.management.commands.serve import EDITOR, REVIEWER, ensure_editors

pytestmark = pytest.mark.django_db


def password_in(path, line=0):
    return path.read_text().splitlines()[line].split()[-1]


def test_the_passwords_that_are_printed_open_the_admin(tmp_path, roles):
    path = ensure_editors(tmp_path / "editor")
    editor = authenticate(username=EDITOR, password=password_in(path))
    assert editor.is_staff and editor.is_superuser
    reviewer = authenticate(username=REVIEWER, password=password_in(path, 1))
    assert reviewer.is_staff and not reviewer.is_superuser
    assert reviewer.has_perm("drugs.review_facts")
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_second_run_keeps_account_and_password(tmp_path):
    first = password_in(ensure_editors(tmp_path / "editor"))
    assert password_in(ensure_editors(tmp_path / "editor")) == first
    assert User.objects.filter(username=EDITOR).count() == 1


def test_a_new_database_gets_a_new_password(tmp_path):
    first = password_in(ensure_editors(tmp_path / "editor"))
    User.objects.all().delete()
    assert password_in(ensure_editors(tmp_path / "editor")) != first
