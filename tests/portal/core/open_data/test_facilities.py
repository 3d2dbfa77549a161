"""From cells to a facility."""

from datetime import time

import pytest

from portal.core.open_data.cells import Cells
from portal.core.open_data.cleaning.places import Address, Point
from portal.core.open_data.facilities import facility
from portal.core.open_data.problems import BadCell
from portal.core.open_data.profile import load_profile
from portal.core.open_data.reasons import CellReason, Handling
from portal.core.open_data.rows import Hours

KAIGO = load_profile("kaigo")
WAM = load_profile("wam")
FACILITIES = load_profile("recommended-facilities")


def read(profile, **cells):
    row = Cells(2, cells, profile)
    return facility(row, profile), row.problems


def test_a_row_of_the_care_system_is_read_whole():
    row, problems = read(
        KAIGO,
        code="13101",
        no="9970000001",
        prefecture="瑞原県",
        city="澄野町",
        name="デイサービス　ひまわり",
        kana="ﾃﾞｲｻｰﾋﾞｽ ﾋﾏﾜﾘ",
        service="通所介護",
        address="瑞原県澄野町桜台１－２　桜ビル２階",
        building="桜ビル２階",
        latitude="35.100000000000001",
        longitude="134.2",
        phone="０９９９－０１－２３４５",
        fax="なし",
        office_number="9970000001",
        weekdays="平日,土曜日",
        weekdays_note="お盆は休み",
        capacity="25",
        url="http://www.example.jp",
    )

    assert problems == []
    assert row.source_id == "9970000001:通所介護"
    assert row.name == "デイサービス ひまわり"
    assert row.kana == "デイサービス ヒマワリ"
    assert row.address == Address("瑞原県", "澄野町", "桜台1-2", "桜ビル2階")
    assert row.point == Point(35.1, 134.2)
    assert (row.phone, row.fax) == ("0999-01-2345", "")
    assert row.type_code == "care-service-office"
    assert row.service_description.endswith("（デイサービス）。")
    assert row.hours_note == "利用できる曜日：平日・土\nお盆は休み"
    assert row.capacity == "25"


def test_a_row_of_the_disability_system_has_hours_for_each_kind_of_day():
    row, _ = read(
        WAM,
        no="A0000000001",
        name="相談室ひだまり",
        service="計画相談支援",
        city_and_prefecture="瑞原県澄野町",
        prefecture="瑞原県",
        address="桜台1-2",
        hours_weekday="09:00-17:00",
        hours_saturday="00:00-00:00",
        hours_holiday="10:00-24:00",
    )

    weekdays = tuple(Hours(day, time(9), time(17)) for day in range(5))
    assert row.hours == (*weekdays, Hours(7, time(10), time(0)))
    assert row.type_code == "disability-consultation-office"
    assert row.source_id == "A0000000001"


def test_days_and_times_of_a_public_building_become_hours():
    row, _ = read(
        FACILITIES,
        name="中央公民館",
        weekdays="火水木金土",
        opens="9：00",
        closes="17：00（受付）",
        location="34.3,134.0",
    )

    assert row.hours == tuple(Hours(day, time(9), time(17)) for day in range(1, 6))
    assert row.hours_note == "受付"
    assert row.type_code == "community-hall"
    assert row.point == Point(34.3, 134.0)


def test_opening_times_without_days_stay_words():
    row, _ = read(FACILITIES, name="中央公民館", opens="9:00", closes="17:00", weekdays="第2水曜")

    assert row.hours == ()
    assert row.hours_note == "第2水曜\n時間：09:00～17:00"


def test_a_name_that_says_closed_loses_the_remark_and_keeps_the_fact():
    row, problems = read(KAIGO, name="ひまわり（休止中）", service="通所介護", office_number="1")

    assert (row.name, row.is_closed) == ("ひまわり", True)
    assert [problem.reason for problem in problems] == [CellReason.CLOSED]


def test_a_row_without_a_name_cannot_be_used():
    with pytest.raises(BadCell) as refused:
        read(KAIGO, name="　", service="通所介護", office_number="1")

    assert (refused.value.reason, refused.value.column) == (CellReason.REQUIRED, "事業所名")


def test_a_bad_cell_is_left_out_and_reported_while_the_row_stays():
    row, (problem,) = read(KAIGO, name="ひまわり", service="通所介護", office_number="1", phone="非公開")

    assert row.phone == ""
    assert (problem.line, problem.column, problem.value) == (2, "電話番号", "非公開")
    assert problem.handling is Handling.LEFT_OUT


def test_the_same_row_with_5_and_6_digits_of_the_town_has_one_key():
    five, _ = read(FACILITIES, code="13101", no="7", name="公民館")
    six, _ = read(FACILITIES, code="131016", no="７", name="公民館")

    assert five.source_id == six.source_id == "131016:7"


def test_a_row_without_a_number_is_known_by_name_and_place():
    one, _ = read(FACILITIES, name="公民館", address="桜台1-2")
    again, _ = read(FACILITIES, name="公民館　", address="桜台１－２")
    other, _ = read(FACILITIES, name="公民館", address="桜台3")

    assert one.source_id == again.source_id
    assert one.source_id != other.source_id


def test_anything_that_would_be_imported_changes_the_digest():
    one, _ = read(KAIGO, name="ひまわり", service="通所介護", office_number="1", phone="0999-01-2345")
    same, _ = read(KAIGO, name="ひまわり", service="通所介護", office_number="1", phone="０９９９‐０１‐２３４５")
    other, _ = read(KAIGO, name="ひまわり", service="通所介護", office_number="1", phone="0999-01-2346")

    assert one.digest == same.digest
    assert one.digest != other.digest
