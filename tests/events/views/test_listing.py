from datetime import date, time, timedelta

import pytest
from django.urls import reverse

from events.enums import EventState
from events.models import EventDate, Occurrence
from tests.factories.core import AccessProvisionFactory, AudienceFactory, CommunityAreaFactory, TopicFactory
from tests.factories.events import TODAY, draft_event, event, event_index, repeated_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]
DAY = timedelta(days=1)


def titles(response):
    return [one.event.title for _day, group in response.context["days"] for one in group]


def test_the_list_shows_times_to_come_by_day_soonest_first(client):
    later = event(days=(TODAY + 2 * DAY,), title="おそい会")
    sooner = event(days=(TODAY + DAY,), title="はやい会")
    event(days=(TODAY - DAY,), title="すんだ会")

    response = client.get("/events/")

    assert titles(response) == [sooner.title, later.title]
    assert [day for day, _group in response.context["days"]] == [TODAY + DAY, TODAY + 2 * DAY]


def test_a_card_names_the_areas_of_its_own_event_in_their_order(client):
    chuo = CommunityAreaFactory(name="中央圏域", sort_order=1)
    kawakami = CommunityAreaFactory(name="川上圏域", sort_order=2)
    event(title="二つの圏域の会", areas=[kawakami, chuo])
    event(title="川上の会", areas=[kawakami])
    event(title="町ぜんたいの会", areas=[])

    response = client.get("/events/")

    words = {one.event.title: one.event.area_words for _day, group in response.context["days"] for one in group}
    assert words == {"二つの圏域の会": "中央圏域、川上圏域", "川上の会": "川上圏域", "町ぜんたいの会": "町内全域"}


def test_drafts_and_private_events_stay_hidden(client):
    from wagtail.models import PageViewRestriction

    draft_event(title="下書き")
    private = event(title="内輪の会")
    PageViewRestriction.objects.create(page=private, restriction_type="login")

    assert titles(client.get("/events/")) == []


def test_an_area_shows_its_own_events_and_those_of_the_whole_town(client):
    kawakami, chuo = CommunityAreaFactory(code="kawakami"), CommunityAreaFactory(code="chuo")
    event(title="川上の会", areas=[kawakami])
    event(title="中央の会", areas=[chuo])
    event(title="全域の会")

    assert sorted(titles(client.get("/events/?area=kawakami"))) == ["全域の会", "川上の会"]


def test_each_choice_narrows_the_list(client):
    topic, audience, ramp, sign = TopicFactory(), AudienceFactory(), AccessProvisionFactory(), AccessProvisionFactory()
    event(title="合う会", kind="health", topics=[topic], audiences=[audience], provisions=[ramp, sign])
    event(title="合わない会", kind="parenting", audiences=[AudienceFactory()])

    for choice in ("kind=health", f"topic={topic.code}", f"audience={audience.code}", f"provision={sign.code}"):
        assert titles(client.get(f"/events/?{choice}")) == ["合う会"], choice


def test_helpers_wanted_shows_events_with_an_open_call(client):
    from volunteers.models import Shift, VolunteerOpportunity

    fair = event(title="まつり")
    event(title="ほかの会")
    call = VolunteerOpportunity.objects.create(
        event=fair, title="受付", role="受付", contact_name="福祉課", contact_phone="0999-01-0001", is_public=True
    )
    times = fair.occurrences.get()
    Shift.objects.create(opportunity=call, starts_at=times.starts_at, ends_at=times.ends_at)

    assert titles(client.get("/events/?helpers=on")) == ["まつり"]


def test_a_range_of_days_narrows_the_list(client):
    salon = repeated_event(repeat_from=TODAY)

    response = client.get("/events/?from=2026-12-01&to=2026-12-09")

    assert [one.day for _day, group in response.context["days"] for one in group] == [
        date(2026, 12, 2),
        date(2026, 12, 9),
    ]
    assert titles(response) == [salon.title, salon.title]


def test_without_days_a_series_stands_once_with_its_next_date_and_its_rule(client):
    salon = repeated_event()
    event(days=(TODAY + 2 * DAY, TODAY + 9 * DAY), title="二日ある会")

    response = client.get("/events/")

    assert sorted(titles(response)) == sorted([salon.title, "二日ある会"])
    assert "毎週水曜日 10:00から11:30まで" in response.content.decode()


def test_nonsense_in_the_address_is_passed_over(client):
    event(title="会")

    response = client.get("/events/?kind=%00&area=nowhere&from=gestern&page=99")

    assert response.status_code == 200
    assert titles(response) == ["会"]


def test_each_choice_can_be_taken_back_alone(client):
    CommunityAreaFactory(code="kawakami", name="川上圏域")
    event_index()

    response = client.get("/events/?area=kawakami&kind=health&page=2")

    assert dict(response.context["chosen"]) == {"体操・健康": "?area=kawakami", "川上圏域": "?kind=health"}


