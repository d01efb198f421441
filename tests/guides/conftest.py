"""An invented drug with one fact of every kind, for guide pages."""

import pytest

from drugs.loading.loading import load
from drugs.loading.reading import read
from drugs.models import Drug
from tests.drugs.documents import full_content, write


@pytest.fixture
def amberol(db, tmp_path):
    """Load the document that uses every field and return its first drug."""
    write(tmp_path, full_content())
    load(read(tmp_path), complete=True)
    return Drug.objects.get(slug="amberol")
