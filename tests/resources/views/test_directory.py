from datetime import date, time

import pytest
import time_machine
from django.urls import reverse

from portal.core.calendar import at_town
from tests.factories.core import CommunityAreaFactory, ConcernFactory, SectorFactory
from tests.factories.resources import AgencyFactory, AgencyHoursFactory, AgencyTypeFactory, SiteFactory

pytestmark = pytest.mark.django_db
DIRECTORY = "/directory/"
TUESDAY_MORNING = at_town(date(2026, 11, 24), 10)


def names(response):
    return [card["name"] for card in response.context["cards"]]


def test_the_directory_lists_agencies_by_their_reading(client, home):
    AgencyFactory(name="若者の窓口", kana="ワカモノノマドグチ")
    AgencyFactory(name="移動の窓口", kana="イドウノマドグチ")

    response = client.get(DIRECTORY)

    assert names(response) == ["移動の窓口", "若者の窓口"]


@pytest.mark.parametrize("hidden", [{"live": False}, {"do_not_list": True}])
def test_strangers_see_neither_drafts_nor_what_is_never_listed(client, home, hidden):
    agency = AgencyFactory(**hidden)

    response = client.get(DIRECTORY)

    assert names(response) == []
    assert client.get(agency.get_absolute_url()).status_code == 404


def test_an_area_shows_its_own_agencies_first_and_those_of_the_whole_town_after(client, home):
    here, there = CommunityAreaFactory(code="hama"), CommunityAreaFactory(code="yama")
    AgencyFactory(name="町の窓口", kana="ア", whole_town=True)
    AgencyFactory(name="浜の窓口", kana="イ", areas=[here, there])
    AgencyFactory(name="山の窓口", kana="ウ", areas=[there])

    response = client.get(DIRECTORY, {"area": "hama"})

    assert names(response) == ["浜の窓口", "町の窓口"]


def test_a_type_narrows_the_list(client, home):
    kind = AgencyTypeFactory(code="shakyo")
    AgencyFactory(name="社協", agency_type=kind)
    AgencyFactory()

    response = client.get(DIRECTORY, {"type": "shakyo"})

    assert names(response) == ["社協"]


def test_a_sector_finds_those_that_name_it_and_those_whose_type_belongs_to_it(client, home):
    farming = SectorFactory(code="farming")
    AgencyFactory(name="農家", kana="ア", sectors=[farming])
    AgencyFactory(name="農業法人", kana="イ", agency_type=AgencyTypeFactory(sector=farming))
    AgencyFactory()

    response = client.get(DIRECTORY, {"sector": "farming"})

    assert names(response) == ["農家", "農業法人"]


def test_a_concern_narrows_the_list(client, home):
    debt = ConcernFactory(code="debt")
    AgencyFactory(name="借金の相談", concerns=[debt])
    AgencyFactory()

    response = client.get(DIRECTORY, {"concern": "debt"})

    assert names(response) == ["借金の相談"]


def test_open_now_narrows_the_list_to_those_that_are_open(client, home):
    AgencyHoursFactory(agency__name="火曜の窓口", weekday=1)
    AgencyHoursFactory(agency__name="月曜の窓口", weekday=0)

    with time_machine.travel(TUESDAY_MORNING, tick=False):
        response = client.get(DIRECTORY, {"open": "on"})

    assert names(response) == ["火曜の窓口"]


@pytest.mark.parametrize("name", ["area", "type", "sector", "concern", "page", "no-such-filter"])
def test_a_value_that_is_no_choice_is_passed_over(client, home, name):
    AgencyFactory(name="窓口")

    response = client.get(DIRECTORY, {name: "0"})

    assert names(response) == ["窓口"]


def test_each_choice_can_be_dropped(client, home):
    CommunityAreaFactory(code="hama", name="浜圏域")

    response = client.get(DIRECTORY, {"area": "hama", "open": "on", "page": "1"})

    assert [query for _words, query in response.context["chosen"]] == ["?open=on", "?area=hama"]


def test_a_list_without_agencies_leads_to_the_desk_that_takes_up_everything(client, home):
    response = client.get(DIRECTORY)

    assert 'href="/consultation/"' in response.content.decode()


def test_the_card_shows_the_phone_number_as_a_link(client, home):
    AgencyFactory(phone="0999-01-2345")

    response = client.get(DIRECTORY)

    assert 'href="tel:0999012345"' in response.content.decode()


@pytest.mark.parametrize("address", ["resources:directory", "resources:bases", "resources:groups"])
def test_lists_answer_head_and_refuse_post(client, home, address):
    assert client.head(reverse(address)).status_code == 200
    assert client.post(reverse(address)).status_code == 405


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_directory_costs_the_same_however_many_agencies(client, home, how_many, django_assert_num_queries):
    area = CommunityAreaFactory()
    for _ in range(how_many):
        AgencyHoursFactory(agency=AgencyFactory(areas=[area]))
    client.get(DIRECTORY)  # warm the caches of sites

    with django_assert_num_queries(12):
        response = client.get(DIRECTORY)

    assert len(names(response)) == how_many


@pytest.mark.parametrize("how_many", [1, 3])
def test_an_agency_costs_the_same_however_much_it_shows(client, home, how_many, django_assert_num_queries):
    area, kind, site = CommunityAreaFactory(), AgencyTypeFactory(), SiteFactory()
    agency = AgencyFactory(agency_type=kind, site=site, areas=[area])
    for weekday in range(how_many):
        AgencyHoursFactory(agency=agency, weekday=weekday)
        AgencyFactory(agency_type=kind, site=site, areas=[area])
    client.get(agency.get_absolute_url())

    with django_assert_num_queries(10):
        response = client.get(agency.get_absolute_url())

    assert len(response.context["same_building"]) == how_many
    assert len(response.context["nearby"]) == how_many


def test_an_agency_says_since_when_it_is_known_to_be_right(client, home):
    agency = AgencyFactory(last_confirmed_on=date(2025, 1, 6))

    with time_machine.travel(TUESDAY_MORNING, tick=False):
        response = client.get(agency.get_absolute_url())

    assert response.context["confirmation"] == "old"
    assert '<time datetime="2025-01-06">' in response.content.decode()


def test_an_agency_marks_the_row_of_today(client, home):
    hours = AgencyHoursFactory(weekday=1, opens_at=time(9), closes_at=time(17))

    with time_machine.travel(TUESDAY_MORNING, tick=False):
        response = client.get(hours.agency.get_absolute_url())

    assert [day.label for day in response.context["week"] if day.today] == ["火曜日"]
    assert response.context["open_state"] == "open"


def test_an_agency_where_somebody_lives_shows_only_the_name_of_the_town(client, home):
    agency = AgencyFactory(
        address="澄野町桜台2-3-4",
        building="桜荘",
        postcode="999-0005",
        is_home=True,
        latitude="35.1",
        longitude="135.1",
    )

    words = client.get(agency.get_absolute_url()).content.decode()

    assert "澄野町桜台" in words
    assert [secret for secret in ("2-3-4", "桜荘", "999-0005", "maps.gsi", "35.1") if secret in words] == []