def test_ready_choices_of_days_keep_the_other_choices(client):
    event_index()

    shortcuts = client.get("/events/?kind=health").context["shortcuts"]

    assert shortcuts[1][1] == "/events/?kind=health&from=2026-11-23&to=2026-11-23"
    assert shortcuts[2][1] == "/events/?kind=health&from=2026-11-23&to=2026-11-29"
    assert shortcuts[3][1] == "/events/?kind=health&from=2026-12-01&to=2026-12-31"
    assert shortcuts[0][2] is True


def test_an_event_under_way_stands_under_today(client):
    festival = event(days=())
    EventDate.objects.create(event=festival, date=TODAY - DAY, end_date=TODAY + DAY, all_day=True)
    from events.domain.occurrences import materialise
    from tests.factories.events import NOW

    materialise(event=festival, now=NOW)

    assert [day for day, _group in client.get("/events/").context["days"]] == [TODAY]


def test_a_cancelled_event_stays_in_the_list_and_says_so(client):
    event(state=EventState.CANCELLED, state_note="台風のため")

    assert "中止" in client.get("/events/").content.decode()


def test_an_empty_list_says_what_to_do(client):
    event_index()

    content = client.get("/events/?kind=health").content.decode()

    assert "条件に合うイベントはありません" in content
    assert "<strong>0</strong>件" in content


def test_a_list_answers_only_get(client):
    event_index()

    assert client.post("/events/").status_code == 405


@pytest.mark.parametrize("how_many", [1, 3])
@pytest.mark.parametrize("address", ["/events/", "/events/?kind=exchange&area=kawakami"])
def test_the_list_costs_the_same_however_many_events(client, how_many, address, django_assert_max_num_queries):
    area = CommunityAreaFactory(code="kawakami")
    for _number in range(how_many):
        event(areas=[area], topics=[TopicFactory()])
    client.get(address)

    with django_assert_max_num_queries(17) as queries:
        response = client.get(address)

    assert response.context["page_obj"].paginator.count == how_many
    assert len(queries) == test_the_list_costs_the_same_however_many_events.costs.setdefault(address, len(queries))


test_the_list_costs_the_same_however_many_events.costs = {}


def test_the_month_shows_each_time_on_its_day_with_holidays(client):
    repeated_event(title="サロン")

    response = client.get("/events/calendar/2026/12/")

    cells = {cell["date"]: cell for week in response.context["weeks"] for cell in week}
    assert [entry["title"] for entry in cells[date(2026, 12, 2)]["events"]] == ["サロン"]
    assert cells[date(2026, 12, 3)]["events"] == []
    assert response.context["count"] == 5
    assert response.context["previous"] == "/events/calendar/2026/11/"
    assert client.get("/events/calendar/2026/11/").context["weeks"][0][2]["holiday"] == "文化の日"


def test_a_festival_stands_on_each_of_its_days(client):
    festival = event(days=())
    Occurrence.objects.create(
        event=festival,
        starts_at=f"{TODAY}T00:00+09:00",
        ends_at=f"{TODAY + 2 * DAY}T00:00+09:00",
        all_day=True,
    )

    response = client.get("/events/calendar/2026/11/")

    held = [cell["date"] for week in response.context["weeks"] for cell in week if cell["events"]]
    assert held == [TODAY, TODAY + DAY]


def test_the_week_can_start_on_monday(client):
    event_index(week_starts_on_monday=True)

    assert client.get("/events/calendar/2026/12/").context["weeks"][0][0]["date"] == date(2026, 11, 30)


@pytest.mark.parametrize("address", ["2026/13", "1999/1", "2100/1", "2026/0"])
def test_a_month_that_is_none_is_not_found(client, address):
    event_index()

    assert client.get(f"/events/calendar/{address}/").status_code == 404


def test_the_calendar_without_a_month_is_this_month(client):
    assert client.get("/events/calendar/").url == "/events/calendar/2026/11/"


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_calendar_costs_the_same_however_many_events(client, how_many, django_assert_max_num_queries):
    for _number in range(how_many):
        event()
    address = reverse("events:calendar", args=(2026, 11))
    client.get(address)

    with django_assert_max_num_queries(15):
        response = client.get(address)

    assert response.context["count"] == how_many


def test_the_feed_names_the_events_announced_last_first(client):
    import time_machine

    from tests.factories.events import NOW

    for number, title in enumerate(("はじめの会", "あとの会")):
        with time_machine.travel(NOW + number * DAY, tick=False):
            page = draft_event(title=title)
            page.dates.add(EventDate(date=TODAY + 9 * DAY, start=time(10), end=time(11)))
            page.save_revision().publish()

    content = client.get("/events/feed.xml").content.decode()

    assert content.index("あとの会") < content.index("はじめの会")
