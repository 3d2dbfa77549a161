from datetime import date, datetime, time, timedelta

import pytest

from events.domain.occurrences import (
    WINDOW,
    OccurrenceRefused,
    change_occurrence,
    materialise,
    materialise_due,
    skipped_months,
)
from events.enums import EventState
from events.models import EventDate, EventExclusion, EventPage, Occurrence
from portal.core.calendar import TOWN_CLOCK
from tests.factories.events import NOW, TODAY, draft_event, event, repeated_event

pytestmark = pytest.mark.django_db


def starts(page):
    return [one.starts_at.astimezone(TOWN_CLOCK) for one in page.occurrences.order_by("starts_at")]


def test_a_weekly_event_is_written_out_over_the_window():
    salon = repeated_event()

    found = starts(salon)

    assert found[0] == datetime(2026, 11, 25, 10, 0, tzinfo=TOWN_CLOCK)
    assert {moment.weekday() for moment in found} == {2}
    assert found[-1].date() > TODAY + WINDOW - timedelta(days=7)
    assert salon.planned_until == TODAY + WINDOW


def test_writing_out_twice_changes_nothing():
    salon = repeated_event()
    before = list(salon.occurrences.values_list("pk", flat=True))

    again = materialise(event=salon, now=NOW)

    assert bool(again) is False
    assert list(salon.occurrences.values_list("pk", flat=True)) == before


def test_an_early_event_is_stored_on_its_own_day():
    gymnastics = repeated_event(
        repeat_weekdays=[0], repeat_start=time(6, 30), repeat_end=time(7), repeat_from=date(2026, 11, 30)
    )

    assert starts(gymnastics)[0] == datetime(2026, 11, 30, 6, 30, tzinfo=TOWN_CLOCK)


def test_a_draft_is_not_written_out():
    draft = draft_event(
        repeats="weekly", repeat_weekdays=[2], repeat_from=TODAY, repeat_start=time(10), repeat_end=time(11)
    )

    materialise(event=draft, now=NOW)

    assert Occurrence.objects.count() == 0


def test_publishing_writes_the_published_dates_out(noon):
    page = draft_event()
    page.dates.add(EventDate(date=TODAY, start=time(14), end=time(15)))

    page.save_revision().publish()

    assert starts(page) == [datetime(2026, 11, 23, 14, 0, tzinfo=TOWN_CLOCK)]


def test_a_draft_of_a_live_event_does_not_reach_the_calendar(noon):
    page = event()
    page.dates.add(EventDate(date=TODAY + timedelta(days=9), start=time(14), end=time(15)))

    page.save_revision()
    materialise_due(NOW)

    assert len(starts(page)) == 1


def test_a_changed_rule_keeps_the_past_and_what_was_changed_by_hand():
    salon = repeated_event(repeat_from=date(2026, 11, 4))
    past = salon.occurrences.past(NOW)
    moved = salon.occurrences.upcoming(NOW)[1]
    change_occurrence(
        occurrence=moved,
        starts_at=moved.starts_at + timedelta(hours=3),
        ends_at=moved.ends_at + timedelta(hours=3),
        note="会場の都合で午後に変わります",
    )
    kept = [one.pk for one in past] + [moved.pk]

    EventPage.objects.filter(pk=salon.pk).update(repeat_weekdays=[4])
    materialise(event=salon, now=NOW)

    assert [one.pk for one in salon.occurrences.filter(pk__in=kept).order_by("starts_at")] == sorted(kept)
    others = salon.occurrences.upcoming(NOW).exclude(pk=moved.pk)
    assert {one.starts_at.astimezone(TOWN_CLOCK).weekday() for one in others} == {4}


def test_an_occurrence_moved_by_hand_is_not_written_out_anew():
    salon = repeated_event()
    moved = salon.occurrences.upcoming(NOW)[0]
    how_many = salon.occurrences.count()
    change_occurrence(
        occurrence=moved, starts_at=moved.starts_at + timedelta(days=1), ends_at=moved.ends_at + timedelta(days=1)
    )

    materialise(event=salon, now=NOW)

    assert salon.occurrences.count() == how_many


def test_a_changed_rule_never_writes_the_past_anew():
    salon = repeated_event(repeat_from=date(2026, 11, 4))

    EventPage.objects.filter(pk=salon.pk).update(repeat_weekdays=[3])
    materialise(event=salon, now=NOW)

    assert {moment.weekday() for moment in starts(salon) if moment < NOW} == {2}


def test_days_left_out_disappear_and_additional_days_come_in():
    salon = repeated_event()
    EventExclusion.objects.create(event=salon, date=date(2026, 11, 25))
    EventDate.objects.create(event=salon, date=date(2026, 11, 26), start=time(13), end=time(14), note="振替")

    materialise(event=salon, now=NOW)

    first = salon.occurrences.upcoming(NOW)[0]
    assert first.starts_at == datetime(2026, 11, 26, 13, 0, tzinfo=TOWN_CLOCK)
    assert first.note == "振替"


def test_a_date_without_an_end_says_so_and_counts_as_two_hours():
    page = event(days=())
    EventDate.objects.create(event=page, date=TODAY, start=time(13))

    materialise(event=page, now=NOW)

    found = page.occurrences.get()
    assert found.open_ended is True
    assert found.ends_at - found.starts_at == timedelta(hours=2)


def test_a_festival_of_two_days_is_one_occurrence_until_midnight():
    page = event(days=())
    EventDate.objects.create(event=page, date=TODAY, end_date=TODAY + timedelta(days=1), all_day=True)

    materialise(event=page, now=NOW)

    found = page.occurrences.get()
    assert found.ends_at == datetime(2026, 11, 25, 0, 0, tzinfo=TOWN_CLOCK)


def test_due_work_extends_a_series_once_a_week():
    salon = repeated_event()
    last = starts(salon)[-1]

    assert materialise_due(NOW + timedelta(days=3)) == 0
    assert materialise_due(NOW + timedelta(days=10)) == 1
    assert materialise_due(NOW + timedelta(days=10)) == 0
    assert starts(salon)[-1] > last


def test_a_series_that_has_ended_is_reported():
    ended = repeated_event(repeat_from=date(2026, 10, 1), repeat_until=date(2026, 10, 31))
    repeated_event()

    assert list(EventPage.objects.run_dry(NOW)) == [ended]


def test_months_without_the_31st_are_reported():
    market = repeated_event(repeats="monthly_day", repeat_day=31)

    assert skipped_months(market, now=NOW)[0] == date(2026, 11, 1)


def test_a_time_that_ends_before_it_starts_is_refused():
    one = event().occurrences.get()

    with pytest.raises(OccurrenceRefused):
        change_occurrence(occurrence=one, starts_at=one.ends_at, ends_at=one.starts_at, state=EventState.CANCELLED)
