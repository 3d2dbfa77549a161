"""An import that is watched: what each row changes, so that somebody reads it first and may take it back later."""

import hashlib
import json
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass, field
from itertools import islice
from typing import Any, Final

from django.db import transaction

from portal.core.open_data.importing import problems_of, understood
from portal.core.open_data.keeping import Snapshot, changes, keeper_for
from portal.core.open_data.problems import Problem
from portal.core.open_data.profile import Profile
from portal.core.open_data.reading import Table
from portal.core.open_data.registry import Outcome, Writer, writer_for
from portal.core.open_data.rows import SourceRow

# Others may save between two batches of a check.
BATCH: Final = 50


@dataclass(frozen=True)
class WatchedRow:
    """What one row adds, changes, or why it is refused."""

    line: int
    outcome: str
    title: str
    source_id: str = ""
    object_id: int | None = None
    changes: list[list[str]] = field(default_factory=list)
    problems: list[dict[str, str]] = field(default_factory=list)
    before: dict[str, Any] | None = None
    after: dict[str, Any] | None = None

    def as_fields(self) -> dict[str, Any]:
        return asdict(self)


class Watch:
    """Goes through one table; ``rows`` and ``counts`` grow with each batch."""

    def __init__(self, profile: Profile, table: Table) -> None:
        self.counts: Counter[Outcome] = Counter()
        self.rows: list[WatchedRow] = []
        self._profile = profile
        self._problems: dict[int, list[Problem]] = defaultdict(list)
        self._understood = understood(table, profile, self.counts, self._heard)
        self._keeper = keeper_for(profile)

    @property
    def digest(self) -> str:
        """Stands for what the preview shows: the same again if nothing has changed in between."""
        told = sorted([row.line, row.outcome, row.source_id, row.changes] for row in self.rows)
        return hashlib.sha256(json.dumps(told).encode()).hexdigest()

    def preview(self, progress: Callable[[int], None]) -> None:
        """Do everything and take it back, batch by batch; ``progress`` hears how many rows are done."""
        for batch in self._batches():
            with transaction.atomic():
                self._write(writer_for(self._profile), batch)
                transaction.set_rollback(True)
            progress(self.counts.total())
        self._add_refused()

    def take_over(self) -> None:
        """Do everything. Runs inside the transaction of the caller."""
        writer = writer_for(self._profile)
        for batch in self._batches():
            self._write(writer, batch)
        writer.finish()
        self._add_refused()

    def _heard(self, problem: Problem) -> None:
        self._problems[problem.line].append(problem)

    def _batches(self) -> Iterator[list[tuple[int, SourceRow]]]:
        while batch := list(islice(self._understood, BATCH)):
            yield batch

    def _write(self, writer: Writer, batch: list[tuple[int, SourceRow]]) -> None:
        keys = [row.source_id for _line, row in batch]
        before = self._keeper.by_source(keys)
        answers = writer.write([row for _line, row in batch])
        after = self._keeper.by_source(keys)
        for (line, row), written in zip(batch, answers, strict=True):
            self.counts[written.outcome] += 1
            for problem in problems_of(line, row, written, self._profile):
                self._heard(problem)
            if written.outcome in (Outcome.ADDED, Outcome.UPDATED):
                old, new = before.get(row.source_id), after.get(row.source_id)
                self.rows.append(self._row(line, row, written.outcome, old, new))

    def _row(
        self, line: int, row: SourceRow, outcome: Outcome, old: Snapshot | None, new: Snapshot | None
    ) -> WatchedRow:
        return WatchedRow(
            line=line,
            outcome=outcome.value,
            title=row.name[:255],
            source_id=row.source_id,
            object_id=new.pk if new else None,
            changes=changes(old, new),
            problems=[_told(problem) for problem in self._problems.get(line, ())],
            before=old.kept if old else None,
            after=new.kept if new else None,
        )

    def _add_refused(self) -> None:
        """Rows that stay out, with every reason."""
        for line, problems in self._problems.items():
            if any(problem.rejects for problem in problems):
                told = [_told(problem) for problem in problems]
                title = next(problem.shown_value for problem in problems if problem.rejects)
                self.rows.append(WatchedRow(line, Outcome.REJECTED.value, title[:255], problems=told))


def _told(problem: Problem) -> dict[str, str]:
    return {
        "column": problem.column,
        "value": problem.shown_value,
        "reason": problem.reason,
        "handling": problem.handling.value,
    }
