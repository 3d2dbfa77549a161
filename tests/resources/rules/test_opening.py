from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from portal.core.calendar import TOWN_CLOCK, at_town
from resources.enums import HolidayRule, Weekday
from resources.rules.opening import Habits, Opening, State, opening_at
from resources.rules.opening_words import hours_words, opening_words, week_words

# 2026-11-23 is a Monday and 勤労感謝の日; 2026-11-24 is an ordinary Tuesday.
HOLIDAY_MONDAY = date(2026, 11, 23)
TUESDAY = date(2026, 11, 24)
WEDNESDAY = date(2026, 11, 25)


@dataclass(frozen=True)
class Row:
    weekday: int
    opens_at: time
    closes_at: time
    note: str = ""


def _moment(day, clock):
    return at_town(day, clock.hour, clock.minute)


OFFICE = [Row(day, time(8, 30), time(17, 15)) for day in range(5)]


def test_an_office_is_open_until_its_hour_of_closing():
    opening = opening_at(at_town(TUESDAY, 9), OFFICE, Habits())

    assert opening == Opening(State.OPEN, at_town(TUESDAY, 17, 15))


def test_an_office_is_closed_in_the_minute_of_closing():
    opening = opening_at(at_town(TUESDAY, 17, 15), OFFICE, Habits())

    assert opening == Opening(State.CLOSED, at_town(WEDNESDAY, 8, 30))


def test_an_office_that_rests_at_noon_opens_again_after_lunch():
    hours = [Row(1, time(9), time(12)), Row(1, time(13), time(17))]

    opening = opening_at(at_town(TUESDAY, 12, 30), hours, Habits())

    assert opening == Opening(State.CLOSED, at_town(TUESDAY, 13))


def test_hours_that_touch_are_one():
    hours = [Row(1, time(9), time(12)), Row(1, time(12), time(17))]

    opening = opening_at(at_town(TUESDAY, 11), hours, Habits())

    assert opening == Opening(State.OPEN, at_town(TUESDAY, 17))


def test_a_public_holiday_closes_an_office_and_is_named():
    opening = opening_at(at_town(HOLIDAY_MONDAY, 10), OFFICE, Habits())

    assert opening == Opening(State.CLOSED, at_town(TUESDAY, 8, 30), closed_for="勤労感謝の日")


def test_a_place_that_opens_on_holidays_as_usual_is_open():
    opening = opening_at(at_town(HOLIDAY_MONDAY, 10), OFFICE, Habits(holiday_rule=HolidayRule.AS_USUAL))

    assert opening == Opening(State.OPEN, at_town(HOLIDAY_MONDAY, 17, 15))


def test_a_place_may_have_hours_of_its_own_on_holidays():
    hours = [*OFFICE, Row(Weekday.HOLIDAY, time(10), time(12))]

    opening = opening_at(at_town(HOLIDAY_MONDAY, 10), hours, Habits(holiday_rule=HolidayRule.OWN_HOURS))

    assert opening == Opening(State.OPEN, at_town(HOLIDAY_MONDAY, 12))


def test_the_turn_of_the_year_closes_an_office():
    opening = opening_at(at_town(date(2026, 12, 30), 10), OFFICE, Habits())

    assert opening == Opening(State.CLOSED, at_town(date(2027, 1, 4), 8, 30), closed_for="年末年始")


def test_a_place_that_stays_open_over_new_year_is_open():
    opening = opening_at(at_town(date(2026, 12, 30), 10), OFFICE, Habits(closed_over_new_year=False))

    assert opening == Opening(State.OPEN, at_town(date(2026, 12, 30), 17, 15))


def test_a_night_that_began_yesterday_is_still_open_after_midnight():
    hours = [Row(1, time(20), time(2))]

    opening = opening_at(at_town(WEDNESDAY, 1), hours, Habits())

    assert opening == Opening(State.OPEN, at_town(WEDNESDAY, 2))


def test_a_place_that_closes_at_midnight_is_open_in_the_last_minute():
    hours = [Row(1, time(18), time(0))]

    opening = opening_at(at_town(TUESDAY, 23, 59), hours, Habits())

    assert opening == Opening(State.OPEN, at_town(WEDNESDAY))


