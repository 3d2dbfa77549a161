"""Events with their dates and repetitions."""

from datetime import date, datetime, time, timedelta
from typing import Any, Final

from django.utils import timezone

from events.domain.occurrences import materialise
from events.enums import Repeat
from events.models import EventDate, EventExclusion, EventIndexPage, EventMaterial, EventPage
from portal.core.calendar import at_town
from portal.core.models import User
from portal.sample_content.loading.pages import illustrate, publish
from portal.sample_content.loading.words import Words, plain, stream
from portal.sample_content.source import Entry, entries, monday_of
from resources.models import Base, LearningMaterialPage

REPEATS: Final = {
    "weekly": Repeat.WEEKLY,
    "monthly_by_weekday": Repeat.MONTHLY_WEEKDAY,
    "monthly_weekday": Repeat.MONTHLY_WEEKDAY,
    "monthly_by_day": Repeat.MONTHLY_DAY,
    "monthly_day": Repeat.MONTHLY_DAY,
    "month_end": Repeat.MONTH_END,
}
WEEKDAYS: Final = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")
WRITER: Final = "editor@sumino.example.jp"


def load_events(words: Words, index: EventIndexPage, today: date) -> int:
    """Load every event as published; return how many."""
    monday = monday_of(today)
    bases = {base.slug: base for base in Base.objects.all()}
    materials = {page.slug: page for page in LearningMaterialPage.objects.all()}
    writer = User.objects.get(email=WRITER)
    made, now = 0, timezone.now()
    for entry in entries("events_*"):
        event = EventPage(owner=writer, **plain(EventPage, entry), body=stream(entry.get("body")))
        event.section = words.sections.get(entry.get("section", ""))
        event.base = bases.get(entry.get("base", ""))
        _say_when(event, entry, monday)
        event.materials = [
            EventMaterial(material=materials[slug], sort_order=order)
            for order, slug in enumerate(entry.get("materials", []))
        ]
        illustrate(event, entry, words)
        publish(event, many=words.many(entry), parent=index)
        materialise(event=event, now=now)
        made += 1
    return made


def _say_when(event: EventPage, entry: Entry, monday: date) -> None:
    event.dates = [_date(one, monday) for one in entry.get("dates", [])]
    if (rule := entry.get("recurrence")) is not None:
        _repeat(event, rule, monday)
    for name in ("apply_from", "apply_until"):
        if (offset := entry.get(f"{name}_offset")) is not None:
            setattr(event, name, _moment(monday, offset, hour=9 if name == "apply_from" else 17))


def _date(one: Entry, monday: date) -> EventDate:
    return EventDate(
        date=monday + timedelta(days=one["day_offset"]),
        end_date=None if "end_day_offset" not in one else monday + timedelta(days=one["end_day_offset"]),
        start=_time(one.get("starts")),
        end=_time(one.get("ends")),
        all_day=one.get("all_day", False),
        note=one.get("note", ""),
    )


def _repeat(event: EventPage, rule: dict[str, Any], monday: date) -> None:
    event.repeats = REPEATS[rule["repeats"]]
    event.repeat_every = rule.get("interval", 1)
    event.repeat_weekdays = [WEEKDAYS.index(name) for name in rule.get("weekdays", [])]
    event.repeat_weeks = rule.get("nth", [])
    event.repeat_day = rule.get("day")
    event.repeat_from = monday + timedelta(days=rule.get("from_offset", -42))
    event.repeat_until = None
    event.repeat_start, event.repeat_end = _time(rule["starts"]), _time(rule["ends"])
    event.repeat_on_holidays = rule.get("holiday", "hold")
    event.exclusions = [EventExclusion(date=monday + timedelta(days=offset)) for offset in rule.get("except", [])]


def _time(words: str | None) -> time | None:
    return time.fromisoformat(words) if words else None


def _moment(monday: date, offset: int, *, hour: int) -> datetime:
    return at_town(monday + timedelta(days=offset), hour)
