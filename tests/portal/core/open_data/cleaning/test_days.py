"""Days as towns write them."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.open_data.cleaning.days import Day, day
from portal.core.open_data.problems import BadCell
from portal.core.open_data.reasons import CellReason

LABOUR_DAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-11-23",
        "2026/11/23",
        "2026.11.23",
        "２０２６／１１／２３",
        "2026年11月23日",
        "2026年11月23日（月・祝）",
        "11/23/2026",
        "23/11/2026",
        "20261123",
        "R8.11.23",
        "令和8年11月23日",
        "令和８年１１月２３日(月)",
        "46349",
        "2026/11/23 0:00:00",
    ],
)
def test_one_day_is_written_in_many_ways(typed):
    assert day(typed) == Day(LABOUR_DAY)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("令和元年5月1日", date(2019, 5, 1)),
        ("H31.4.30", date(2019, 4, 30)),
        ("昭和64年1月7日", date(1989, 1, 7)),
        ("5/6/2020", date(2020, 5, 6)),
        ("2020.5/10", date(2020, 5, 10)),
    ],
)
def test_eras_and_american_order_are_read(typed, found):
    assert day(typed) == Day(found)


@pytest.mark.parametrize(
    ("typed", "last"),
    [
        ("2026-11-23～2026-11-25", date(2026, 11, 25)),
        ("2026年11月23日（月）から12月1日（火）", date(2026, 12, 1)),
        ("2026/11/23-25", date(2026, 11, 25)),
    ],
)
def test_a_span_in_one_cell_has_a_last_day(typed, last):
    assert day(typed) == Day(LABOUR_DAY, last)


@pytest.mark.parametrize(
    ("typed", "at"),
    [("2026-11-23T13:30:00", time(13, 30)), ("11/23/2026  1:30:00 PM", time(13, 30)), ("46349.5625", time(13, 30))],
)
def test_a_time_beside_the_day_is_kept(typed, at):
    assert day(typed) == Day(LABOUR_DAY, at=at)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("2026-02-30", CellReason.NO_SUCH_DATE),
        ("11月23日", CellReason.DATE_WITHOUT_YEAR),
        ("毎月第2水曜", CellReason.NOT_A_DATE),
        ("0206-11-23", CellReason.UNLIKELY_YEAR),
        ("令和8年", CellReason.NOT_A_DATE),
    ],
)
def test_what_is_no_day_is_refused_with_a_reason(typed, reason):
    with pytest.raises(BadCell) as refused:
        day(typed)

    assert refused.value.reason == reason


def test_an_empty_cell_is_no_day():
    assert day("　") is None


@given(st.dates(date(1990, 1, 1), date(2099, 12, 31)))
def test_every_day_is_read_back_however_it_is_written(found):
    serial = (found - date(1899, 12, 30)).days
    forms = [f"{found:%Y-%m-%d}", f"{found.year}年{found.month}月{found.day}日", f"{found:%m/%d/%Y}", str(serial)]

    assert {day(form) for form in forms} == ({Day(found)})


@given(st.text(max_size=20))
def test_no_text_makes_the_reader_of_days_fall_over(text):
    try:
        found = day(text)
    except BadCell:
        return

    assert found is None or 1900 <= found.first.year <= 2100


@pytest.mark.parametrize("text", ["令7.4.1", "令７年４月１日", "R7.4.1"])
def test_an_era_may_be_one_letter(text):
    assert day(text).first == date(2025, 4, 1)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("25/4/1", CellReason.SHORT_YEAR),
        ("7.4.1", CellReason.SHORT_YEAR),
        ("2025年4月", CellReason.DATE_WITHOUT_DAY),
        ("令和7年4月", CellReason.DATE_WITHOUT_DAY),
    ],
)
def test_a_date_that_cannot_be_told_says_what_is_missing(text, reason):
    with pytest.raises(BadCell) as refused:
        day(text)

    assert refused.value.reason == reason