def test_a_place_open_day_and_night_never_closes():
    hours = [Row(day, time(0), time(0)) for day in range(7)]
    habits = Habits(holiday_rule=HolidayRule.AS_USUAL, closed_over_new_year=False)

    opening = opening_at(at_town(TUESDAY, 3), hours, habits)

    assert opening == Opening(State.OPEN, None)


def test_without_hours_nothing_is_known():
    assert opening_at(at_town(TUESDAY, 9), [], Habits()) == Opening(State.UNKNOWN)


def test_sunday_without_hours_is_no_holiday():
    opening = opening_at(at_town(date(2026, 11, 22), 9), OFFICE, Habits())

    assert opening.closed_for == ""


@pytest.mark.parametrize(
    ("now", "words"),
    [
        (at_town(TUESDAY, 9), "いま開いています（17:15まで）"),
        (at_town(TUESDAY, 7), "いまは閉まっています。8:30に開きます"),
        (at_town(TUESDAY, 18), "いまは閉まっています。あす8:30に開きます"),
        (at_town(HOLIDAY_MONDAY, 10), "きょうは休み（勤労感謝の日）。あす8:30に開きます"),
        (at_town(date(2026, 11, 27), 20), "いまは閉まっています。11月30日（月）8:30に開きます"),
    ],
)
def test_the_state_is_told_in_plain_japanese(now, words):
    with translation.override("ja"):
        assert opening_words(opening_at(now, OFFICE, Habits()), now) == words


def test_midnight_is_told_as_24_00():
    now = at_town(TUESDAY, 22)

    with translation.override("ja"):
        assert opening_words(Opening(State.OPEN, at_town(WEDNESDAY)), now) == "いま開いています（24:00まで）"


@pytest.mark.parametrize(
    ("row", "words"),
    [
        (Row(0, time(8, 30), time(17, 15)), "8:30から17:15まで"),
        (Row(0, time(18), time(0)), "18:00から24:00まで"),
        (Row(0, time(20), time(2)), "20:00から次の日の2:00まで"),
        (Row(0, time(0), time(0)), "24時間"),
        (Row(0, time(9), time(12), "受付は11時まで"), "9:00から12:00まで（受付は11時まで）"),
    ],
)
def test_hours_are_told_in_plain_japanese(row, words):
    with translation.override("ja"):
        assert hours_words(row) == words


def test_the_table_marks_the_row_of_public_holidays_on_a_holiday():
    with translation.override("ja"):
        week = week_words(HOLIDAY_MONDAY, OFFICE, Habits())

    assert [day.label for day in week if day.today] == ["祝日"]
    assert [day.hours for day in week][-3:] == [(), (), ()]


ANY_TIME = st.builds(time, st.integers(0, 23), st.sampled_from([0, 15, 30, 45]))
ANY_ROW = st.builds(Row, st.integers(0, 7), ANY_TIME, ANY_TIME)
ANY_HABITS = st.builds(Habits, st.sampled_from(HolidayRule.values), st.booleans())
ANY_MOMENT = st.datetimes(datetime(2026, 1, 1), datetime(2027, 3, 31), timezones=st.just(TOWN_CLOCK))


@given(now=ANY_MOMENT, hours=st.lists(ANY_ROW, max_size=8), habits=ANY_HABITS)
def test_the_next_change_always_lies_ahead_and_is_a_change(now, hours, habits):
    opening = opening_at(now, hours, habits)

    if opening.changes_at is not None:
        assert opening.changes_at > now
        assert opening_at(opening.changes_at, hours, habits).state is not opening.state


@given(now=ANY_MOMENT, hours=st.lists(ANY_ROW, min_size=1, max_size=8), habits=ANY_HABITS)
def test_a_place_is_open_exactly_when_one_of_its_rows_holds_the_moment(now, hours, habits):
    open_rows = [
        row
        for row in hours
        for day in (now.date(), now.date() - timedelta(days=1))
        if habits.weekday_on(day) == row.weekday
        and _moment(day, row.opens_at)
        <= now
        < _moment(day + timedelta(days=row.closes_at <= row.opens_at), row.closes_at)
    ]

    assert (opening_at(now, hours, habits).state is State.OPEN) == bool(open_rows)
