"""System checks: what must not go into production, and a SQLite that can damage its file."""

import sqlite3
from typing import Any

from django.conf import settings
from django.core.checks import CheckMessage, Error, Warning, register

LOCAL_HOSTS = {"127.0.0.1", "localhost", "[::1]", "testserver"}
# A checkpoint that meets a writer at the wrong moment can corrupt a WAL database; fixed in 3.51.3.
WAL_RESET_BUG = ((3, 7, 0), (3, 51, 2))


@register
def no_default_secret_in_public(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Refuse hosts other than this machine with the built-in secret key or with DEBUG."""
    public = set(settings.ALLOWED_HOSTS) - LOCAL_HOSTS
    found: list[CheckMessage] = []
    if public and settings.SECRET_KEY.startswith("insecure-"):
        found.append(Error("The secret key is the built-in one.", hint="Set SECRET_KEY.", id="quizsite.E001"))
    if public and settings.DEBUG:
        found.append(Error("DEBUG is on for public hosts.", hint="Unset DEBUG.", id="quizsite.E002"))
    return found


@register(deploy=True)
def sqlite_without_wal_reset_bug(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Name the remedy when this SQLite can corrupt a WAL database under concurrent writers."""
    if not settings.DATABASES["default"]["ENGINE"].endswith("sqlite3"):
        return []
    if not WAL_RESET_BUG[0] <= sqlite3.sqlite_version_info <= WAL_RESET_BUG[1]:
        return []
    return [
        Warning(
            f"SQLite {sqlite3.sqlite_version} has the WAL-reset bug: concurrent writers can corrupt the database.",
            hint="Use PostgreSQL through DATABASE_URL, or a Python built on SQLite 3.51.3 or newer.",
            id="quizsite.W001",
        )
    ]
