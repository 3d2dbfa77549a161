"""From the published dates of an event to the times that lists, calendars and search show."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from events.enums import EventState
from events.models import EventDate, EventPage, Occurrence
from events.rules import Slot, months_without_the_day, slots_between
from portal.core import indexing
from portal.core.calendar import TOWN_CLOCK, at_town, today_in_town

WINDOW: Final = timedelta(days=400)
# A series is written out further once a week, not at every pass of the worker.
SLACK: Final = timedelta(days=7)
ASSUMED_LENGTH: Final = timedelta(hours=2)


@dataclass(frozen=True)
class Planned:
    """What writing out an event changed."""

    added: int = 0
    changed: int = 0
    dropped: int = 0

    def __bool__(self) -> bool:
        return bool(self.added or self.changed or self.dropped)


class OccurrenceRefused(ValueError):
    """Raised when a time cannot be changed as asked; its text is for staff."""


@transaction.atomic
def materialise(*, event: EventPage, now: datetime) -> Planned:
    """Write out the published dates of ``event`` as occurrences, up to 400 days ahead; twice is harmless.

    What is over stays, and so does what staff changed by hand. The event is
    locked first, so that the worker and a publisher cannot both write.
    """
    published = EventPage.objects.select_for_update().live().filter(pk=event.pk).first()
    if published is None:
        return Planned()
    until = today_in_town(now) + WINDOW
    result = _bring_in_line(published, slots_of(published, now=now, until=until), now)
    EventPage.objects.filter(pk=published.pk).update(planned_until=until)
    return result


def materialise_due(now: datetime) -> int:
    """Write out every published repetition that has come near the end of its window; return how many changed."""
    due = EventPage.objects.to_be_planned(today_in_town(now) + WINDOW - SLACK)
    changed = 0
    for event in due.order_by("pk"):
        if materialise(event=event, now=now):
            indexing.changed(event)
            changed += 1
    return changed


def slots_of(event: EventPage, *, now: datetime, until: date) -> list[Slot]:
    """All times that ``event`` plans up to the day ``until``, soonest first; a date by hand goes before the rule.

    A repetition is written from today on, except the first time: then from its
    first day, so that a later change of the rule never rewrites the past.
    """
    slots: dict[datetime, Slot] = {}
    rule = event.rule
    if rule is not None:
        first = today_in_town(now) if event.occurrences.exists() else max(rule.first_day, until - 2 * WINDOW)
        excluded = set(event.exclusions.values_list("date", flat=True))
        slots = {slot.starts_at: slot for slot in slots_between(rule, first, until, excluded=excluded)}
    slots |= {slot.starts_at: slot for slot in map(slot_of_date, event.dates.all())}
    return sorted(slots.values())


def slot_of_date(written: EventDate) -> Slot:
    """The time of a date written by hand; without an end it is taken to last two hours, and says so."""
    last = written.end_date or written.date
    if written.all_day or written.start is None:
        return Slot(at_town(written.date), at_town(last, 24), all_day=True, note=written.note)
    starts_at = datetime.combine(written.date, written.start, TOWN_CLOCK)
    if written.end is None:
        ends_at = at_town(last, 24) if last > written.date else starts_at + ASSUMED_LENGTH
        return Slot(starts_at, ends_at, open_ended=True, note=written.note)
    return Slot(starts_at, datetime.combine(last, written.end, TOWN_CLOCK), note=written.note)


def skipped_months(event: EventPage, *, now: datetime) -> list[date]:
    """Months of the coming year in which the event has no date because they lack its day, such as the 31st."""
    today = today_in_town(now)
    return months_without_the_day(event.rule, today, today + timedelta(days=365)) if event.rule else []


@transaction.atomic
def change_occurrence(
    *,
    occurrence: Occurrence,
    starts_at: datetime,
    ends_at: datetime,
    state: EventState = EventState.SCHEDULED,
    note: str = "",
) -> Occurrence:
    """Change one time of an event by hand; from then on the plan leaves it alone.

    Raises OccurrenceRefused when it would end before it starts.
    """
    if ends_at < starts_at:
        raise OccurrenceRefused(_("The end must come after the start."))
    kept = Occurrence.objects.select_for_update().get(pk=occurrence.pk)
    kept.starts_at, kept.ends_at, kept.state, kept.note = starts_at, ends_at, state, note
    kept.edited_by_hand = True
    kept.save()
    indexing.changed(kept.event)
    return kept


def _bring_in_line(event: EventPage, slots: Iterable[Slot], now: datetime) -> Planned:
    written = {one.planned_at: one for one in event.occurrences.written_by_the_plan()}
    by_hand = set(event.occurrences.filter(planned_at=None).values_list("starts_at", flat=True))
    planned = {slot.starts_at: slot for slot in slots if slot.starts_at not in by_hand}
    added = [_occurrence(event, slot) for start, slot in planned.items() if start not in written]
    changed = [one for start, one in written.items() if start in planned and _follows(one, planned[start], now)]
    dropped = [one.pk for start, one in written.items() if start not in planned and _may_change(one, now)]

    Occurrence.objects.filter(pk__in=dropped).delete()
    Occurrence.objects.bulk_create(added)
    for one in changed:
        one.save()
    return Planned(len(added), len(changed), len(dropped))


def _occurrence(event: EventPage, slot: Slot) -> Occurrence:
    return Occurrence(event=event, planned_at=slot.starts_at, **_facts(slot))


def _facts(slot: Slot) -> dict[str, object]:
    return {
        "starts_at": slot.starts_at,
        "ends_at": slot.ends_at,
        "all_day": slot.all_day,
        "open_ended": slot.open_ended,
        "note": slot.note,
    }


def _follows(one: Occurrence, slot: Slot, now: datetime) -> bool:
    """Whether ``one`` had to be changed to agree with the plan."""
    facts = _facts(slot)
    if not _may_change(one, now) or all(getattr(one, name) == value for name, value in facts.items()):
        return False
    for name, value in facts.items():
        setattr(one, name, value)
    return True


def _may_change(one: Occurrence, now: datetime) -> bool:
    return not one.edited_by_hand and one.ends_at > now
