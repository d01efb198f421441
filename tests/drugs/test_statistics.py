"""What PostgreSQL knows of its tables after content was loaded."""

import pytest
from django.db import connection

from drugs.loading import loading
from drugs.loading.loading import load
from drugs.loading.reading import read
from drugs.models import Drug
from tests.drugs.documents import full_content, write

pytestmark = pytest.mark.django_db


@pytest.mark.postgres
def test_a_bulk_load_leaves_the_true_counts_behind(tmp_path, monkeypatch):
    monkeypatch.setattr(loading, "MANY", 1)
    load(read(write(tmp_path, full_content()).parent), complete=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT reltuples FROM pg_class WHERE relname = %s", [Drug._meta.db_table])
        assert cursor.fetchone() == (Drug.objects.count(),)
