"""What many tests begin with: made once in a process, then put back row by row, which takes a tenth of the time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import wraps

import time_machine
from django.db import connection, transaction

MADE_AT = datetime(2026, 11, 23, 3, tzinfo=UTC)  # whatever clock the test has that is the first to need it
SEVERAL = 8  # states of the database from which the same thing is begun; beyond them it is made each time
Rows = dict[str, tuple]  # by what they hold


@dataclass(frozen=True)
class Table:
    """One table that changed; its first column names a row."""

    name: str
    columns: tuple[str, ...]
    before: Rows
    after: Rows

    def is_as_before(self) -> bool:
        return _read(self.name)[1].keys() == self.before.keys()

    def put_back(self) -> None:
        gone = [row[:1] for held, row in self.before.items() if held not in self.after]
        new = [row for held, row in self.after.items() if held not in self.before]
        quote = connection.ops.quote_name
        names, places = ", ".join(map(quote, self.columns)), ", ".join(["%s"] * len(self.columns))
        with connection.cursor() as cursor:
            if gone:
                cursor.executemany(f"DELETE FROM {quote(self.name)} WHERE {quote(self.columns[0])} = %s", gone)  # noqa: S608
            if new:
                rows = ", ".join([f"({places})"] * len(new))
                values = [value for row in new for value in row]
                cursor.execute(f"INSERT INTO {quote(self.name)} ({names}) VALUES {rows}", values)  # noqa: S608


def remembered(make: Callable[[], object]) -> Callable[[], None]:
    """``make`` writes rows that depend on nothing but the rows that it finds.

    Rows are put back only where each table that it changes holds what it held
    then; anywhere else they are made.
    """
    known: list[list[Table]] = []

    @wraps(make)
    def made() -> None:
        for tables in known:
            if all(table.is_as_before() for table in tables):
                with transaction.atomic():
                    for table in tables:
                        table.put_back()
                return
        if len(known) == SEVERAL:
            make()
            return
        before = {name: _read(name) for name in _tables()}
        with time_machine.travel(MADE_AT, tick=False):
            make()
        after = {name: _read(name)[1] for name in before}
        known.append(
            [
                Table(name, columns, rows, after[name])
                for name, (columns, rows) in before.items()
                if rows.keys() != after[name].keys()
            ]
        )

    return made


def _tables() -> list[str]:
    """All but those that the index of SQLite's full-text search writes by itself."""
    return [name for name in connection.introspection.table_names() if "_fts" not in name]


def _read(table: str) -> tuple[tuple[str, ...], Rows]:
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608
        columns = tuple(column[0] for column in cursor.description)
        return columns, {repr(row): row for row in cursor.fetchall()}
