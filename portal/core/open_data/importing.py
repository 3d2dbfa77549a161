"""One file in, all of it or nothing."""

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import Final

from django.db import connection, transaction

from portal.core.open_data.cells import Cells
from portal.core.open_data.facilities import facility
from portal.core.open_data.happenings import event
from portal.core.open_data.problems import BadCell, Problem, UnreadableFile
from portal.core.open_data.profile import Kind, Profile
from portal.core.open_data.reading import Row, Table, open_table
from portal.core.open_data.reasons import CellReason, FileReason, Handling
from portal.core.open_data.registry import Outcome, Writer, Written, writer_for
from portal.core.open_data.repetitions import Repetitions
from portal.core.open_data.rows import SourceRow

BATCH: Final = 500

_PATIENCE: Final = 15 * 60
"""Seconds for which an import waits until another one is done."""
_ONE_AT_A_TIME: Final = 7_364_815
"""The number of the lock on PostgreSQL; it only has to be ours."""

Sink = Callable[[Problem], None]


def unheard(problem: Problem) -> None:
    """A report that nobody reads."""


@dataclass(frozen=True)
class Result:
    """What an import did; ``rows`` is always the sum of the other four."""

    table: Table
    counts: Counter[Outcome]

    @property
    def rows(self) -> int:
        return self.counts.total()

    def as_dict(self) -> dict[str, int]:
        """The five numbers."""
        return {"rows": self.rows, **{outcome.value: self.counts[outcome] for outcome in Outcome}}


def import_file(profile: Profile, path: Path, *, dry_run: bool = False, report: Sink = unheard) -> Result:
    """Import ``path`` as ``profile`` in one transaction; ``dry_run`` does everything and takes it back.

    Every problem goes to ``report`` as it is met. Raises UnreadableFile when the file cannot be read, NotReady
    when the portal lacks something that the rows need.
    """
    table = open_table(path, profile)
    counts: Counter[Outcome] = Counter()
    be_patient()
    with transaction.atomic():
        wait_for_other_imports()
        writer = writer_for(profile)
        rows = understood(table, profile, counts, report)
        while batch := list(islice(rows, BATCH)):
            _write(writer, batch, counts, report, profile)
        if not counts.total():
            raise UnreadableFile(FileReason.NO_ROWS)
        writer.finish()
        if dry_run:
            transaction.set_rollback(True)
    return Result(table, counts)


def be_patient() -> None:
    """SQLite has one writer at a time: opening the transaction waits for it."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute(f"PRAGMA busy_timeout = {_PATIENCE * 1000}")


def wait_for_other_imports() -> None:
    """Two imports of one file would both add its rows, had each not seen the other's."""
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_ONE_AT_A_TIME])


def understood(
    table: Table, profile: Profile, counts: "Counter[Outcome]", report: Sink
) -> Iterator[tuple[int, SourceRow]]:
    """The rows that can be used, once each; the others are counted and reported."""
    repetitions = Repetitions()
    for line in table.lines():
        try:
            row, problems = _read(table, line, profile)
            checked, again = repetitions.checked(line.line, row)
        except BadCell as bad:
            counts[Outcome.REJECTED] += 1
            report(Problem(line.line, bad.column, bad.value or line.in_short, str(bad), Handling.REJECTED))
            continue
        for problem in (*problems, *again):
            report(problem)
        if checked is None:
            counts[Outcome.UNCHANGED] += 1
        else:
            yield line.line, checked


def _read(table: Table, line: Row, profile: Profile) -> tuple[SourceRow, list[Problem]]:
    cells = Cells(line.line, table.cells_of(line), profile)
    if table.is_short(line):
        cells.note("", CellReason.TOO_FEW_CELLS)
    row = event(cells, profile) if profile.kind is Kind.EVENT else facility(cells, profile)
    return row, cells.problems


def _write(
    writer: Writer, batch: list[tuple[int, SourceRow]], counts: "Counter[Outcome]", report: Sink, profile: Profile
) -> None:
    for (line, row), written in zip(batch, writer.write([row for _, row in batch]), strict=True):
        counts[written.outcome] += 1
        for problem in problems_of(line, row, written, profile):
            report(problem)


def problems_of(line: int, row: SourceRow, written: Written, profile: Profile) -> Iterator[Problem]:
    for remark in written.remarks:
        column = profile.column.get(remark.field)
        yield Problem(line, column.header if column else "", remark.value, remark.reason, remark.handling)
    if written.refusal:
        yield Problem(line, "", row.name, written.refusal.format(), Handling.REJECTED)
