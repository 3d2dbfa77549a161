"""What a row of open data says about an event, in the fields of its page."""

import re
from datetime import datetime, time, timedelta
from typing import Any, Final

from django.db import models
from django.utils.html import escape, urlize

from events.enums import EventKind, EventState
from events.models import EventDate, EventPage
from portal.core.calendar import TOWN_CLOCK
from portal.core.open_data.reasons import CellReason, Handling
from portal.core.open_data.registry import Remark
from portal.core.open_data.rows import EventRow

CANCELLED_WORDS: Final = "中止になりました。"
_FREE: Final = re.compile(r"^(?:無料|無し|なし|0円?|￥0|¥0)$")
_SUMMARY: Final = 160
_END_OF_DAY: Final = time(23, 59)

# Names of the fields of the row from which the fields of the page come, for the report.
_FROM: Final = {
    "title": "name",
    "title_kana": "kana",
    "venue_name": "venue",
    "venue_address": "address",
    "contact_name": "contact",
    "contact_phone": "phone",
}


def page_values(row: EventRow) -> dict[str, Any]:
    """The fields of the page that an import owns, but for its address and its dates."""
    places = int(row.capacity) if row.capacity.isdecimal() and len(row.capacity) < 6 else None
    return {
        "title": row.name,
        "title_kana": row.kana,
        "summary": summary(row.description or row.remarks),
        "kind": row.kind if row.kind in EventKind.values else EventKind.OTHER,
        "state": EventState.CANCELLED if row.is_cancelled else EventState.SCHEDULED,
        "state_note": CANCELLED_WORDS if row.is_cancelled else "",
        "venue_name": row.venue,
        "venue_address": " ".join(filter(None, (_address(row), row.address.building))),
        "access": row.access,
        "parking": row.parking,
        "target": row.target,
        "capacity": places,
        "capacity_note": "" if places is not None else row.capacity,
        "fee_is_free": _is_free(row),
        "fee": "" if _is_free(row) else "\n".join(filter(None, (row.fee, row.fee_note))).replace("\n", "、"),
        "organiser": row.organiser,
        "co_organisers": row.co_organisers,
        "application_required": bool(row.apply_how),
        "apply_how": row.apply_how,
        "apply_until": apply_until(row),
        "contact_name": row.contact,
        "contact_phone": " ".join(filter(None, (row.phone, row.phone_note))),
        "contact_email": row.contact_email,
        "body": body(row),
    }


def date_of(row: EventRow) -> EventDate:
    """When the event takes place; without a time it lasts all day."""
    several_days = row.ends_on > row.starts_on
    ends_at = row.ends_at if row.ends_at != row.starts_at or several_days else None
    return EventDate(
        date=row.starts_on,
        end_date=row.ends_on if several_days else None,
        start=row.starts_at,
        end=ends_at if row.starts_at else None,
        all_day=row.starts_at is None,
        note=cut(row.when_note.replace("\n", " "), 120),
    )


def apply_until(row: EventRow) -> datetime | None:
    """The moment at which applications close: the end of the day unless a time is given."""
    if row.apply_until is None:
        return None
    if row.apply_until_time in (None, _END_OF_DAY):
        return datetime.combine(row.apply_until + timedelta(days=1), time(0, 0), TOWN_CLOCK)
    return datetime.combine(row.apply_until, row.apply_until_time or time(0, 0), TOWN_CLOCK)


def body(row: EventRow) -> list[tuple[str, str]]:
    """The text of the page: the description, and whatever has no field of its own."""
    notes = (
        row.description,
        row.when_note,
        row.fee_note if _is_free(row) else "",
        row.remarks if row.description else "",
        f"くわしくは {row.website} をご覧ください。" if row.website else "",
    )
    return [("paragraph", paragraphs(text)) for text in notes if text]


def paragraphs(text: str) -> str:
    """Plain text as rich text: empty lines divide paragraphs, addresses become links."""
    blocks = (escape(block).replace("\n", "<br/>") for block in re.split(r"\n{2,}", text))
    return "".join(f"<p>{urlize(block)}</p>" for block in blocks)


def summary(text: str) -> str:
    """The first sentences of a text that fit into a summary."""
    plain = " ".join(text.split())
    if len(plain) <= _SUMMARY:
        return plain
    sentences = plain[:_SUMMARY].rpartition("。")
    return sentences[0] + sentences[1] if sentences[1] else cut(plain, _SUMMARY)


def cut(text: str, limit: int) -> str:
    """``text`` in at most ``limit`` characters."""
    return text if len(text) <= limit else f"{text[: limit - 1]}…"


def fitted(values: dict[str, Any]) -> tuple[dict[str, Any], list[Remark]]:
    """``values`` within the length of their fields, and what had to be cut."""
    fitting, remarks = dict(values), []
    for name, value in values.items():
        field = EventPage._meta.get_field(name)
        limit = getattr(field, "max_length", None)
        if not isinstance(value, str) or limit is None or len(value) <= limit:
            continue
        useless = isinstance(field, models.EmailField)
        fitting[name] = "" if useless else cut(value, limit)
        reason = (CellReason.TOO_LONG if useless else CellReason.SHORTENED).format(limit=limit)
        handling = Handling.LEFT_OUT if useless else Handling.REPAIRED
        remarks.append(Remark(_FROM.get(name, name), value, reason, handling))
    return fitting, remarks


def _address(row: EventRow) -> str:
    return row.address.prefecture + row.address.city + row.address.rest


def _is_free(row: EventRow) -> bool:
    return not (row.fee or row.fee_note) or _FREE.match(row.fee) is not None
