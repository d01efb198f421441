"""What the system checks refuse and warn of."""

import sqlite3

import pytest

from quizsite.core.checks import no_default_secret_in_public, sqlite_without_wal_reset_bug


def test_a_public_host_with_the_built_in_secret_is_an_error(settings):
    settings.ALLOWED_HOSTS = ["quiz.example.org"]
    settings.SECRET_KEY = "insecure-key-for-tests-and-local-commands-only"
    assert [found.id for found in no_default_secret_in_public(None)] == ["quizsite.E001"]


def test_a_public_host_with_debug_is_an_error(settings):
    settings.ALLOWED_HOSTS = ["quiz.example.org"]
    settings.SECRET_KEY = "a long and random one"
    settings.DEBUG = True
    assert [found.id for found in no_default_secret_in_public(None)] == ["quizsite.E002"]


def test_any_host_at_all_counts_as_public(settings):
    settings.ALLOWED_HOSTS = ["*"]
    settings.SECRET_KEY = "insecure-key-for-tests-and-local-commands-only"
    assert no_default_secret_in_public(None)


def test_this_machine_alone_needs_no_secret(settings):
    settings.ALLOWED_HOSTS = ["127.0.0.1", "localhost", "[::1]"]
    settings.SECRET_KEY = "insecure-key-for-tests-and-local-commands-only"
    assert no_default_secret_in_public(None) == []


@pytest.mark.parametrize(
    ("version", "warned"),
    [((3, 6, 23), False), ((3, 7, 0), True), ((3, 40, 1), True), ((3, 51, 2), True), ((3, 51, 3), False)],
)
def test_it_warns_of_the_sqlite_versions_that_can_corrupt_a_wal_database(settings, monkeypatch, version, warned):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.sqlite3")
    monkeypatch.setattr(sqlite3, "sqlite_version_info", version)
    found = sqlite_without_wal_reset_bug(None)
    assert bool(found) == warned
    assert all("PostgreSQL" in warning.hint and "3.51.3" in warning.hint for warning in found)


def test_postgresql_is_not_warned_of(settings, monkeypatch):
    monkeypatch.setitem(settings.DATABASES["default"], "ENGINE", "django.db.backends.postgresql")
    monkeypatch.setattr(sqlite3, "sqlite_version_info", (3, 40, 1))
    assert sqlite_without_wal_reset_bug(None) == []
