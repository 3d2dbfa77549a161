"""The report of an import as a CSV that a spreadsheet in a Japanese office opens."""

import csv
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Final

from portal.core.open_data.importing import Sink
from portal.core.open_data.problems import Problem

COLUMNS: Final = ("行", "列", "値", "理由", "扱い")
_STARTS_A_FORMULA: Final = ("=", "+", "@", "\t", "\r")


@contextmanager
def report_file(path: Path) -> Iterator[Sink]:
    """Write problems to ``path`` as they come: UTF-8 with BOM, CRLF."""
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(COLUMNS)

        def write(problem: Problem) -> None:
            value = _harmless(problem.shown_value)
            writer.writerow((problem.line, problem.column, value, problem.reason, problem.handling.value))

        yield write


def _harmless(value: str) -> str:
    """A cell that a spreadsheet will not run as a formula."""
    return f"'{value}" if value.startswith(_STARTS_A_FORMULA) else value
