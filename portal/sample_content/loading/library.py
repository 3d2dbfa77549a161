"""Learning materials and meeting outcomes."""

from datetime import date, time, timedelta
from io import BytesIO
from time import gmtime
from typing import Any

from django.core.files.base import ContentFile
from PIL import Image, ImageDraw

from events.models import (
    AgendaItem,
    Attendance,
    EventPage,
    MeetingDecision,
    MeetingHandout,
    MeetingIndexPage,
    MeetingOutcomePage,
    NextStep,
    OpinionTheme,
)
from portal.core.models import PortalDocument, User
from portal.sample_content.loading.pages import SECOND_PERSON, WRITER, confirm_and_publish, illustrate, publish
from portal.sample_content.loading.words import Words, day, plain, stream
from portal.sample_content.source import Entry, entries, lines, monday_of
from resources.models import LearnIndexPage, LearningMaterialPage


def load_materials(words: Words, index: LearnIndexPage, today: date) -> int:
    """Load every learning material as published; return how many."""
    made = 0
    for entry in entries("materials"):
        material = LearningMaterialPage(**plain(LearningMaterialPage, entry), body=stream(entry.get("body")))
        material.section = words.sections.get(entry.get("section", ""))
        material.published_on = day(today, entry, "published")
        material.reviewed_on = day(today, entry, "reviewed")
        illustrate(material, entry, words)
        publish(material, many=words.many(entry), parent=index)
        made += 1
    return made


def load_outcomes(words: Words, index: MeetingIndexPage, today: date) -> int:
    """Load the outcomes: most confirmed by the second person and published, some waiting for it."""
    writer, second = User.objects.get(email=WRITER), User.objects.get(email=SECOND_PERSON)
    made = 0
    for entry in entries("outcomes"):
        page = _outcome(entry, words, today)
        page.owner = writer
        for name, rows in words.many(entry).items():
            if hasattr(page, name):
                setattr(page, name, rows)
        index.add_child(instance=page)
        page.save_revision(user=writer)
        if entry["status"] == "published":
            confirm_and_publish(page, second)
        made += 1
    return made


def _outcome(entry: Entry, words: Words, today: date) -> MeetingOutcomePage:
    monday = monday_of(today)
    page = MeetingOutcomePage(live=False, **plain(MeetingOutcomePage, entry), body=stream(entry.get("body")))
    page.section = words.sections.get(entry.get("section", ""))
    page.event = EventPage.objects.filter(slug=entry.get("event", "")).first()
    page.held_on = monday + timedelta(days=entry["held_offset"])
    for name in ("starts", "ends"):
        setattr(page, name, time.fromisoformat(entry[name]) if entry.get(name) else None)
    page.next_meeting_on = _offset_day(entry, "next_meeting", monday)
    page.minutes_approved_on = _offset_day(entry, "minutes_approved", monday)
    _fill_in(page, entry)
    return page


def _offset_day(entry: Entry, name: str, monday: date) -> date | None:
    offset = entry.get(f"{name}_offset")
    return None if offset is None else monday + timedelta(days=offset)


def _fill_in(page: MeetingOutcomePage, entry: Entry) -> None:
    rows: dict[str, list[Any]] = {
        "attendances": [Attendance(**one) for one in entry.get("attendances", [])],
        "agenda": [_agenda(item) for item in entry.get("agenda", [])],
        "opinions": [OpinionTheme(theme=one["theme"], text=lines(one["lines"])) for one in entry.get("opinions", [])],
        "decisions": [MeetingDecision(text=text) for text in entry.get("decisions", [])],
        "next_steps": [NextStep(**one) for one in entry.get("next_steps", [])],
        "handouts": [
            *(MeetingHandout(title=title, document=_handout(title)) for title in entry.get("handouts", [])),
            *(MeetingHandout(title=title, document=_scanned(title)) for title in entry.get("scanned_handouts", [])),
        ],
    }
    for name, children in rows.items():
        setattr(page, name, children)


def _agenda(item: Any) -> AgendaItem:
    return AgendaItem(title=item) if isinstance(item, str) else AgendaItem(**item)


def _handout(title: str) -> PortalDocument:
    return _document(title, "shiryo.txt", f"{title}\n（見本の町の資料です）\n".encode())


def _scanned(title: str) -> PortalDocument:
    """A sheet of paper put through a scanner: lines of writing that only eyes can read."""
    sheet = Image.new("1", (420, 594), 1)
    for line in range(60, 500, 24):
        ImageDraw.Draw(sheet).line((40, line, 380 - line % 7 * 20, line), 0, 6)
    file, day = BytesIO(), gmtime(0)
    sheet.save(file, "PDF", resolution=50, creationDate=day, modDate=day)
    document = _document(title, "shiryo-scan.pdf", file.getvalue())
    document.look_inside()
    document.save(update_fields=["text_inside"])
    return document


def _document(title: str, name: str, content: bytes) -> PortalDocument:
    document = PortalDocument(title=title)
    document.file.save(name, ContentFile(content), save=False)
    document.save()
    document.get_file_size()  # Kept on the row, so that pages need not open the file.
    return document
