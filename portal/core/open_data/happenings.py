"""From cells to an event."""

import re
from datetime import date, time, timedelta
from typing import Final

from portal.core.open_data.cells import Cells
from portal.core.open_data.cleaning import clocks, days, links, numbers, words
from portal.core.open_data.cleaning.clocks import Clock
from portal.core.open_data.cleaning.days import Day
from portal.core.open_data.cleaning.numbers import Phone
from portal.core.open_data.facilities import address_of, phone_note, point_of
from portal.core.open_data.identity import source_id
from portal.core.open_data.profile import Profile
from portal.core.open_data.reasons import CellReason, Handling
from portal.core.open_data.rows import EventRow

_CANCELLED: Final = re.compile(
    r"^[【\[（(<＜《]?\s*(?:開催)?中止(?:となりました)?\s*[】\])）>＞》]|[（(【\[]\s*(?:開催)?中止\s*[）)】\]]\s*$"
)

_ALL_DAY: Final = re.compile(r"終日|全日|一日中|1日中")


def event(cells: Cells, profile: Profile) -> EventRow:
    """Read a row of an event profile.

    Raises BadCell when the row cannot be used at all: no name, or no first day that can be read.
    """
    title = cells.needed("name")
    first, last = _days(cells)
    starts_at, ends_at, time_note = _times(cells, first)
    if ends_at and last == first.first and clocks.is_past_midnight(cells.text("ends_at")):
        last += timedelta(days=1)
    phone = cells.read("phone", numbers.phone, Phone())
    until = cells.read("apply_until", days.day, None)
    until_time = cells.read("apply_until_time", clocks.clock, None)
    return EventRow(
        source_id=source_id(
            cells, profile, title, first.first.isoformat(), cells.text("starts_at"), cells.text("venue")
        ),
        name=title,
        kana=cells.read("kana", words.kana, ""),
        address=address_of(cells),
        point=point_of(cells),
        phone=phone.number,
        phone_note=phone_note(cells, phone),
        website=cells.read("url", links.url, ""),
        description=cells.prose("description"),
        remarks=cells.prose("remarks"),
        starts_on=first.first,
        ends_on=last,
        starts_at=starts_at,
        ends_at=ends_at,
        when_note="\n".join(filter(None, (cells.prose("when_note"), time_note))),
        kind=profile.type_code(cells.words("kind"), title),
        category=cells.words("kind"),
        target=cells.words("target"),
        capacity=cells.words("capacity"),
        fee=cells.words("fee"),
        fee_note=cells.prose("fee_note"),
        venue=cells.words("venue"),
        access=cells.prose("access"),
        parking=cells.words("parking"),
        organiser=cells.words("organiser"),
        co_organisers=cells.words("co_organisers"),
        contact=cells.words("contact"),
        contact_email=cells.read("email", links.mail, ""),
        apply_until=until.first if until else None,
        apply_until_time=until_time.first if until_time else (until.at if until else None),
        apply_how=cells.prose("apply_how"),
        is_cancelled=_CANCELLED.search(title) is not None,
    )


def _days(cells: Cells) -> tuple[Day, date]:
    """The first and the last day. Raises BadCell when there is no first one."""
    first = cells.convert_needed("starts_on", days.day)
    end = cells.read("ends_on", days.day, None)
    last = (end.last or end.first) if end else (first.last or first.first)
    if last < first.first:
        cells.note("ends_on", CellReason.ENDS_BEFORE_IT_STARTS, Handling.LEFT_OUT)
        last = first.first
    return first, last


def _times(cells: Cells, first: Day) -> tuple[time | None, time | None, str]:
    """Start and end on each day, and the words that stood around them."""
    start = cells.read("starts_at", _start, None) or (Clock(first.at) if first.at else None)
    end = cells.read("ends_at", clocks.closing_clock, None)
    starts_at = start.first if start else None
    ends_at = end.last or end.first if end else (start.last if start else None)
    note = "、".join(clock.note for clock in (start, end) if clock and clock.note)
    if starts_at and ends_at == time(0, 0):
        ends_at = clocks.END_OF_DAY
    if starts_at and ends_at and ends_at < starts_at and not clocks.is_past_midnight(cells.text("ends_at")):
        at = "ends_at" if end else "starts_at"
        cells.note(at, CellReason.ENDS_BEFORE_IT_STARTS, Handling.LEFT_OUT)
        ends_at = None
    return starts_at, ends_at, note


def _start(text: str) -> Clock | None:
    """A time; 「終日」 is none."""
    return None if _ALL_DAY.fullmatch(words.words(text)) else clocks.clock(text)
