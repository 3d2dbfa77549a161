"""From cells to a facility: one office with one service, or one public building."""

from datetime import time

from portal.core.open_data.cells import Cells
from portal.core.open_data.cleaning import clocks, links, numbers, places, words
from portal.core.open_data.cleaning.clocks import Clock, Weekdays
from portal.core.open_data.cleaning.numbers import Phone
from portal.core.open_data.identity import source_id
from portal.core.open_data.profile import Profile
from portal.core.open_data.reasons import CellReason
from portal.core.open_data.rows import HOLIDAY, FacilityRow, Hours

_DAYS = ("月", "火", "水", "木", "金", "土", "日")
_BY_DAY = (
    ("hours_weekday", range(5)),
    ("hours_saturday", range(5, 6)),
    ("hours_sunday", range(6, 7)),
    ("hours_holiday", range(HOLIDAY, HOLIDAY + 1)),
)


def facility(cells: Cells, profile: Profile) -> FacilityRow:
    """Read a row of an agency or facility profile.

    Raises BadCell when the row cannot be used at all: it has no name.
    """
    name, is_closed = words.name_and_state(cells.needed("name"))
    if is_closed:
        cells.note("name", CellReason.CLOSED)
    service = cells.words("service")
    phone = cells.read("phone", numbers.phone, Phone())
    fax = cells.read("fax", numbers.phone, Phone())
    address = address_of(cells)
    hours, hours_note = _hours(cells)
    return FacilityRow(
        source_id=source_id(cells, profile, name, service, address.rest),
        name=name,
        kana=cells.read("kana", words.kana, ""),
        address=address,
        point=point_of(cells),
        phone=phone.number,
        phone_note=phone_note(cells, phone),
        website=cells.read("url", links.url, ""),
        description=cells.prose("description"),
        remarks=cells.prose("remarks"),
        common_name=cells.words("common_name"),
        service=service,
        type_code=profile.type_code(service, name),
        service_description=profile.description_of(service),
        postcode=cells.read("postcode", numbers.postcode, ""),
        fax=fax.number,
        email=cells.read("email", links.mail, ""),
        operator=cells.words("operator"),
        operator_number=cells.read("operator_number", numbers.corporate_number, ""),
        office_number=numbers.office_number(cells.text("office_number")),
        hours=hours,
        hours_note=hours_note,
        closing_days=cells.words("closing_days"),
        capacity=_capacity(cells),
        ages=cells.words("ages"),
        access=cells.prose("access"),
        parking=cells.words("parking"),
        accessibility=cells.words("accessibility"),
        is_closed=is_closed,
    )


def address_of(cells: Cells) -> places.Address:
    """The address, from one cell or from several."""
    whole = cells.words("city_and_prefecture")
    address = places.address(
        cells.words("address"),
        prefecture=cells.words("prefecture"),
        city=whole or cells.words("city"),
        building=cells.words("building"),
    )
    town = cells.words("town")
    if not town or address.rest.startswith(town):
        return address
    return places.Address(address.prefecture, address.city, town + address.rest, address.building)


def point_of(cells: Cells) -> places.Point | None:
    """The place on the map, from two cells or from one."""
    found = cells.read_together(
        ("latitude", "longitude"), lambda: places.point(cells.text("latitude"), cells.text("longitude")), None
    )
    return found or cells.read("location", places.point_in_one_cell, None)


def phone_note(cells: Cells, phone: Phone) -> str:
    """What stands beside the number, with the extension of a column of its own."""
    extension = numbers.digits(cells.text("extension"))
    return "、".join(filter(None, (f"内線{extension}" if extension else "", phone.note)))


def _capacity(cells: Cells) -> str:
    """How many; a 0 is how the source writes that it does not know."""
    capacity = cells.words("capacity").removesuffix("人").removesuffix("名")
    return "" if capacity == "0" else capacity


def _hours(cells: Cells) -> tuple[tuple[Hours, ...], str]:
    """The weekly hours, and in words whatever cannot be said as hours."""
    note = cells.prose("weekdays_note")
    by_day = _hours_by_kind_of_day(cells)
    days = cells.read("weekdays", clocks.weekdays, Weekdays())
    opens, closes = cells.read("opens", clocks.clock, None), cells.read("closes", clocks.closing_clock, None)
    if opens and opens.last and not closes:
        closes = Clock(opens.last)
    said = "、".join(clock.note for clock in (opens, closes) if clock and clock.note)
    if opens and closes and days.days:
        by_day = by_day or _same_hours(days, opens.first, closes.first)
        return by_day, "\n".join(filter(None, (days.note, said, note)))
    in_words = (_days_in_words(days), _times_in_words(opens, closes), said, note)
    return by_day, "\n".join(filter(None, in_words))


def _hours_by_kind_of_day(cells: Cells) -> tuple[Hours, ...]:
    """WAM NET gives one span for weekdays, Saturdays, Sundays and holidays each."""
    found: list[Hours] = []
    for field, days in _BY_DAY:
        span = cells.read(field, clocks.opening_hours, None)
        if span:
            found += [Hours(day, *span) for day in days]
    return tuple(found)


def _same_hours(days: Weekdays, opens_at: time, closes_at: time) -> tuple[Hours, ...]:
    closes_at = time(0, 0) if closes_at == clocks.END_OF_DAY else closes_at
    # Open on all seven days and not a word on holidays: "closed on holidays" would be our invention.
    on_holidays = days.holidays or (days.holidays is None and len(days.days) == HOLIDAY)
    open_on = sorted(days.days) + ([HOLIDAY] if on_holidays else [])
    return tuple(Hours(day, opens_at, closes_at) for day in open_on)


def _days_in_words(days: Weekdays) -> str:
    if days.note:
        return days.note
    if not days.days and not days.holidays:
        return ""
    names = [_DAYS[day] for day in sorted(days.days)]
    if len(names) == 7:
        names = ["毎日"]
    elif names[:5] == list(_DAYS[:5]):
        names = ["平日", *names[5:]]
    return f"利用できる曜日：{'・'.join(names + (['祝日'] if days.holidays else []))}"


def _times_in_words(opens: Clock | None, closes: Clock | None) -> str:
    if opens is None and closes is None:
        return ""
    first, last = (f"{clock.first:%H:%M}" if clock else "" for clock in (opens, closes))
    return f"時間：{first}～{last}"
