"""The cells of a row, put into an event in memory and checked as the editor checks it."""

from collections.abc import Iterator, Mapping
from typing import Any, Final

from django.core.exceptions import ValidationError
from django.utils.html import strip_tags
from django.utils.translation import gettext as _

from events.domain.imported import apply_until, cut, paragraphs
from events.domain.spreadsheet.columns import BY_FIELD, WHOLE_TOWN
from events.domain.spreadsheet.writing import has_one_date, values_of
from events.enums import EventKind, EventState
from events.models import EventDate, EventPage
from portal.core.models import User
from portal.core.open_data.cleaning import clocks
from portal.core.open_data.rows import EventRow

WHEN: Final = ("starts_on", "ends_on", "starts_at", "ends_at", "note")
UNTIL: Final = ("apply_until_day", "apply_until_clock")
# What an empty cell means where the field itself cannot be empty.
WHEN_EMPTY: Final[Mapping[str, Any]] = {
    "kind": EventKind.OTHER,
    "state": EventState.SCHEDULED,
    "fee_is_free": True,
    "application_required": False,
}


def start_anew(user: User) -> EventPage:
    """An event that nobody has saved yet."""
    return EventPage(live=False, owner=user, kind=EventKind.OTHER)


def fill(event: Any, values: Mapping[str, Any], *, is_new: bool) -> list[tuple[str, str]]:
    """Put ``values`` into ``event``; the mistakes by field."""
    mistakes = list(_text_mistakes(values, is_new=is_new))
    for name, value in values.items():
        if name not in (*WHEN, *UNTIL, "areas", "body"):
            setattr(event, name, WHEN_EMPTY[name] if name in WHEN_EMPTY and value in (None, "") else value)
    if is_new and values.get("body"):
        event.body = [("paragraph", paragraphs(values["body"]))]
    mistakes += _fill_when(event, values)
    if "apply_until_day" in values:
        day, clock = values["apply_until_day"], values.get("apply_until_clock")
        row = EventRow(source_id="", name="", apply_until=day.first if day else None)
        event.apply_until = apply_until(_with_clock(row, clock))
    return mistakes or list(_field_mistakes(event, values))


def in_words(event: Any, areas: list[Any] | None) -> dict[str, str]:
    """What the event says, by the name of the column; ``areas`` where the sheet brings others."""
    said = {BY_FIELD[name].header: "" if value is None else str(value) for name, value in values_of(event).items()}
    said.pop(BY_FIELD["key"].header), said.pop(BY_FIELD["version"].header)
    if areas is not None:
        said[BY_FIELD["areas"].header] = "、".join(area.name for area in areas) or WHOLE_TOWN
    if event.pk is None:
        said[BY_FIELD["body"].header] = "\n".join(strip_tags(str(block.value)) for block in event.body)
    return said


def _with_clock(row: EventRow, clock: "clocks.Clock | None") -> EventRow:
    return EventRow(source_id="", name="", apply_until=row.apply_until, apply_until_time=clock.first if clock else None)


def _text_mistakes(values: Mapping[str, Any], *, is_new: bool) -> Iterator[tuple[str, str]]:
    if not is_new and values.get("body"):
        yield "body", _("Change the text of an event that is there already in the editor. Leave this empty.")
    if values.get("apply_until_clock") and not values.get("apply_until_day"):
        yield "apply_until_day", _("Write the day, too.")


def _fill_when(event: Any, values: Mapping[str, Any]) -> list[tuple[str, str]]:
    """The one date of the event. A time like 10:00～12:00 holds both."""
    if "starts_on" not in values or (event.pk and not has_one_date(event)):
        return []
    first, last = values["starts_on"], values.get("ends_on")
    if first is None:
        return [("starts_on", _("This has to be filled in."))]
    start, end = values.get("starts_at"), values.get("ends_at")
    ends_on = last.first if last else first.last
    one = EventDate(
        date=first.first,
        end_date=ends_on if ends_on != first.first else None,
        start=start.first if start else None,
        end=end.first if end else (start.last if start else None),
        all_day=start is None,
        note=cut(values.get("note", "") or (start.note if start else ""), 120),
    )
    if start is None and end is not None:
        return [("starts_at", _("Write when it starts, too."))]
    if not _says_the_same(event, one):
        event.dates = [one]
    return _date_mistakes(one)


def _says_the_same(event: Any, one: EventDate) -> bool:
    names = ("date", "end_date", "start", "end", "all_day", "note")
    kept = [[getattr(date, name) for name in names] for date in event.dates.all()]
    return kept == [[getattr(one, name) for name in names]]


def _date_mistakes(one: EventDate) -> list[tuple[str, str]]:
    try:
        one.clean()
    except ValidationError as error:
        columns = {"end_date": "ends_on", "end": "ends_at", "start": "starts_at"}
        return [(columns.get(name, "starts_on"), " ".join(said)) for name, said in error.message_dict.items()]
    return []


def _field_mistakes(event: Any, values: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
    """What the database and the editor ask of each field: lengths, addresses of mail."""
    checked = set(values) - {*WHEN, *UNTIL, "areas", "body"}
    for name in sorted(checked):
        field = event._meta.get_field(name)
        try:
            value = getattr(event, name)
            if not (field.blank and value in field.empty_values):
                field.clean(value, event)
        except ValidationError as error:
            yield name, " ".join(error.messages)
