"""What every test shares: three people, settings that need no set-up, and PostgreSQL tests skipped by name."""

from importlib import import_module

import pytest
from django.apps import apps
from django.conf import settings as django_settings
from django.core.cache import cache

from tests.factories.accounts import UserFactory


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Serve static files by their plain names: tests do not collect them."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


@pytest.fixture(autouse=True)
def own_cache(settings):
    """Give each test an empty cache in memory: rate limits start afresh."""
    settings.CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}
    cache.clear()


@pytest.fixture(autouse=True)
def cheap_passwords(settings):
    """Hash passwords fast: slowness is the hasher's job, not the tests'."""
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]


@pytest.fixture
def roles(db):
    """Make the groups again that migrations made: tests that empty the tables take them along."""
    for migration in ("drugs.migrations.0005_roles", "quizsite.accounts.migrations.0002_administrators"):
        import_module(migration).create(apps)


@pytest.fixture
def learner(db):
    """Return the person whose page it is."""
    return UserFactory(username="learner")


@pytest.fixture
def other_learner(db):
    """Return somebody whom the learner's pages do not concern."""
    return UserFactory(username="other_learner")


@pytest.fixture
def editor(db):
    """Return a person who may do everything in the admin."""
    return UserFactory(username="editor", is_staff=True, is_superuser=True)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, with the reason, what only PostgreSQL can show."""
    if "postgresql" in django_settings.DATABASES["default"]["ENGINE"]:
        return
    skip = pytest.mark.skip(reason="needs PostgreSQL: two connections, or its own counts")
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(skip)
