"""All rows of the site, to see whether anything was written."""

from django.apps import apps
from django.contrib.sessions.models import Session
from django.db import connection


def all_rows():
    """Return the rows of every table but the sessions, which hold no more than who somebody is."""
    tables = sorted({model._meta.db_table for model in apps.get_models() if model is not Session})
    with connection.cursor() as cursor:
        return {table: _rows(cursor, table) for table in tables}


def _rows(cursor, table):
    cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")
    return sorted(map(repr, cursor.fetchall()))
