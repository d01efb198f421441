"""An invented drug in the database, and an editor's browser."""

import pytest

from drugs.loading.loading import load
from drugs.loading.reading import read
from drugs.models import Drug
from tests.drugs.documents import content, write


@pytest.fixture
def amberol(db, tmp_path):
    """Load the small document and return its drug."""
    write(tmp_path, content())
    load(read(tmp_path), complete=True)
    return Drug.objects.get()


@pytest.fixture
def desk(client, editor):
    """Return a browser in which the editor is signed in."""
    client.force_login(editor)
    return client
