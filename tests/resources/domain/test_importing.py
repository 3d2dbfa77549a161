"""Agencies and bases from open data."""

import csv
from datetime import date, time

import pytest

from portal.core.models import CommunityArea, PortalSettings, TownName
from portal.core.open_data.importing import import_file
from portal.core.open_data.profile import load_profile
from portal.core.open_data.reasons import CellReason, Handling
from resources.enums import HolidayRule
from resources.models import Agency, AgencyType, Base
from tests.factories.resources import AgencyTypeFactory

pytestmark = pytest.mark.django_db

KAIGO = load_profile("kaigo")
WAM = load_profile("wam")
FACILITIES = load_profile("recommended-facilities")

CARE = {
    "都道府県コード又は市町村コード": "131016",
    "都道府県名": "瑞原県",
    "市区町村名": "澄野町",
    "事業所名": "デイサービスひまわり",
    "事業所名カナ": "デイサービスヒマワリ",
    "サービスの種類": "通所介護",
    "住所": "瑞原県澄野町桜台1-2",
    "電話番号": "0999-01-2345",
    "事業所番号": "9970000001",
}


def written(tmp_path, *rows):
    file = tmp_path / "file.csv"
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        names = list(dict.fromkeys(name for row in rows for name in row))
        writer = csv.DictWriter(out, names)
        writer.writeheader()
        writer.writerows(rows)
    return file


def imported(tmp_path, *rows, profile=KAIGO):
    return import_file(profile, written(tmp_path, *rows)).as_dict()


@pytest.fixture(autouse=True)
def care_service():
    return AgencyTypeFactory(code="care-service-office", label="介護サービス事業所")


@pytest.fixture(autouse=True)
def other():
    return AgencyTypeFactory(code="other", label="その他")


def test_an_imported_agency_is_public_and_confirmed_by_nobody(tmp_path, care_service):
    imported(tmp_path, CARE)

    agency = Agency.objects.public().get()
    assert (agency.name, agency.kana) == ("デイサービスひまわり", "デイサービスヒマワリ")
    assert agency.agency_type == care_service
    assert (agency.source, agency.source_id) == ("kaigo", "9970000001:通所介護")
    assert agency.last_confirmed_on is None
    assert agency.service_words == "通所介護"
    assert agency.summary == KAIGO.descriptions["通所介護"]
    assert agency.address == "瑞原県澄野町桜台1-2"
    assert agency.slug == "deisabisuhimawari" or agency.slug.startswith("dei")


def test_a_reading_is_made_where_the_source_has_none(tmp_path):
    imported(tmp_path, {**CARE, "事業所名": "桜会", "事業所名カナ": ""})

    assert Agency.objects.get().kana != ""


def test_two_services_of_one_office_are_two_listings_with_two_addresses(tmp_path):
    imported(tmp_path, CARE, {**CARE, "サービスの種類": "訪問介護"})

    assert Agency.objects.count() == 2
    assert len(set(Agency.objects.values_list("slug", flat=True))) == 2


def test_a_second_run_adds_and_updates_nothing(tmp_path):
    rows = [{**CARE, "事業所番号": f"997000000{number}"} for number in range(3)]
    imported(tmp_path, *rows)

    assert imported(tmp_path, *rows) == {"rows": 3, "added": 0, "updated": 0, "unchanged": 3, "rejected": 0}


def test_a_changed_row_updates_what_the_source_owns_and_nothing_else(tmp_path):
    imported(tmp_path, CARE)
    agency = Agency.objects.get()
    confirmed, fee = date(2026, 11, 1), "1回500円"
    Agency.objects.update(do_not_list=True, last_confirmed_on=confirmed, fee=fee, whole_town=True)

    result = imported(tmp_path, {**CARE, "電話番号": "0999-01-9999"})

    agency.refresh_from_db()
    assert result["updated"] == 1
    assert agency.phone == "0999-01-9999"
    assert (agency.do_not_list, agency.last_confirmed_on, agency.fee, agency.whole_town) == (True, confirmed, fee, True)


def test_a_change_by_hand_stays_while_the_source_says_the_same(tmp_path):
    imported(tmp_path, CARE)
    Agency.objects.update(phone="0999-01-0000")

    result = imported(tmp_path, CARE)

    assert result["unchanged"] == 1
    assert Agency.objects.get().phone == "0999-01-0000"


def test_the_editor_sees_the_imported_words_and_not_an_old_revision(tmp_path):
    imported(tmp_path, CARE)
    Agency.objects.get().save_revision().publish()

    imported(tmp_path, {**CARE, "電話番号": "0999-01-9999"})

    assert Agency.objects.get().get_latest_revision_as_object().phone == "0999-01-9999"
    assert Agency.objects.get().has_unpublished_changes is False


