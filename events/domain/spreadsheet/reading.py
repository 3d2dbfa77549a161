"""The sheet that comes back: each row becomes an event in memory, or says what is wrong with which cell."""

import zipfile
from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO
from typing import Any, Final

from django.db import models
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from openpyxl import load_workbook
from wagtail.models import Page

from events.domain.spreadsheet.cells import Mistake, as_text, understood
from events.domain.spreadsheet.columns import BY_FIELD, BY_HEADER, REMARKS, SEVERAL, SHEET, Choices
from events.domain.spreadsheet.filling import fill, in_words, start_anew
from events.models import EventIndexPage, EventPage
from portal.core.models import User
from portal.core.open_data.headers import fold_header

MOST_ROWS: Final = 500
MOST_MEGABYTES: Final = 5
_MOST_UNPACKED: Final = 60 * 1024 * 1024
_HEADER_WITHIN: Final = 10


class WhyNotRead(models.TextChoices):
    """Why a sheet cannot be read at all, in words that staff read."""

    NOT_A_SHEET = "not_a_sheet", gettext_lazy("This is no Excel file (.xlsx). Save it as “Excel ブック” and try again.")
    TOO_LARGE = "too_large", gettext_lazy("The file is too large (at most 5 MB). Divide it.")
    TOO_MANY = "too_many", gettext_lazy("There are too many rows (at most 500). Divide the sheet.")
    NO_HEADER = "no_header", gettext_lazy("The row with the names of the columns is missing. Use the sheet from here.")
    EMPTY = "empty", gettext_lazy("There is no event in the sheet.")


class SheetUnreadable(Exception):
    """Raised with the reason, in words for staff."""

    def __init__(self, reason: WhyNotRead) -> None:
        super().__init__(reason.label)
        self.reason = reason


@dataclass
class Line:
    """One row: the event it makes in memory, what that changes, or the mistakes by field ("" for the whole row)."""

    number: int
    title: str
    event: Any = None
    is_new: bool = True
    areas: list[Any] | None = None
    changes: list[tuple[str, str, str]] = field(default_factory=list)
    mistakes: list[tuple[str, str]] = field(default_factory=list)

    @property
    def told(self) -> list[tuple[str, str]]:
        """Column and mistake, as staff read them."""
        return [(BY_FIELD[name].header if name in BY_FIELD else "", words) for name, words in self.mistakes]


@dataclass(frozen=True)
class Sheet:
    """All rows of a file, and the columns that mean nothing here."""

    lines: list[Line]
    ignored: list[str]

    @property
    def wrong(self) -> list[Line]:
        return [line for line in self.lines if line.mistakes]

    @property
    def new(self) -> list[Line]:
        return [line for line in self.lines if line.is_new and not line.mistakes]

    @property
    def changed(self) -> list[Line]:
        return [line for line in self.lines if not line.is_new and line.changes and not line.mistakes]

    @property
    def unchanged(self) -> int:
        return sum(1 for line in self.lines if not line.is_new and not line.changes and not line.mistakes)


def open_book(content: bytes | memoryview, *, values_only: bool) -> Any:
    """The workbook of a file. Raises SheetUnreadable."""
    packed = bytes(content)
    if len(packed) > MOST_MEGABYTES * 1024 * 1024:
        raise SheetUnreadable(WhyNotRead.TOO_LARGE)
    try:
        with zipfile.ZipFile(BytesIO(packed)) as parts:
            if sum(part.file_size for part in parts.infolist()) > _MOST_UNPACKED:
                raise SheetUnreadable(WhyNotRead.TOO_LARGE)
        return load_workbook(BytesIO(packed), data_only=values_only)
    except SheetUnreadable:
        raise
    except Exception as error:  # a broken file breaks the reader in many ways
        raise SheetUnreadable(WhyNotRead.NOT_A_SHEET) from error


