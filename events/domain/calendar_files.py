"""iCalendar (RFC 5545) of times of events, on the clock of Asia/Tokyo.

A feed holds hundreds of entries, so the entries are written out here; the
library, which parses and checks every value, reads them back in the tests and
writes the one part that is hard, the clock.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, timedelta
from functools import cache
from typing import Final
from urllib.parse import urljoin, urlsplit

from django.conf import settings
from icalendar import Timezone

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
LONGEST_LINE: Final = 75  # octets, without the line break (RFC 5545, 3.1)
_CONTROL: Final = re.compile(r"[\x00-\x08\x0b-\x1f\x7f]")
_ESCAPES: Final = str.maketrans({"\\": "\\\\", ";": "\\;", ",": "\\,", "\n": "\\n"})
_COUNTED_FROM: Final = datetime(2020, 1, 1, tzinfo=UTC)
_MINUTE: Final = timedelta(seconds=60)


def calendar_file(occurrences: Iterable[Occurrence], *, base_url: str) -> bytes:
    """A calendar of these times, read with ``for_files()``; ``base_url`` is where addresses of pages begin."""
    head = (
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        f"PRODID:{PRODUCT}",
        "METHOD:PUBLISH",
        f"REFRESH-INTERVAL;VALUE=DURATION:{REFRESH}",
        f"X-WR-CALNAME:{text(settings.WAGTAIL_SITE_NAME)}",
        f"X-WR-TIMEZONE:{TOWN_CLOCK.key}",
    )
    entries = (line for one in occurrences for line in entry(one, base_url=base_url))
    return b"".join((*map(folded, head), clock(), *map(folded, entries), b"END:VCALENDAR\r\n"))


def entry(occurrence: Occurrence, *, base_url: str) -> Iterator[str]:
    """The lines of one time, a VEVENT. Its UID stays when the time is moved; its SEQUENCE grows with each change."""
    event, changed = occurrence.event, changed_at(occurrence)
    yield "BEGIN:VEVENT"
    yield f"UID:{uid(occurrence)}"
    yield f"DTSTAMP:{_universal(changed)}"
    yield f"LAST-MODIFIED:{_universal(changed)}"
    yield f"SEQUENCE:{(changed - _COUNTED_FROM) // _MINUTE}"
    yield f"STATUS:{STATUS[EventState(occurrence.shown_state)]}"
    yield f"SUMMARY:{text(event.title)}"
    yield from _times(occurrence)
    facts = {
        "LOCATION": " ".join(part for part in (event.venue_name, event.venue_address) if part),
        "DESCRIPTION": "\n".join(_description(occurrence)),
        "CATEGORIES": event.kind_words,
    }
    yield from (f"{name}:{text(words)}" for name, words in facts.items() if words)
    yield f"URL:{urljoin(base_url, occurrence.get_absolute_url())}"
    yield "END:VEVENT"


def uid(occurrence: Occurrence) -> str:
    """A name that stays: made of the event and of the start as it was planned."""
    planned = occurrence.planned_at
    slot = _universal(planned) if planned else f"extra{occurrence.pk}"
    return f"event-{occurrence.event_id}-{slot}@{urlsplit(settings.BASE_URL).hostname}"


def changed_at(occurrence: Occurrence) -> datetime:
    """When anything that the file says last changed."""
    published = occurrence.event.last_published_at
    return max(occurrence.updated_at, published) if published else occurrence.updated_at


def text(words: str) -> str:
    """The words as a TEXT (RFC 5545, 3.3.11), without control characters, which break calendar programs."""
    return _CONTROL.sub("", words.replace("\r\n", "\n").replace("\r", "\n")).translate(_ESCAPES)


def folded(line: str) -> bytes:
    """The line with its break; a long one is folded between characters, never within one (RFC 5545, 3.1)."""
    octets = line.encode()
    parts, room = [], LONGEST_LINE
    while len(octets) > room:
        cut = room
        while octets[cut] & 0xC0 == 0x80:  # within a character of UTF-8
            cut -= 1
        parts.append(octets[:cut])
        octets, room = octets[cut:], LONGEST_LINE - 1  # the space that goes before counts
    return b"\r\n ".join((*parts, octets)) + b"\r\n"


@cache
def clock() -> bytes:
    """The VTIMEZONE of the town, the same in every file."""
    return bytes(Timezone.from_tzinfo(TOWN_CLOCK).to_ical())


def _times(occurrence: Occurrence) -> Iterator[str]:
    if occurrence.all_day:
        yield f"DTSTART;VALUE=DATE:{_day(occurrence.day)}"
        yield f"DTEND;VALUE=DATE:{_day(occurrence.last_day + timedelta(days=1))}"
        return
    yield f"DTSTART;TZID={TOWN_CLOCK.key}:{_local(occurrence.starts_at)}"
    if not occurrence.open_ended:
        yield f"DTEND;TZID={TOWN_CLOCK.key}:{_local(occurrence.ends_at)}"


def _day(day: date) -> str:
    return f"{day:%Y%m%d}"


def _local(moment: datetime) -> str:
    return f"{moment.astimezone(TOWN_CLOCK):%Y%m%dT%H%M%S}"


def _universal(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _description(occurrence: Occurrence) -> list[str]:
    event = occurrence.event
    contact = " ".join(part for part in (event.contact_name, event.contact_phone) if part)
    parts = (event.state_note, occurrence.note, event.summary, event.target, contact)
    return [words for words in parts if words]
