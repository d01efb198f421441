"""A small invented world in the database that yields items of every kind."""

import pytest

from drugs.loading.loading import load
from drugs.loading.reading import read
from tests.bank.world import world
from tests.drugs.documents import write


@pytest.fixture
def stored_world(db, tmp_path):
    """Load the world and return the folder of its content."""
    write(tmp_path, world())
    load(read(tmp_path), complete=True)
    return tmp_path
