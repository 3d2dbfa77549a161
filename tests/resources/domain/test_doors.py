"""What the directory tells of its kinds of agency, and whom it names for each."""

from datetime import date, time

import pytest

from portal.core.calendar import at_town
from portal.core.doors import Entry, doors
from resources.domain.doors import DirectoryDoors
from tests.factories.core import CommunityAreaFactory
from tests.factories.resources import AgencyFactory, AgencyHoursFactory, AgencyTypeFactory

pytestmark = pytest.mark.django_db

TUESDAY_MORNING = at_town(date(2026, 11, 24), 10)


@pytest.fixture(autouse=True)
def no_kinds_of_the_shipped_vocabulary(db):
    from resources.models import AgencyType

    AgencyType.objects.all().delete()


def entry(kind, *, area=""):
    return DirectoryDoors().entries([kind.code], area=area, now=TUESDAY_MORNING).get(kind.code)


def name(kind, *, area=""):
    return entry(kind, area=area).name


def test_the_directory_answers_for_the_portal():
    assert isinstance(doors(), DirectoryDoors)


def test_the_kinds_are_those_in_use_in_their_order():
    AgencyTypeFactory(code="second", label="二つめ", sort_order=20)
    AgencyTypeFactory(code="gone", label="使わない", sort_order=5, is_active=False)
    AgencyTypeFactory(
        code="first",
        label="一つめ",
        sort_order=10,
        when_to_come="仕事がない\n\n家賃が払えない\n",
        aliases="ハロワ\n職安",
        reason="お仕事のことなら",
        categories="公共職業安定所\n職業相談室",
    )

    kinds = DirectoryDoors().kinds()

    assert [kind.code for kind in kinds] == ["first", "second"]
    assert kinds[0].when_to_come == ("仕事がない", "家賃が払えない")
    assert kinds[0].aliases == ("ハロワ", "職安")
    assert kinds[0].reason == "お仕事のことなら"
    assert kinds[0].categories == ("公共職業安定所", "職業相談室")


def test_the_shipped_kinds_are_told_without_a_database(django_assert_num_queries):
    with django_assert_num_queries(0):
        kinds = {kind.code: kind for kind in DirectoryDoors().shipped()}

    assert kinds["public-employment-office"].label == "公共職業安定所（ハローワーク）"
    assert kinds["public-employment-office"].when_to_come[0] == "仕事をさがしている"
    assert "職安" in kinds["public-employment-office"].aliases


def test_one_of_the_chosen_area_comes_before_the_whole_town_and_that_before_any():
    kind = AgencyTypeFactory()
    chuo, kawakami = CommunityAreaFactory(code="chuo"), CommunityAreaFactory(code="kawakami")
    AgencyFactory(agency_type=kind, name="い どこか", kana="ア", areas=[chuo])
    AgencyFactory(agency_type=kind, name="ろ 全町", kana="イ", whole_town=True)
    AgencyFactory(agency_type=kind, name="は 川上", kana="ウ", areas=[chuo, kawakami])

    assert name(kind, area="kawakami") == "は 川上"
    assert name(kind, area="chuo") == "い どこか"
    assert name(kind, area="yamazato") == "ろ 全町"
    assert name(kind) == "ろ 全町"
    assert entry(kind, area="kawakami").areas == ("chuo", "kawakami")


def test_of_two_alike_the_one_that_can_be_called_is_named():
    kind = AgencyTypeFactory()
    AgencyFactory(agency_type=kind, name="電話なし", kana="ア", phone="")
    AgencyFactory(agency_type=kind, name="電話あり", kana="イ")

    assert name(kind) == "電話あり"


@pytest.mark.parametrize("hidden", [{"live": False}, {"do_not_list": True}])
def test_what_strangers_may_not_see_is_never_named(hidden):
    kind = AgencyTypeFactory()
    AgencyFactory(agency_type=kind, whole_town=True, **hidden)

    assert entry(kind) is None


def test_a_kind_that_is_not_in_use_has_no_entry():
    kind = AgencyTypeFactory(is_active=False)
    AgencyFactory(agency_type=kind)

    assert entry(kind) is None


def test_an_entry_says_how_to_reach_it_and_whether_it_is_open():
    kind = AgencyTypeFactory(code="desk")
    agency = AgencyFactory(
        agency_type=kind,
        name="すみのの窓口",
        slug="desk",
        phone="0999-01-0001",
        fax="0999-01-0002",
        address="澄野町元宿1",
        whole_town=True,
    )
    for weekday in range(5):
        AgencyHoursFactory(agency=agency, weekday=weekday, opens_at=time(8, 30), closes_at=time(17, 15))

    assert entry(kind) == Entry(
        code="desk",
        name="すみのの窓口",
        url="/directory/desk/",
        phone="0999-01-0001",
        opening="いま開いています（17:15まで）",
        is_open=True,
        address="澄野町元宿1",
        areas=(),
        fax="0999-01-0002",
        hours="月曜日〜金曜日 8:30から17:15まで",
    )


def test_the_home_of_somebody_is_named_by_its_town_alone():
    kind = AgencyTypeFactory()
    AgencyFactory(agency_type=kind, address="澄野町元宿12番地3", building="すみの荘", is_home=True)

    assert "12" not in entry(kind).address
    assert "すみの荘" not in entry(kind).address


@pytest.mark.parametrize("how_many", [1, 3])
def test_entries_cost_two_queries_however_many_kinds(how_many, django_assert_num_queries):
    kinds = [AgencyTypeFactory() for _ in range(how_many)]
    area = CommunityAreaFactory(code="chuo")
    for kind in kinds:
        AgencyHoursFactory(agency=AgencyFactory(agency_type=kind, areas=[area]))
        AgencyFactory(agency_type=kind, whole_town=True)

    with django_assert_num_queries(2):
        found = DirectoryDoors().entries([kind.code for kind in kinds], area="chuo", now=TUESDAY_MORNING)

    assert set(found) == {kind.code for kind in kinds}


def test_no_kinds_ask_nothing(django_assert_num_queries):
    with django_assert_num_queries(0):
        assert DirectoryDoors().entries([], area="", now=TUESDAY_MORNING) == {}


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_agencies_among_search_documents_say_whether_they_are_open(how_many, django_assert_num_queries):
    agencies = [AgencyFactory() for _ in range(how_many)]
    for agency in agencies:
        AgencyHoursFactory(agency=agency, weekday=0, opens_at=time(9), closes_at=time(17))
    keys = [f"resources.agency:{agency.pk}" for agency in agencies]

    with django_assert_num_queries(2):
        openings = doors().open_now([*keys, "events.eventpage:1"], now=at_town(date(2026, 11, 16), 10))

    assert [openings[key].is_open for key in keys] == [True] * how_many
    assert len(openings) == how_many


def test_an_agency_that_strangers_may_not_see_says_nothing_of_its_hours():
    hidden = AgencyFactory(live=False)

    assert doors().open_now([f"resources.agency:{hidden.pk}"], now=at_town(date(2026, 11, 16), 10)) == {}
