"""The editor's account that `serve` makes: once, with a password of its own, for its owner's eyes."""

import stat

import pytest
from django.contrib.auth import authenticate

from quizsite.accounts.models import User
from quizsite.core.management.commands.serve import EDITOR, ensure_editor

pytestmark = pytest.mark.django_db


def password_in(path):
    return path.read_text().split()[-1]


def test_the_password_that_is_printed_opens_the_admin(tmp_path):
    path = ensure_editor(tmp_path / "editor")
    editor = authenticate(username=EDITOR, password=password_in(path))
    assert editor.is_staff and editor.is_superuser
    assert stat.S_IMODE(path.stat().st_mode) == 0o600


def test_a_second_run_keeps_account_and_password(tmp_path):
    first = password_in(ensure_editor(tmp_path / "editor"))
    assert password_in(ensure_editor(tmp_path / "editor")) == first
    assert User.objects.filter(username=EDITOR).count() == 1


def test_a_new_database_gets_a_new_password(tmp_path):
    first = password_in(ensure_editor(tmp_path / "editor"))
    User.objects.all().delete()
    assert password_in(ensure_editor(tmp_path / "editor")) != first
