"""The sheet that staff download: drop-downs, Japanese columns, a key for each event that is there already."""

from collections.abc import Iterable, Mapping
from datetime import timedelta
from io import BytesIO
from typing import Any, Final

from openpyxl import Workbook
from openpyxl.comments import Comment
from openpyxl.styles import Alignment, Font, PatternFill
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.datavalidation import DataValidation

from events.domain.spreadsheet.columns import (
    BY_FIELD,
    COLUMNS,
    HELP,
    LISTS,
    NO,
    SEVERAL,
    SHEET,
    WHOLE_TOWN,
    YES,
    Choices,
)
from events.enums import Repeat
from events.models import EventPage
from portal.core.calendar import TOWN_CLOCK

LAST_ROW: Final = 1_000
LISTED: Final = ("kinds", "states", "areas", "yes_no")
PLAIN: Final = (
    *("title", "title_kana", "summary", "state_note", "venue_name", "venue_address", "access", "parking"),
    *("target", "capacity", "capacity_note", "fee", "belongings", "lecturer", "organiser", "co_organisers"),
    *("apply_how", "contact_name", "contact_phone", "contact_fax", "contact_email"),
)
_HEAD: Final = PatternFill("solid", start_color="DDEBDD")
_NEEDED: Final = PatternFill("solid", start_color="FFE8B3")
_FIXED: Final = PatternFill("solid", start_color="E6E6E6")
_AUTHOR: Final = "まるごとポータル"


def sheet_of(events: Iterable[EventPage], choices: Choices) -> bytes:
    """A workbook with one row for each of ``events``, as its latest draft says, and empty rows below."""
    book = Workbook()
    sheet: Any = book.active
    sheet.title = SHEET
    _write_head(sheet)
    for number, event in enumerate(events, start=2):
        for at, column in enumerate(COLUMNS, start=1):
            put(sheet.cell(number, at), values_of(event).get(column.field, ""))
            if column.field in ("key", "version"):
                sheet.cell(number, at).fill = _FIXED
    _add_lists(book, sheet, choices)
    _add_help(book)
    return as_bytes(book)


def as_bytes(book: Any) -> bytes:
    """The file of a workbook."""
    file = BytesIO()
    book.save(file)
    return file.getvalue()


def put(cell: Any, value: Any) -> None:
    """Write a value; text that begins like a formula stays text."""
    cell.value = value
    if isinstance(value, str):
        cell.data_type = "s"
        cell.number_format = "@"
        cell.alignment = Alignment(wrap_text=True, vertical="top")


def values_of(event: Any) -> Mapping[str, Any]:
    """The cells of one event, by field; its text stays in the editor."""
    return {
        **{name: getattr(event, name) for name in PLAIN},
        "key": event.pk,
        "version": event.latest_revision_id or 0,
        "kind": event.get_kind_display(),
        "state": event.get_state_display(),
        "areas": "、".join(area.name for area in event.areas.all()) or WHOLE_TOWN,
        "fee_is_free": YES if event.fee_is_free else NO,
        "application_required": YES if event.application_required else NO,
        **_when(event),
        **_until(event),
    }


def has_one_date(event: Any) -> bool:
    """Whether the sheet can say when the event is: more than one date, or a repetition, stays in the editor."""
    return event.repeats == Repeat.NEVER and len(event.dates.all()) <= 1


def _when(event: Any) -> dict[str, Any]:
    if not has_one_date(event):
        return dict.fromkeys(("starts_on", "ends_on", "starts_at", "ends_at", "note"), SEVERAL)
    one = next(iter(event.dates.all()), None)
    if one is None:
        return {}
    return {
        "starts_on": one.date,
        "ends_on": one.end_date,
        "starts_at": f"{one.start:%H:%M}" if one.start and not one.all_day else "",
        "ends_at": f"{one.end:%H:%M}" if one.end and not one.all_day else "",
        "note": one.note,
    }


def _until(event: Any) -> dict[str, Any]:
    """Midnight is the end of the day before."""
    if event.apply_until is None:
        return {}
    moment = event.apply_until.astimezone(TOWN_CLOCK)
    if (moment.hour, moment.minute) == (0, 0):
        return {"apply_until_day": (moment - timedelta(days=1)).date()}
    return {"apply_until_day": moment.date(), "apply_until_clock": f"{moment:%H:%M}"}


def _write_head(sheet: Any) -> None:
    for at, column in enumerate(COLUMNS, start=1):
        cell = sheet.cell(1, at, column.header)
        cell.font = Font(bold=True)
        cell.fill = _NEEDED if column.needed else _HEAD
        if column.hint:
            cell.comment = Comment(column.hint, _AUTHOR)
        sheet.column_dimensions[get_column_letter(at)].width = column.width
    sheet.column_dimensions["B"].hidden = True
    sheet.freeze_panes = "D2"


def _add_lists(book: Any, sheet: Any, choices: Choices) -> None:
    """Drop-downs take their words from a hidden sheet: a list inside a rule may not be longer than 255 characters."""
    lists = book.create_sheet(LISTS)
    lists.sheet_state = "hidden"
    for at, name in enumerate(LISTED, start=1):
        said, letter = choices.words(name), get_column_letter(at)
        for row, word in enumerate(said, start=1):
            put(lists.cell(row, at), word)
        area = f"'{LISTS}'!${letter}$1:${letter}${len(said)}"
        # Several areas may be written; everything else is one of the list.
        rule = DataValidation(type="list", formula1=area, allow_blank=True, showErrorMessage=name != "areas")
        rule.error, rule.errorTitle = "一覧から選んでください。", "選択肢にありません"
        for column in (column for column in COLUMNS if column.choices == name):
            place = get_column_letter(COLUMNS.index(column) + 1)
            rule.add(f"{place}2:{place}{LAST_ROW}")
        sheet.add_data_validation(rule)


def _add_help(book: Any) -> None:
    page = book.create_sheet(HELP)
    lines = [("列", "書き方"), *((column.header, column.hint) for column in BY_FIELD.values() if column.hint)]
    for number, (name, hint) in enumerate(lines, start=1):
        page.cell(number, 1, name).font = Font(bold=True)
        page.cell(number, 2, hint)
    page.column_dimensions["A"].width, page.column_dimensions["B"].width = 24, 80
