from datetime import date, time, timedelta

import pytest

from events.domain.occurrences import change_occurrence
from events.enums import EventState
from events.models import EventDate, EventMaterial
from tests.factories.core import AccessProvisionFactory, SectionFactory, home_page
from tests.factories.events import NOW, TODAY, draft_event, event, repeated_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def html(client, address):
    response = client.get(address)
    assert response.status_code == 200
    return response.content.decode()


def test_an_event_says_when_where_for_whom_and_whom_to_ask(client):
    page = event(
        venue_address="瑞原県澄野町中央1丁目2番3号",
        target="町内にお住まいの方",
        capacity=20,
        capacity_note="先着順",
        fee_is_free=False,
        fee="200円（お茶代）",
        belongings="飲み物",
        application_required=True,
        apply_how="電話かFAXで申し込んでください。",
        contact_name="福祉課 地域係",
        contact_phone="0999-01-0001",
        contact_fax="0999-01-0002",
        provisions=[AccessProvisionFactory(label="手話通訳")],
        section=SectionFactory(),
    )

    content = html(client, page.url)

    for words in (
        "11月24日（火）",
        "10:00",
        "中央集会所",
        "瑞原県澄野町中央1丁目2番3号",
        "町内にお住まいの方",
        "先着順",
        "200円（お茶代）",
        "飲み物",
        "受付中",
        "電話かFAXで申し込んでください。",
        'href="tel:0999010001"',
        "0999-01-0002",
        "手話通訳",
        f"/events/{page.slug}/event.ics",
    ):
        assert words in content, words
    assert content.count("<h1") == 1


def test_a_cancelled_event_says_so_with_its_reason(client):
    page = event(state=EventState.CANCELLED, state_note="台風のため中止します")

    content = html(client, page.url)

    assert "このイベントは中止になりました" in content
    assert "台風のため中止します" in content


def test_a_repeated_event_says_its_rule_and_links_its_other_dates(client):
    page = repeated_event(repeats="monthly_weekday", repeat_weeks=[2, 4])

    content = html(client, page.url)

    assert "毎月第2・第4水曜日 10:00から11:30まで" in content
    assert f"/events/{page.slug}/2026-12-09/" in content


def test_one_time_has_its_own_page(client):
    page = repeated_event()
    moved = page.occurrences.on(date(2026, 12, 2)).get()
    change_occurrence(
        occurrence=moved,
        starts_at=moved.starts_at,
        ends_at=moved.ends_at,
        state=EventState.CANCELLED,
        note="会場の工事",
    )

    content = html(client, f"/events/{page.slug}/2026-12-02/")

    assert "12月2日（水）" in content
    assert "このイベントは中止になりました" in content
    assert "会場の工事" in content
    assert content.count("<h1") == 1
    assert "中止" not in html(client, f"/events/{page.slug}/2026-12-09/").split("ほかの日")[0]


@pytest.mark.parametrize("day", ["2026-12-03", "2026-13-01", "2026-02-30"])
def test_a_day_on_which_nothing_takes_place_is_not_found(client, day):
    page = repeated_event()

    assert client.get(f"/events/{page.slug}/{day}/").status_code == 404


def test_a_draft_has_no_page_no_day_and_no_file(client):
    page = draft_event()

    for address in (page.url, f"/events/{page.slug}/2026-11-24/", f"/events/{page.slug}/event.ics"):
        assert client.get(address).status_code == 404


def test_two_times_on_one_day_stand_on_one_page(client):
    page = repeated_event()
    EventDate.objects.create(event=page, date=date(2026, 12, 2), start=time(14), end=time(15))
    from events.domain.occurrences import materialise

    materialise(event=page, now=NOW)

    content = html(client, f"/events/{page.slug}/2026-12-02/")

    assert "10:00" in content
    assert "14:00" in content


def test_an_event_that_is_over_says_so(client):
    page = event(days=(TODAY - timedelta(days=3),), application_required=True, apply_how="電話で")

    content = html(client, page.url)

    assert "終わりました" in content
    assert "受付は終わりました" in content


def test_a_learning_session_links_its_materials(client):
    from resources.models import LearnIndexPage, LearningMaterialPage

    library = home_page().add_child(instance=LearnIndexPage(title="学ぶ", slug="learn"))
    material = library.add_child(instance=LearningMaterialPage(title="認知症を知る冊子", slug="ninchisho"))
    page = event(kind="learning", theme="認知症とともに")
    EventMaterial.objects.create(event=page, material=material)

    content = html(client, page.url)

    assert "認知症を知る冊子" in content
    assert material.url in content


def test_an_event_shows_open_calls_for_helpers(client):
    from volunteers.models import Shift, VolunteerOpportunity

    page = event()
    times = page.occurrences.get()
    for title, public in (("受付の手伝い", True), ("ないしょの手伝い", False)):
        call = VolunteerOpportunity.objects.create(
            event=page, title=title, role="受付", contact_name="福祉課", contact_phone="0999-01-0001", is_public=public
        )
        Shift.objects.create(opportunity=call, starts_at=times.starts_at, ends_at=times.ends_at)

    content = html(client, page.url)

    assert "受付の手伝い" in content
    assert "ないしょの手伝い" not in content


def test_an_event_page_answers_only_get(client):
    assert client.post(event().url).status_code == 405


@pytest.mark.parametrize("how_many", [1, 3])
def test_a_detail_costs_the_same_however_many_dates(client, how_many, django_assert_max_num_queries):
    page = event(days=tuple(TODAY + timedelta(days=number + 1) for number in range(how_many)))
    client.get(page.url)

    with django_assert_max_num_queries(24):
        client.get(page.url)
