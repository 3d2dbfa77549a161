"""iCalendar (RFC 5545) of times of events, on the clock of Asia/Tokyo."""

import re
from collections.abc import Iterable
from datetime import UTC, date, datetime, timedelta
from typing import Any, Final
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from icalendar import Calendar, Event, Timezone, vText

from events.enums import EventState
from events.models import Occurrence
from portal.core.calendar import TOWN_CLOCK

FEED_LENGTH: Final = 500
PRODUCT: Final = "-//Marugoto//Events//JA"
REFRESH: Final = "PT6H"
STATUS: Final = {
    EventState.SCHEDULED: "CONFIRMED",
    EventState.CANCELLED: "CANCELLED",
    # There is no word for a postponed event: until its new date is known it is not to be relied on.
    EventState.POSTPONED: "TENTATIVE",
}
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_COUNTED_FROM: Final = datetime(2020, 1, 1, tzinfo=UTC)


def calendar_file(occurrences: Iterable[Occurrence], *, base_url: str) -> bytes:
    """A calendar of these times with their events loaded; ``base_url`` is where addresses of pages begin."""
    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", settings.WAGTAIL_SITE_NAME)
    calendar.add("x-wr-timezone", TOWN_CLOCK.key)
    calendar["refresh-interval"] = _duration(REFRESH)
    calendar.add_component(Timezone.from_tzinfo(TOWN_CLOCK))
    for occurrence in occurrences:
        calendar.add_component(event_component(occurrence, base_url=base_url))
    return bytes(calendar.to_ical())


def event_component(occurrence: Occurrence, *, base_url: str) -> Event:
    """One time as a VEVENT. Its UID stays when the time is moved; its SEQUENCE grows with each change."""
    event, changed = occurrence.event, changed_at(occurrence)
    component = Event()
    component.add("uid", uid(occurrence))
    component.add("dtstamp", changed.astimezone(UTC))
    component.add("last-modified", changed.astimezone(UTC))
    component.add("sequence", int((changed - _COUNTED_FROM) / timedelta(seconds=60)))
    component.add("status", STATUS[EventState(occurrence.shown_state)])
    component.add("summary", clean(event.title))
    for name, moment in _times(occurrence):
        component.add(name, moment)
    facts: dict[str, str] = {
        "location": " ".join(part for part in (event.venue_name, event.venue_address) if part),
        "description": "\n".join(_lines(occurrence)),
        "categories": event.get_kind_display(),
    }
    for name, text in facts.items():
        if text:
            component.add(name, clean(text))
    component.add("url", urljoin(base_url, occurrence.get_absolute_url()))
    return component


def uid(occurrence: Occurrence) -> str:
    """A name that stays: made of the event and of the start as it was planned."""
    planned = occurrence.planned_at
    slot = f"{planned.astimezone(UTC):%Y%m%dT%H%M%SZ}" if planned else f"extra{occurrence.pk}"
    return f"event-{occurrence.event_id}-{slot}@{urlsplit(settings.BASE_URL).hostname}"


def changed_at(occurrence: Occurrence) -> datetime:
    """When anything that the file says last changed."""
    published = occurrence.event.last_published_at
    return max(occurrence.updated_at, published) if published else occurrence.updated_at


def clean(text: str) -> str:
    """The text without control characters, which break calendar programs."""
    return _CONTROL.sub("", text.replace("\r\n", "\n").replace("\r", "\n"))


def _times(occurrence: Occurrence) -> list[tuple[str, date | datetime]]:
    if occurrence.all_day:
        return [("dtstart", occurrence.day), ("dtend", occurrence.last_day + timedelta(days=1))]
    start = ("dtstart", occurrence.starts_at.astimezone(TOWN_CLOCK))
    if occurrence.open_ended:
        return [start]
    return [start, ("dtend", occurrence.ends_at.astimezone(TOWN_CLOCK))]


def _lines(occurrence: Occurrence) -> list[str]:
    event = occurrence.event
    contact = " ".join(part for part in (event.contact_name, event.contact_phone) if part)
    return [text for text in (event.state_note, occurrence.note, event.summary, event.target, contact) if text]


def _duration(text: str) -> Any:
    value = vText(text)
    value.params["VALUE"] = "DURATION"
    return value
