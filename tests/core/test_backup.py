"""backup writes one consistent copy, and nothing where it may not."""

import sqlite3
from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

pytestmark = pytest.mark.skipif(connection.vendor != "sqlite", reason="copies SQLite only")


@pytest.mark.django_db(transaction=True)
def test_the_copy_is_a_database_with_the_same_rows(tmp_path, learner):
    path = tmp_path / "copy.sqlite3"
    call_command("backup", str(path), stdout=StringIO())
    with sqlite3.connect(path) as copy:
        assert copy.execute("SELECT username FROM accounts_user").fetchall() == [("learner",)]


@pytest.mark.django_db
def test_it_overwrites_nothing(tmp_path):
    path = tmp_path / "kept"
    path.write_text("mine")
    with pytest.raises(CommandError, match="exists already"):
        call_command("backup", str(path))
    assert path.read_text() == "mine"


@pytest.mark.django_db
def test_it_names_a_missing_folder(tmp_path):
    with pytest.raises(CommandError, match="does not exist"):
        call_command("backup", str(tmp_path / "absent" / "copy"))
