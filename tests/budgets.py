"""How many questions a page may put to the database, where databases differ."""

from django.db import connection


def budget(*, sqlite, postgresql):
    """PostgreSQL is asked several things in one trip, which counts as one."""
    return postgresql if connection.vendor == "postgresql" else sqlite