def test_a_draft_in_work_is_never_run_over(tmp_path):
    imported(tmp_path, CARE)
    agency = Agency.objects.get()
    agency.phone = "0999-01-0000"
    agency.save_revision()
    problems = []

    result = import_file(KAIGO, written(tmp_path, {**CARE, "電話番号": "0999-01-9999"}), report=problems.append)

    assert result.as_dict()["rejected"] == 1
    assert [problem.reason for problem in problems] == [CellReason.DRAFT_IN_WORK]
    assert Agency.objects.get().phone == "0999-01-2345"


def test_an_address_in_town_gives_the_area_and_the_same_name_elsewhere_does_not(tmp_path):
    PortalSettings.objects.update_or_create(site_id=1, defaults={"town_name": "澄野町"})
    area = CommunityArea.objects.create(code="sakuradai", name="桜台圏域")
    TownName.objects.create(area=area, name="桜台")

    imported(
        tmp_path,
        CARE,
        {**CARE, "事業所番号": "9970000002", "住所": "大字桜台3"},
        {**CARE, "事業所番号": "9970000003", "市区町村名": "隣町", "住所": "桜台1-2"},
        {**CARE, "事業所番号": "9970000004", "住所": "緑ヶ丘1"},
    )

    found = {agency.office_number[-1]: [area.code for area in agency.areas.all()] for agency in Agency.objects.all()}
    assert found == {"1": ["sakuradai"], "2": ["sakuradai"], "3": [], "4": []}


def test_hours_come_with_the_listing_and_follow_it(tmp_path):
    AgencyTypeFactory(code="disability-service-office")
    row = {
        "NO（※システム内の固有の番号、連番）": "A1",
        "サービス種別": "生活介護",
        "事業所の名称": "ひだまり",
        "利用可能な時間帯（平日）": "09:00-17:00",
        "利用可能な時間帯（祝日）": "10:00-12:00",
    }
    imported(tmp_path, row, profile=WAM)
    agency = Agency.objects.get()
    assert agency.hours.count() == 6
    assert agency.holiday_rule == HolidayRule.OWN_HOURS

    imported(tmp_path, {**row, "利用可能な時間帯（平日）": "", "利用可能な時間帯（祝日）": "10:00-24:00"}, profile=WAM)

    agency = Agency.objects.get()
    assert [(hours.weekday, hours.opens_at, hours.closes_at) for hours in agency.hours.all()] == [
        (7, time(10), time(0))
    ]


def test_a_closed_agency_says_so(tmp_path):
    imported(tmp_path, {**CARE, "事業所名": "ひまわり（休止中）"})

    agency = Agency.objects.get()
    assert agency.name == "ひまわり"
    assert agency.closed_note == "現在、休止しています。"


def test_a_text_too_long_for_its_column_is_shortened_and_reported(tmp_path):
    problems = []

    import_file(KAIGO, written(tmp_path, {**CARE, "事業所名": "あ" * 200}), report=problems.append)

    assert len(Agency.objects.get().name) == 160
    assert [(problem.column, problem.handling) for problem in problems] == [("事業所名", Handling.REPAIRED)]


def test_a_service_that_no_type_fits_goes_under_others(tmp_path, other):
    AgencyType.objects.filter(code="care-service-office").delete()

    imported(tmp_path, CARE)

    assert Agency.objects.get().agency_type == other


def test_a_public_building_becomes_a_base(tmp_path):
    imported(
        tmp_path,
        {
            "NO": "1",
            "名称": "桜台公民館",
            "住所": "桜台1-2",
            "利用可能曜日": "火水木金土",
            "開始時間": "9:00",
            "終了時間": "21:00",
        },
        profile=FACILITIES,
    )

    base = Base.objects.public().get()
    assert base.base_type.code == "community-hall"
    assert base.hours.count() == 5


@pytest.mark.parametrize("how_many", [20, 400])
def test_the_number_of_queries_follows_batches_and_not_rows(tmp_path, django_assert_max_num_queries, how_many):
    rows = [{**CARE, "事業所番号": f"99{number:08}"} for number in range(how_many)]
    file = written(tmp_path, *rows)

    with django_assert_max_num_queries(40 + how_many // 8):
        import_file(KAIGO, file)


REAL = [
    ("kaigo", "jigyosho_230.csv"),
    ("kaigo", "jigyosho_710.csv"),
    ("kaigo", "jigyosho_551.csv"),
    ("wam", "csvdownload066.csv"),
    ("wam", "csvdownload069.csv"),
    ("wam", "csvdownload064.csv"),
]


@pytest.mark.parametrize(("name", "file"), REAL)
def test_real_files_come_in_almost_whole_and_a_second_time_change_nothing(shared_data, name, file):
    profile, path = load_profile(name), shared_data / "open" / name / file
    with path.open(encoding="utf-8-sig", newline="") as source:
        rows = sum(1 for _ in csv.DictReader(source))

    first = import_file(profile, path).as_dict()
    second = import_file(profile, path).as_dict()

    assert first["rows"] == rows == first["added"] + first["rejected"] + first["unchanged"]
    assert first["rejected"] < 0.05 * rows
    assert (second["added"], second["updated"], second["rejected"]) == (0, 0, first["rejected"])
