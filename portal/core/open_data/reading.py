"""From the bytes of a file to lines of named cells, a line at a time."""

import csv
from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from portal.core.open_data.encodings import encoding_of
from portal.core.open_data.headers import fold_header
from portal.core.open_data.problems import BadCell, UnreadableFile
from portal.core.open_data.profile import Profile
from portal.core.open_data.reasons import CellReason, FileReason

_DELIMITERS: Final = (",", "\t", ";")
_HEADER_WITHIN: Final = 60
"""A header stands among the first rows; titles and metadata may stand above it."""
_LONGEST_CELL: Final = 1_000_000
_MARK_OF_METADATA: Final = "#"
_LINKED_HEADER: Final = "#property"


@dataclass(frozen=True)
class Row:
    """One record as read: where it begins in the file, counted from 1, and its cells in order."""

    line: int
    cells: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no cell says anything."""
        return not any(cell.strip() for cell in self.cells)

    @property
    def is_metadata(self) -> bool:
        """Whether the row speaks about the file (Linked CSV)."""
        return self.cells[0].startswith(_MARK_OF_METADATA)


@dataclass(frozen=True)
class Table:
    """A file whose header has been understood."""

    path: Path
    encoding: str
    delimiter: str
    header: Row
    places: Mapping[str, int]
    ignored: tuple[str, ...] = field(default=())
    """Column names that the profile does not know; a clerk may want to hear of them."""

    def lines(self) -> Iterator[Row]:
        """The data rows, without metadata, empty rows and repeated headers. Raises UnreadableFile."""
        rows = (row for row in read_rows(self.path, self.encoding, self.delimiter) if row.line > self.header.line)
        in_metadata = True
        for row in rows:
            if row.is_empty or row.cells == self.header.cells:
                continue
            if in_metadata and row.is_metadata:
                continue
            in_metadata = False
            yield row

    def cells_of(self, row: Row) -> dict[str, str]:
        """The cells of ``row`` by field. Raises BadCell when cells have slipped past the last column."""
        width = len(self.header.cells)
        if any(cell.strip() for cell in row.cells[width:]):
            raise BadCell(CellReason.TOO_MANY_CELLS, value=self.delimiter.join(row.cells[width:]))
        return {name: row.cells[at] if at < len(row.cells) else "" for name, at in self.places.items()}

    def is_short(self, row: Row) -> bool:
        """Whether ``row`` ends before the last column that the profile knows."""
        return len(row.cells) <= max(self.places.values())


def open_table(path: Path, profile: Profile) -> Table:
    """Find encoding, delimiter and header of ``path``.

    Raises UnreadableFile with one sentence when any of them cannot be found or a required column is missing.
    """
    encoding = encoding_of(path)
    tables = [_table(path, encoding, delimiter, profile) for delimiter in _DELIMITERS]
    best = max(tables, key=lambda table: len(table.places))
    if missing := [column.header for column in profile.columns if column.required and column.field not in best.places]:
        raise UnreadableFile(FileReason.NO_HEADER, columns="、".join(missing))
    return best


def read_rows(path: Path, encoding: str, delimiter: str) -> Iterator[Row]:
    """Every record of the file with the number of the physical line on which it begins.

    Raises UnreadableFile when a quotation never ends: what follows it cannot be told apart.
    """
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        counted = _QuoteCount(file)
        reader = csv.reader(counted, delimiter=delimiter)
        begins = 1
        try:
            for cells in reader:
                if reader.line_num > begins and counted.has_ended and counted.is_open:
                    raise UnreadableFile(FileReason.OPEN_QUOTE, line=begins)
                yield Row(begins, tuple(cells) or ("",))
                begins = reader.line_num + 1
        except csv.Error as error:
            raise UnreadableFile(FileReason.CELL_TOO_LONG, line=begins) from error


class _QuoteCount:
    """The lines of a file, remembering whether the quotation marks so far come in pairs."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines = iter(lines)
        self.is_open = False
        self.has_ended = False

    def __iter__(self) -> "_QuoteCount":
        return self

    def __next__(self) -> str:
        try:
            line = next(self._lines)
        except StopIteration:
            self.has_ended = True
            raise
        if line.count('"') % 2:
            self.is_open = not self.is_open
        return line


def _table(path: Path, encoding: str, delimiter: str, profile: Profile) -> Table:
    with closing(_rows(path, encoding, delimiter)) as rows:
        first = [row for row in islice(rows, _HEADER_WITHIN) if not row.is_empty]
    candidates = [(profile.places_in(_names(row)), row) for row in first]
    places, header = max(candidates, key=lambda found: len(found[0]), default=({}, Row(0, ("",))))
    known = set(places.values())
    ignored = (name for at, name in enumerate(_names(header)) if at not in known and fold_header(name))
    return Table(path, encoding, delimiter, header, places, tuple(ignored))


def _rows(path: Path, encoding: str, delimiter: str) -> Generator[Row, None, None]:
    """As many rows as can be read: a wrong delimiter must not refuse the file."""
    try:
        yield from read_rows(path, encoding, delimiter)
    except UnreadableFile:
        return


def _names(row: Row) -> Sequence[str]:
    """Column names of a header row; in Linked CSV the first cell only says that it is one."""
    return ("", *row.cells[1:]) if row.cells[0].strip() == _LINKED_HEADER else row.cells
