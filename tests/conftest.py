"""What every test shares: static files without a manifest, and PostgreSQL tests skipped by name elsewhere."""

import pytest
from django.conf import settings as django_settings


@pytest.fixture(autouse=True)
def plain_static_files(settings):
    """Serve static files by their plain names: tests do not collect them."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Skip, with the reason, what only PostgreSQL can show."""
    if "postgresql" in django_settings.DATABASES["default"]["ENGINE"]:
        return
    skip = pytest.mark.skip(reason="needs PostgreSQL: rows locked by two connections")
    for item in items:
        if item.get_closest_marker("postgres"):
            item.add_marker(skip)
