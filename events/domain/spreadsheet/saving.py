"""A sheet without mistakes becomes drafts, all of them or none; nothing goes live by a sheet."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.db import transaction
from openpyxl.comments import Comment
from openpyxl.styles import Font, PatternFill
from wagtail.log_actions import log
from wagtail.models import Page
from wagtail.permissions import page_permission_policy

from events.domain.spreadsheet.columns import REMARKS, Choices
from events.domain.spreadsheet.reading import Line, Sheet, main_sheet, open_book, read
from events.domain.spreadsheet.writing import as_bytes, sheet_of
from events.models import EventIndexPage, EventPage
from portal.core.models import SheetUpload, User
from portal.core.slugs import free_slug, readable_slug

_WRONG: Final = PatternFill("solid", start_color="FFC7CE")
_AUTHOR: Final = "まるごとポータル"
MOST_EXPORTED: Final = 500


class SheetRefused(Exception):
    """Raised when a sheet holds mistakes: nothing of it was saved."""


@dataclass(frozen=True)
class Saved:
    """How many drafts a sheet made and changed."""

    new: int
    changed: int


@transaction.atomic
def keep(*, name: str, content: bytes, by: User, now: datetime) -> SheetUpload:
    """Keep a sheet between its preview and the press; it goes with the press, or after a day.

    Raises SheetUnreadable when it is no sheet of events.
    """
    read(content, by, Choices())
    return SheetUpload.objects.create(file_name=name[-200:], content=content, made_by=by, made_at=now)


@transaction.atomic
def save(*, upload: SheetUpload, by: User) -> Saved:
    """Make a draft of each new event and a new draft of each changed one; the file is deleted.

    The sheet is read once more under lock. Raises SheetRefused when it has a mistake by now, DoesNotExist when
    it was saved already.
    """
    kept = SheetUpload.objects.select_for_update().of(by).get(pk=upload.pk)
    sheet = _locked(kept, by)
    if sheet.wrong:
        raise SheetRefused
    for line in sheet.new:
        _add(line, by)
    for line in sheet.changed:
        _change(line, by)
    kept.delete()
    return Saved(len(sheet.new), len(sheet.changed))


def with_remarks(content: bytes | memoryview, sheet: Sheet) -> bytes:
    """A copy of the file: each mistake at its cell, in colour and as a comment, and in words at the end of the row."""
    book = open_book(content, values_only=False)
    page, head, places = main_sheet(book)
    last = next((cell.column for cell in page[head] if cell.value == REMARKS), page.max_column + 1)
    page.cell(head, last, REMARKS).font = Font(bold=True)
    for row in range(head + 1, page.max_row + 1):
        page.cell(row, last).value = None
    for line in sheet.wrong:
        for name, words in line.mistakes:
            cell = page.cell(line.number, places.get(name, places["title"]) + 1)
            cell.fill = _WRONG
            cell.comment = Comment(words, _AUTHOR)
        remark = page.cell(line.number, last)
        remark.value = "\n".join(f"{column}：{words}" if column else words for column, words in line.told)
        remark.data_type = "s"
    page.column_dimensions[page.cell(head, last).column_letter].width = 60
    return as_bytes(book)


def export(user: User, now: datetime, *, with_events: bool) -> bytes:
    """The sheet to fill in; with the events that ``user`` may change and that are not over, if wanted."""
    events: list[Any] = []
    if with_events:
        mine = page_permission_policy.instances_user_has_permission_for(user, "change")
        pages = EventPage.objects.filter(pk__in=mine.values("pk")).not_over(now)[:MOST_EXPORTED]
        events = [page.get_latest_revision_as_object() for page in pages]
    return sheet_of(events, Choices())


def _locked(kept: SheetUpload, by: User) -> Sheet:
    """The sheet as it reads while nobody else can change the events that it names."""
    found = read(kept.content, by, Choices())
    keys = [line.event.pk for line in found.lines if line.event is not None and line.event.pk]
    if not keys:
        return found
    list(Page.objects.select_for_update().filter(pk__in=keys).order_by("pk").values_list("pk", flat=True))
    return read(kept.content, by, Choices())


def _add(line: Line, by: User) -> None:
    index: Any = EventIndexPage.objects.select_for_update().first()
    event: Any = line.event
    taken = set(index.get_children().values_list("slug", flat=True))
    event.slug = free_slug(readable_slug(event.title), taken.__contains__)
    event.draft_title = event.title
    event.section = by.open_section
    index.add_child(instance=event)
    if line.areas:
        event.areas = line.areas
        event.save(clean=False)
    log(instance=event, action="wagtail.create", user=by, content_changed=True)
    event.save_revision(user=by, log_action=True, clean=False)


def _change(line: Line, by: User) -> None:
    event: Any = line.event
    if line.areas is not None:
        event.areas = line.areas
    event.save_revision(user=by, log_action=True, clean=False)
