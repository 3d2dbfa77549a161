"""From the bytes of a file to lines of named cells, a line at a time."""

import csv
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Final

from portal.core.open_data.encodings import encoding_of
from portal.core.open_data.headers import fold_header
from portal.core.open_data.lines import Lines
from portal.core.open_data.problems import BadCell, UnreadableFile
from portal.core.open_data.profile import Profile
from portal.core.open_data.reasons import CellReason, FileReason

_DELIMITERS: Final = (",", "\t", ";")
_HEADER_WITHIN: Final = 60
"""A header stands among the first rows; titles and metadata may stand above it."""
_LONGEST_CELL: Final = 1_000_000
_NARROWEST: Final = 3
"""Columns from which a line full of delimiters inside a quotation is taken for a row."""
_MARK_OF_METADATA: Final = "#"
_LINKED_HEADER: Final = "#property"


@dataclass(frozen=True)
class Row:
    """One record as read: where it begins in the file, counted from 1, and its cells in order."""

    line: int
    cells: tuple[str, ...]
    fault: CellReason | None = None

    @property
    def is_empty(self) -> bool:
        """Whether no cell says anything; the mark with which old systems end a file says nothing either."""
        return not any(cell.strip().strip("\x1a\ufeff") for cell in self.cells)

    @property
    def in_short(self) -> str:
        """What the row says, for a report that cannot name one cell."""
        return "、".join(filter(None, (cell.strip() for cell in self.cells)))

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
        everything = read_rows(self.path, self.encoding, self.delimiter, len(self.header.cells))
        rows = (row for row in everything if row.line > self.header.line)
        in_metadata = True
        for row in rows:
            if row.is_empty or row.cells == self.header.cells:
                continue
            if in_metadata and row.is_metadata:
                continue
            in_metadata = False
            yield row

    def cells_of(self, row: Row) -> dict[str, str]:
        """The cells of ``row`` by field. Raises BadCell when its cells cannot be told apart, or have slipped."""
        if row.fault:
            raise BadCell(row.fault)
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
        reason = FileReason.MISSING_COLUMNS if len(best.places) > 1 else FileReason.NO_HEADER
        raise UnreadableFile(reason, columns="、".join(missing))
    return best


def read_rows(path: Path, encoding: str, delimiter: str, width: int = 0) -> Iterator[Row]:
    """Every record of the file with the number of the physical line on which it begins.

    A quotation that is never closed swallows the rows after it. When these can be told by their ``width`` (number of
    columns) only the row in which it begins is lost; else what follows cannot be told apart: raises UnreadableFile.
    """
    csv.field_size_limit(_LONGEST_CELL)
    with path.open(encoding=encoding, errors="replace", newline="") as file:
        lines = Lines(file)
        reader = csv.reader(lines, delimiter=delimiter)
        while True:
            begins = lines.begin_record()
            cells, fault = _next_record(reader, lines, delimiter, width)
            if cells is None:
                return
            if fault is None:
                yield Row(begins, tuple(cells) or ("",))
            elif len(lines.taken) == 1 or any(_is_like_a_row(line, delimiter, width) for line in lines.taken[1:]):
                yield Row(begins, tuple(lines.taken[0].strip().split(delimiter)), fault)
                lines.give_back_all_but_first()
            else:
                raise UnreadableFile(FileReason[fault.name], line=begins)


def _next_record(
    reader: "Iterator[list[str]]", lines: Lines, delimiter: str, width: int
) -> tuple[list[str] | None, CellReason | None]:
    """The next record, None at the end of the file, and what is wrong with it."""
    try:
        cells = next(reader)
    except StopIteration:
        return None, None
    except csv.Error:
        return [], CellReason.CELL_TOO_LONG
    # The reader asks for one line more only when a quotation is still open.
    if lines.has_ended:
        return cells, CellReason.OPEN_QUOTE
    if any(_is_like_a_row(line, delimiter, width) for line in lines.taken[1:]) and (
        len(cells) != width or not _is_well_formed(lines.taken, delimiter)
    ):
        return cells, CellReason.OPEN_QUOTE
    return cells, None


def _is_like_a_row(line: str, delimiter: str, width: int) -> bool:
    return width >= _NARROWEST and line.count(delimiter) >= width - 1


def _is_well_formed(lines: Sequence[str], delimiter: str) -> bool:
    """Whether every quotation is followed by a delimiter or the end."""
    try:
        list(csv.reader(lines, delimiter=delimiter, strict=True))
    except csv.Error:
        return False
    return True


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
