"""Events and meeting outcomes. Boring on purpose: say what differs."""

from datetime import date, datetime, time, timedelta

from events.domain.occurrences import materialise
from events.enums import MeetingKind
from events.models import EventDate, EventIndexPage, EventPage, MeetingIndexPage, MeetingOutcomePage
from portal.core.calendar import TOWN_CLOCK
from portal.core.domain.second_person import confirm, publish_confirmed, reading_of
from tests.factories.core import AdminFactory, home_page
from tests.remembered import remembered

# A Monday at noon; freeze the clock here.
NOW = datetime(2026, 11, 23, 12, 0, tzinfo=TOWN_CLOCK)
TODAY = NOW.date()


def event_index(**fields) -> EventIndexPage:
    """/events/, made once."""
    found = EventIndexPage.objects.first()
    if found:
        return found
    front = home_page()
    if fields:
        return front.add_child(instance=EventIndexPage(**{"title": "イベント", "slug": "events", **fields}))
    _usual_event_index()
    return EventIndexPage.objects.get()


@remembered
def _usual_event_index() -> None:
    home_page().add_child(instance=EventIndexPage(title="イベント", slug="events"))


def draft_event(**fields) -> EventPage:
    """An unpublished exchange event in the hall, with no date."""
    number = EventPage.objects.count() + 1
    defaults = {
        "title": f"ふれあいサロン{number}",
        "slug": f"salon-{number}",
        "venue_name": "中央集会所",
        "live": False,
    }
    many = {name: fields.pop(name) for name in ("areas", "topics", "audiences", "provisions") if name in fields}
    event = event_index().add_child(instance=EventPage(**defaults | fields))
    for name, entries in many.items():
        setattr(event, name, entries)
    if many:
        event.save()
    return event


def event(*, days: tuple[date, ...] = (TODAY + timedelta(days=1),), now: datetime = NOW, **fields) -> EventPage:
    """A published event, tomorrow from 10:00 to 11:30."""
    page = draft_event(**{"live": True, **fields})
    for day in days:
        EventDate.objects.create(event=page, date=day, start=time(10), end=time(11, 30))
    materialise(event=page, now=now)
    return EventPage.objects.get(pk=page.pk)


def repeated_event(*, now: datetime = NOW, **fields) -> EventPage:
    """A published event, every Wednesday from 10:00 to 11:30."""
    defaults = {
        "repeats": "weekly",
        "repeat_weekdays": [2],
        "repeat_from": TODAY,
        "repeat_start": time(10),
        "repeat_end": time(11, 30),
    }
    return event(days=(), now=now, **defaults | fields)


def meeting_index() -> MeetingIndexPage:
    """/meetings/, made once."""
    found = MeetingIndexPage.objects.first()
    if found:
        return found
    home_page()
    _usual_meeting_index()
    return MeetingIndexPage.objects.get()


@remembered
def _usual_meeting_index() -> None:
    home_page().add_child(instance=MeetingIndexPage(title="座談会・会議の結果", slug="meetings"))


def draft_outcome(*, owner=None, **fields) -> MeetingOutcomePage:
    """An unpublished outcome of a community meeting of last week, nobody's but ``owner``'s; one revision."""
    number = MeetingOutcomePage.objects.count() + 1
    defaults = {
        "title": f"川上の座談会{number}",
        "slug": f"zadankai-{number}",
        "kind": MeetingKind.COMMUNITY_MEETING,
        "held_on": TODAY - timedelta(days=7),
        "place": "川上公民館",
        "live": False,
        "owner": owner,
    }
    many = {name: fields.pop(name) for name in ("areas", "topics") if name in fields}
    page = meeting_index().add_child(instance=MeetingOutcomePage(**defaults | fields))
    for name, entries in many.items():
        setattr(page, name, entries)
    if many:
        page.save()
    page.save_revision(user=owner)
    return MeetingOutcomePage.objects.get(pk=page.pk)


def checked_outcome(*, now: datetime = NOW, **fields) -> MeetingOutcomePage:
    """An outcome that an administrator has confirmed, not yet published."""
    page = draft_outcome(**fields)
    confirm(page=page, user=AdminFactory(), read=reading_of(page).fingerprint, now=now)
    return page


def outcome(*, now: datetime = NOW, **fields) -> MeetingOutcomePage:
    """A checked and published outcome."""
    page = checked_outcome(now=now, **fields)
    publish_confirmed(page=page, user=None)
    return MeetingOutcomePage.objects.get(pk=page.pk)
