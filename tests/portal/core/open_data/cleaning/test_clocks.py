"""Times of day and days of the week as towns write them."""

from datetime import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.open_data.cleaning import Repaired, clocks
from portal.core.open_data.cleaning.clocks import Clock, Weekdays
from portal.core.open_data.problems import BadCell
from portal.core.open_data.reasons import CellReason


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("17:00", time(17, 0)),
        ("１７：００", time(17, 0)),
        ("9.30", time(9, 30)),
        ("9時30分", time(9, 30)),
        ("9時半", time(9, 30)),
        ("9時", time(9, 0)),
        ("午後5時30分", time(17, 30)),
        ("午前0時", time(0, 0)),
        ("午後12時30分", time(12, 30)),
        ("PM 5:30", time(17, 30)),
        ("5:30 PM", time(17, 30)),
        ("正午", time(12, 0)),
        ("1730", time(17, 30)),
        ("0930", time(9, 30)),
        ("9:00:00", time(9, 0)),
        ("1899-12-30 09:00:00", time(9, 0)),
        ("0.395833333333333", time(9, 30)),
        ("0", time(0, 0)),
        ("24:00", time(23, 59)),
    ],
)
def test_one_time_is_written_in_many_ways(typed, found):
    assert clocks.clock(typed) == Clock(found)


def test_words_around_a_time_are_kept():
    assert clocks.clock("17：00（受付）") == Clock(time(17, 0), note="受付")
    assert clocks.clock("受付 9:30") == Clock(time(9, 30), note="受付")


def test_a_span_in_one_cell_has_a_second_time():
    assert clocks.clock("9:00～17:00") == Clock(time(9, 0), time(17, 0))
    assert clocks.clock("午前9時から午後5時") == Clock(time(9, 0), time(17, 0))


@pytest.mark.parametrize("typed", ["終日", "25:00", "9:75", "9.5", "随時"])
def test_what_is_no_time_is_refused(typed):
    with pytest.raises(BadCell) as refused:
        clocks.clock(typed)

    assert refused.value.reason == CellReason.NOT_A_TIME


@given(st.times().map(lambda moment: moment.replace(second=0, microsecond=0)))
def test_every_time_is_read_back_as_clock_and_as_fraction_of_a_day(moment):
    minutes = moment.hour * 60 + moment.minute

    assert clocks.clock(f"{moment:%H:%M}") == Clock(moment)
    assert clocks.clock(f"{minutes / 1440:.10f}") == Clock(moment)


@given(st.text(max_size=20))
def test_no_text_makes_the_reader_of_times_fall_over(text):
    try:
        found = clocks.clock(text)
    except BadCell:
        return

    assert found is None or isinstance(found.first, time)


@pytest.mark.parametrize(
    ("typed", "hours"),
    [
        ("10:00-16:00", (time(10), time(16))),
        ("00:00-23:59", (time(0), time(0))),
        ("00:00-24:00", (time(0), time(0))),
        ("20:00-08:00", (time(20), time(8))),
        ("00:00-00:00", None),
        ("", None),
    ],
)
def test_opening_hours_close_at_midnight_or_on_the_next_day(typed, hours):
    assert clocks.opening_hours(typed) == hours


WORKING = frozenset(range(5))


@pytest.mark.parametrize(
    ("typed", "days"),
    [
        ("月火水木金", Weekdays(WORKING)),
        ("月;火;水;木;金", Weekdays(WORKING)),
        ("月～金", Weekdays(WORKING)),
        ("月曜日から金曜日", Weekdays(WORKING)),
        ("平日", Weekdays(WORKING)),
        ("平日,土曜日,祝日", Weekdays(WORKING | {5}, holidays=True)),
        ("土日祝", Weekdays(frozenset({5, 6}), holidays=True)),
        ("毎日", Weekdays(frozenset(range(7)), holidays=True)),
        ("年中無休", Weekdays(frozenset(range(7)), holidays=True)),
        ("月～金（祝日を除く）", Weekdays(WORKING, holidays=False)),
        ("土-月", Weekdays(frozenset({5, 6, 0}))),
        ("なし", Weekdays()),
    ],
)
def test_days_of_the_week_are_read(typed, days):
    assert clocks.weekdays(typed) == days


def test_other_words_about_days_are_kept_as_they_are():
    assert clocks.weekdays("第2・第4水曜") == Repaired(Weekdays(note="第2・第4水曜"), CellReason.NOT_A_DAY_OF_WEEK)


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("930", time(9, 30), None),
        ("夜7時", time(19, 0), None),
        ("夕方5時半", time(17, 30), None),
        ("朝9時", time(9, 0), None),
        ("10-12時", time(10, 0), time(12, 0)),
        ("午後1時30分から3時", time(13, 30), time(15, 0)),
        ("午前10時～2時", time(10, 0), time(2, 0)),
    ],
)
def test_times_are_read_as_residents_say_them(text, first, last):
    read = clocks.clock(text)

    assert (read.first, read.last) == (first, last)


@pytest.mark.parametrize("text", ["25:00", "翌1:00", "翌日1時", "２５：００"])
def test_an_end_past_midnight_is_one_o_clock_of_the_next_day(text):
    assert clocks.closing_clock(text).first == time(1, 0)
    assert clocks.is_past_midnight(text) is True


@pytest.mark.parametrize("text", ["24:00", "24時", "17:00", ""])
def test_an_end_of_the_day_is_not_past_midnight(text):
    assert clocks.is_past_midnight(text) is False
