"""Where a thing is: coordinates and addresses."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.open_data.cleaning import Repaired
from portal.core.open_data.cleaning.places import Address, Point, address, point, point_in_one_cell
from portal.core.open_data.problems import BadCell
from portal.core.open_data.reasons import CellReason

HERE = Point(34.330401, 134.051835)


def test_a_point_has_six_decimals():
    assert point("34.330400830000012", "134.05183528") == HERE


def test_swapped_coordinates_are_put_right():
    assert point("134.051835", "34.330401") == Repaired(HERE, CellReason.SWAPPED)
    assert point_in_one_cell("134.051835, 34.330401") == Repaired(HERE, CellReason.SWAPPED)


@pytest.mark.parametrize("typed", ["34.330401,134.051835", "34.330401 134.051835", "(34.330401，134.051835)"])
def test_both_coordinates_may_stand_in_one_cell(typed):
    assert point_in_one_cell(typed) == HERE


def test_degrees_minutes_and_seconds_are_read():
    assert point("北緯34度20分0秒", "134°3′36″") == Point(34.333333, 134.06)


@pytest.mark.parametrize("cells", [("", ""), ("　", "-"), ("0", "0")])
def test_empty_coordinates_are_no_point(cells):
    assert point(*cells) is None


def test_a_comma_alone_is_no_point():
    assert point_in_one_cell(",") is None


@pytest.mark.parametrize(
    ("latitude", "longitude", "reason"),
    [
        ("53.41291", "-8.24389", CellReason.OUTSIDE_JAPAN),
        ("34.33", "", CellReason.HALF_A_COORDINATE),
        ("不明", "134.05", CellReason.NOT_A_COORDINATE),
    ],
)
def test_what_is_no_point_in_japan_is_refused(latitude, longitude, reason):
    with pytest.raises(BadCell) as refused:
        point(latitude, longitude)

    assert refused.value.reason == reason


@given(st.floats(20, 46), st.floats(122, 154))
def test_every_point_of_japan_is_found_in_either_order(latitude, longitude):
    right = point(f"{latitude:.8f}", f"{longitude:.8f}")

    assert point(f"{longitude:.8f}", f"{latitude:.8f}") == Repaired(right, CellReason.SWAPPED)


@pytest.mark.parametrize(
    "text", ["瑞原県澄野町桜台1-2", "澄野町桜台1-2", "桜台1-2", "桜台１－２", " 瑞原県 澄野町　桜台1−2"]
)
def test_prefecture_and_city_may_stand_in_the_address_or_not(text):
    assert address(text, prefecture="瑞原県", city="澄野町") == Address("瑞原県", "澄野町", "桜台1-2")


def test_the_prefecture_is_found_when_it_has_no_column():
    assert address("香川県高松市番町1-2") == Address("香川県", "", "高松市番町1-2")
    assert address("番町1-2", city="香川県高松市") == Address("香川県", "高松市", "番町1-2")


def test_the_county_before_a_town_is_no_part_of_what_follows_it():
    parts = address("鳥取県西伯郡大山町今在家475", prefecture="鳥取県", city="大山町")

    assert parts == Address("鳥取県", "大山町", "今在家475")


def test_a_building_that_the_address_already_names_is_not_said_twice():
    parts = address("高松市常磐町1-3 瓦町ビル8階", prefecture="香川県", city="高松市", building="瓦町ビル8階")

    assert parts == Address("香川県", "高松市", "常磐町1-3", "瓦町ビル8階")
