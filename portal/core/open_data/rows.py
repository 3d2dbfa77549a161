"""A row once every cell has been understood: what an importer of a feature receives."""

import hashlib
from dataclasses import dataclass, field, fields
from datetime import date, time

from portal.core.open_data.cleaning.places import Address, Point

HOLIDAY = 7
"""The day after Sunday, so to speak: opening hours on public holidays."""


@dataclass(frozen=True)
class Hours:
    """Open on one day of the week (0 = Monday, 7 = public holidays); closing at 0:00 is midnight."""

    weekday: int
    opens_at: time
    closes_at: time


@dataclass(frozen=True)
class _SourceRow:
    source_id: str
    name: str
    kana: str = ""
    address: Address = field(default_factory=Address)
    point: Point | None = None
    phone: str = ""
    phone_note: str = ""
    website: str = ""
    description: str = ""
    remarks: str = ""

    @property
    def digest(self) -> str:
        """Changes whenever anything that would be imported changes."""
        written = "\x1f".join(f"{part.name}={getattr(self, part.name)!r}" for part in fields(self))
        return hashlib.sha256(written.encode()).hexdigest()


@dataclass(frozen=True)
class FacilityRow(_SourceRow):
    """One service of one office, or one public building."""

    common_name: str = ""
    service: str = ""
    type_code: str = ""
    service_description: str = ""
    postcode: str = ""
    fax: str = ""
    email: str = ""
    operator: str = ""
    operator_number: str = ""
    office_number: str = ""
    hours: tuple[Hours, ...] = ()
    hours_note: str = ""
    closing_days: str = ""
    capacity: str = ""
    ages: str = ""
    access: str = ""
    parking: str = ""
    accessibility: str = ""
    is_closed: bool = False


@dataclass(frozen=True)
class EventRow(_SourceRow):
    """One event with its first and last day; ``starts_at`` and ``ends_at`` are times on each of its days."""

    starts_on: date = date.min
    ends_on: date = date.min
    starts_at: time | None = None
    ends_at: time | None = None
    when_note: str = ""
    kind: str = ""
    category: str = ""
    target: str = ""
    capacity: str = ""
    fee: str = ""
    fee_note: str = ""
    venue: str = ""
    access: str = ""
    parking: str = ""
    organiser: str = ""
    co_organisers: str = ""
    contact: str = ""
    contact_email: str = ""
    apply_until: date | None = None
    apply_until_time: time | None = None
    apply_how: str = ""
    is_cancelled: bool = False


SourceRow = FacilityRow | EventRow
