"""How long a writer waits for its turn. SQLite has one writer at a time; PostgreSQL's locks need no word from here."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Final

from django.db import connection

# Whoever only reads a page must not notice that an import holds the database.
BRIEF: Final = 0.3


@contextmanager
def waiting_at_most(seconds: float) -> Iterator[None]:
    """Within this, opening a transaction on SQLite fails with OperationalError once ``seconds`` are over."""
    if connection.vendor != "sqlite":
        yield
        return
    before = _set(seconds * 1000)
    try:
        yield
    finally:
        _set(before)


def _set(milliseconds: float) -> int:
    """Set how long SQLite waits; returns how long it did before."""
    with connection.cursor() as cursor:
        before: int = cursor.execute("PRAGMA busy_timeout").fetchone()[0]
        cursor.execute(f"PRAGMA busy_timeout = {int(milliseconds)}")
    return before