def main_sheet(book: Any) -> tuple[Any, int, dict[str, int]]:
    """The sheet with events, the number of its header row, and the place of each field. Raises SheetUnreadable."""
    sheet = book[SHEET] if SHEET in book.sheetnames else book.worksheets[0]
    for number, row in enumerate(sheet.iter_rows(max_row=_HEADER_WITHIN, values_only=True), start=1):
        names = [fold_header(as_text(value)) for value in row]
        places = {BY_HEADER[name]: at for at, name in reversed(list(enumerate(names))) if name in BY_HEADER}
        if "title" in places:
            return sheet, number, places
    raise SheetUnreadable(WhyNotRead.NO_HEADER)


def read(content: bytes | memoryview, user: User, choices: Choices) -> Sheet:
    """Everything the file says, checked as the editor would check it. Nothing is written. Raises SheetUnreadable."""
    sheet, head, places = main_sheet(open_book(content, values_only=True))
    lines = [_line(number, cells, user, choices) for number, cells in _rows(sheet, head, places)]
    if not lines:
        raise SheetUnreadable(WhyNotRead.EMPTY)
    _say_twice(lines)
    names = [as_text(cell.value) for cell in sheet[head]]
    ignored = [name for name in names if name and fold_header(name) not in BY_HEADER and name != REMARKS]
    return Sheet(lines, ignored)


def _rows(sheet: Any, head: int, places: dict[str, int]) -> Iterator[tuple[int, dict[str, str]]]:
    found = 0
    for number, row in enumerate(sheet.iter_rows(min_row=head + 1, values_only=True), start=head + 1):
        cells = {name: as_text(row[at]).strip() if at < len(row) else "" for name, at in places.items()}
        if any(cells.values()):
            found += 1
            if found > MOST_ROWS:
                raise SheetUnreadable(WhyNotRead.TOO_MANY)
            yield number, cells


def _line(number: int, cells: dict[str, str], user: User, choices: Choices) -> Line:
    line = Line(number, cells.get("title", ""))
    key = cells.pop("key", "").strip()
    try:
        line.event = _known(key, cells.pop("version", ""), user) if key else start_anew(user)
    except Mistake as mistake:
        line.mistakes.append(("key", str(mistake)))
        return line
    line.is_new = not key
    before = {} if line.is_new else in_words(line.event, None)
    values = _values(line, cells, choices)
    if not line.mistakes:
        line.areas = values.get("areas")
        line.mistakes += fill(line.event, values, is_new=line.is_new)
    if not line.mistakes:
        after = in_words(line.event, line.areas)
        said = ((name, before.get(name, ""), words) for name, words in after.items())
        line.changes = [(name, was, words) for name, was, words in said if was != words]
    return line


def _values(line: Line, cells: dict[str, str], choices: Choices) -> dict[str, Any]:
    values = {}
    for name, text in cells.items():
        if text == SEVERAL:
            continue
        if BY_FIELD[name].needed and not text:
            line.mistakes.append((name, _("This has to be filled in.")))
            continue
        try:
            values[name] = understood(name, text, choices)
        except Mistake as mistake:
            line.mistakes.append((name, str(mistake)))
    return values


def _known(key: str, version: str, user: User) -> Any:
    """The latest text of an event that is there already. Raises Mistake."""
    page = EventPage.objects.filter(pk=key).first() if key.isdecimal() else None
    if page is None or not page.permissions_for_user(user).can_edit():
        raise Mistake(_("There is no event with this number that you may change. For a new event leave it empty."))
    if page.permissions_for_user(user).page_locked():
        raise Mistake(_("The event is locked, or waits for approval. It cannot be changed now."))
    if version != str(page.latest_revision_id or 0):
        raise Mistake(_("Somebody has changed the event since the sheet was downloaded. Download it again."))
    return page.get_latest_revision_as_object()


def _say_twice(lines: list[Line]) -> None:
    """One event in two rows: nobody knows which is meant."""
    seen: dict[int, int] = {}
    for line in lines:
        if line.event is None or line.is_new:
            continue
        first = seen.setdefault(line.event.pk, line.number)
        if first != line.number:
            line.mistakes.append(("key", _("The same event stands in row %(row)s already.") % {"row": first}))


def may_add(user: User) -> bool:
    """Whether ``user`` may put new events into the list of events."""
    index: Page | None = EventIndexPage.objects.first()
    return index is not None and index.permissions_for_user(user).can_add_subpage()
