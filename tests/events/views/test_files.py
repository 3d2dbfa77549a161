from datetime import date, datetime, timedelta

import pytest
import time_machine
from icalendar import Calendar

from events.domain.calendar_files import uid
from events.domain.occurrences import change_occurrence, materialise
from events.enums import EventState
from events.models import EventDate, EventPage
from portal.core.calendar import TOWN_CLOCK
from tests.factories.events import NOW, TODAY, event, event_index, repeated_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def components(client, address):
    response = client.get(address)
    assert response.headers["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content).walk("VEVENT")


def test_a_calendar_file_reads_back_as_it_was_meant(client):
    page = event(title="ふれあいサロン", summary="お茶を飲みながら話します", contact_phone="0999-01-0001")

    (found,) = components(client, f"/events/{page.slug}/event.ics")

    assert found.decoded("dtstart") == datetime(2026, 11, 24, 10, 0, tzinfo=TOWN_CLOCK)
    assert found.decoded("dtend") == datetime(2026, 11, 24, 11, 30, tzinfo=TOWN_CLOCK)
    assert found["dtstart"].params["TZID"] == "Asia/Tokyo"
    assert found["summary"] == "ふれあいサロン"
    assert found["status"] == "CONFIRMED"
    assert "0999-01-0001" in found["description"]
    assert found["url"].endswith(f"/events/{page.slug}/")
    assert found.decoded("dtstamp").tzinfo is not None


def test_the_file_carries_the_clock_of_the_town(client):
    content = client.get(f"/events/{event().slug}/event.ics").content.decode()

    assert content.startswith("BEGIN:VCALENDAR\r\n")
    assert "BEGIN:VTIMEZONE\r\nTZID:Asia/Tokyo" in content


def test_moving_keeps_the_name_and_raises_the_number(client):
    page = event()
    one = page.occurrences.get()
    (before,) = components(client, f"/events/{page.slug}/event.ics")

    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        change_occurrence(
            occurrence=one, starts_at=one.starts_at + timedelta(hours=2), ends_at=one.ends_at + timedelta(hours=2)
        )
        (after,) = components(client, f"/events/{page.slug}/event.ics")

    assert after["uid"] == before["uid"] == uid(one)
    assert after["sequence"] > before["sequence"]


def test_a_cancelled_event_stays_in_the_feed_as_cancelled(client):
    event(state=EventState.CANCELLED)

    (found,) = components(client, "/events/feed.ics")

    assert found["status"] == "CANCELLED"


def test_control_characters_do_not_reach_calendar_programs(client):
    page = event(title="サロン\x0b\x00".replace("\x00", ""), summary="一行目\r\n二行目\x07")

    content = client.get(f"/events/{page.slug}/event.ics").content.decode()

    assert "\x0b" not in content
    assert "\x07" not in content
    (found,) = components(client, f"/events/{page.slug}/event.ics")
    assert "一行目\n二行目" in found["description"]


@pytest.mark.parametrize("width", ["a", "é", "宛", "🏡"])
def test_long_lines_are_folded_between_characters_and_read_back_whole(client, width):
    summary = f"時間; 場所, 持ち物\\n {width * 60}"
    page = event(title=width * 90, summary=summary)

    content = client.get(f"/events/{page.slug}/event.ics").content

    assert max(len(line) for line in content.split(b"\r\n")) <= 75
    (found,) = Calendar.from_ical(content).walk("VEVENT")
    assert found["summary"] == width * 90
    assert summary in found["description"]


def test_a_day_is_a_day_and_its_end_is_the_day_after(client):
    page = event(days=())
    EventDate.objects.create(event=page, date=TODAY, end_date=TODAY + timedelta(days=1), all_day=True)
    materialise(event=page, now=NOW)

    (found,) = components(client, f"/events/{page.slug}/event.ics")

    assert found.decoded("dtstart") == date(2026, 11, 23)
    assert found.decoded("dtend") == date(2026, 11, 25)


def test_the_feed_takes_the_choices_of_the_list(client):
    event(kind="health", title="体操")
    event(kind="parenting", title="子育て")

    assert [str(found["summary"]) for found in components(client, "/events/feed.ics?kind=health")] == ["体操"]


def test_one_time_is_one_entry(client):
    page = repeated_event()

    (found,) = components(client, f"/events/{page.slug}/2026-12-02/event.ics")

    assert found.decoded("dtstart").date() == date(2026, 12, 2)
    assert client.get(f"/events/{page.slug}/2026-12-03/event.ics").status_code == 404


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_feed_costs_the_same_however_many_events(client, how_many, django_assert_max_num_queries):
    event_index()
    for _number in range(how_many):
        event()
    client.get("/events/feed.ics")

    with django_assert_max_num_queries(11):
        found = components(client, "/events/feed.ics")

    assert len(found) == how_many == EventPage.objects.count()
