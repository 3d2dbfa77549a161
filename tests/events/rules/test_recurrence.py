from datetime import date, datetime, time, timedelta

from hypothesis import given
from hypothesis import strategies as st

from events.enums import HolidayRule, Repeat
from events.rules import RepeatRule, first_slots, missing_in_repeat, months_without_the_day, slots_between
from portal.core.calendar import TOWN_CLOCK, is_holiday

FIRST = date(2026, 11, 1)
YEAR = timedelta(days=365)


def rule(repeats, **fields):
    return RepeatRule(**{"repeats": repeats, "first_day": FIRST, "start": time(10), "end": time(11, 30), **fields})


def days(a_rule, first=FIRST, last=FIRST + YEAR, **options):
    return [slot.starts_at.date() for slot in slots_between(a_rule, first, last, **options)]


def test_the_second_and_fourth_wednesday_of_each_month():
    salon = rule(Repeat.MONTHLY_WEEKDAY, weekdays=(2,), weeks=(2, 4))

    found = days(salon, last=date(2027, 1, 31))

    assert found == [
        date(2026, 11, 11),
        date(2026, 11, 25),
        date(2026, 12, 9),
        date(2026, 12, 23),
        date(2027, 1, 13),
        date(2027, 1, 27),
    ]


def test_an_early_morning_keeps_its_weekday():
    """A rule counted in UTC would put 06:30 in Tokyo on the day before."""
    gymnastics = rule(Repeat.WEEKLY, weekdays=(0,), start=time(6, 30), end=time(7))

    first = first_slots(gymnastics, 1)[0]

    assert first.starts_at == datetime(2026, 11, 2, 6, 30, tzinfo=TOWN_CLOCK)
    assert first.starts_at.astimezone(TOWN_CLOCK).weekday() == 0


def test_every_other_week_is_counted_from_the_first_day():
    assert days(rule(Repeat.WEEKLY, weekdays=(1,), every=2), last=date(2026, 12, 15)) == [
        date(2026, 11, 10),
        date(2026, 11, 24),
        date(2026, 12, 8),
    ]


def test_the_31st_skips_short_months_and_says_which():
    market = rule(Repeat.MONTHLY_DAY, day=31)

    assert days(market, last=date(2027, 3, 31)) == [date(2026, 12, 31), date(2027, 1, 31), date(2027, 3, 31)]
    assert months_without_the_day(market, FIRST, date(2027, 3, 31)) == [date(2026, 11, 1), date(2027, 2, 1)]


def test_the_month_end_skips_nothing():
    assert days(rule(Repeat.MONTH_END), last=date(2027, 2, 28)) == [
        date(2026, 11, 30),
        date(2026, 12, 31),
        date(2027, 1, 31),
        date(2027, 2, 28),
    ]


def test_the_last_friday_is_the_fourth_or_the_fifth():
    assert days(rule(Repeat.MONTHLY_WEEKDAY, weekdays=(4,), weeks=(-1,)), last=date(2027, 1, 31)) == [
        date(2026, 11, 27),
        date(2026, 12, 25),
        date(2027, 1, 29),
    ]


def test_public_holidays_are_skipped_only_if_the_rule_says_so():
    culture_day = date(2026, 11, 3)

    assert culture_day in days(rule(Repeat.WEEKLY, weekdays=(1,)))
    assert culture_day not in days(rule(Repeat.WEEKLY, weekdays=(1,), on_holidays=HolidayRule.SKIP))


def test_days_left_out_are_left_out():
    assert days(rule(Repeat.WEEKLY, weekdays=(2,)), last=date(2026, 11, 18), excluded={date(2026, 11, 11)}) == [
        date(2026, 11, 4),
        date(2026, 11, 18),
    ]


def test_nothing_comes_after_the_last_day():
    assert days(rule(Repeat.WEEKLY, weekdays=(2,), last_day=date(2026, 11, 11))) == [
        date(2026, 11, 4),
        date(2026, 11, 11),
    ]


def test_a_repetition_without_weekday_hours_or_first_day_says_what_is_missing():
    missing = dict(
        missing_in_repeat(
            repeats=Repeat.MONTHLY_WEEKDAY,
            weekdays=[],
            weeks=[],
            day=None,
            first_day=None,
            last_day=None,
            start=None,
            end=None,
        )
    )

    assert set(missing) == {"repeat_from", "repeat_start", "repeat_end", "repeat_weekdays", "repeat_weeks"}


rules = st.builds(
    RepeatRule,
    repeats=st.sampled_from([Repeat.WEEKLY, Repeat.MONTHLY_DAY, Repeat.MONTHLY_WEEKDAY, Repeat.MONTH_END]),
    first_day=st.dates(date(2026, 1, 1), date(2027, 12, 31)),
    start=st.times().map(lambda moment: moment.replace(hour=moment.hour % 12, microsecond=0)),
    end=st.just(time(23, 59)),
    every=st.integers(1, 3),
    weekdays=st.sets(st.integers(0, 6), min_size=1).map(tuple),
    weeks=st.sets(st.sampled_from([1, 2, 3, 4, 5, -1]), min_size=1).map(tuple),
    day=st.integers(1, 31),
    last_day=st.none(),
    on_holidays=st.sampled_from(HolidayRule),
)


@given(a_rule=rules)
def test_every_slot_lies_in_the_window_on_the_right_day_and_once(a_rule):
    first, last = a_rule.first_day, a_rule.first_day + YEAR

    slots = slots_between(a_rule, first, last)

    found = [slot.starts_at.date() for slot in slots]
    assert found == sorted(set(found))
    assert all(first <= day <= last for day in found)
    assert all(slot.starts_at.utcoffset() == timedelta(hours=9) for slot in slots)
    assert all(slot.starts_at.timetz().replace(tzinfo=None) == a_rule.start for slot in slots)
    if a_rule.repeats in {Repeat.WEEKLY, Repeat.MONTHLY_WEEKDAY}:
        assert {day.weekday() for day in found} <= set(a_rule.weekdays)
    if a_rule.repeats == Repeat.MONTH_END:
        assert all((day + timedelta(days=1)).day == 1 for day in found)
    if a_rule.on_holidays == HolidayRule.SKIP:
        assert not any(is_holiday(day) for day in found)


@given(a_rule=rules, cut=st.integers(0, 365))
def test_a_window_cut_in_two_holds_the_same_slots(a_rule, cut):
    first, last = a_rule.first_day, a_rule.first_day + YEAR
    middle = first + timedelta(days=cut)

    whole = slots_between(a_rule, first, last)
    halves = slots_between(a_rule, first, middle) + slots_between(a_rule, middle + timedelta(days=1), last)

    assert halves == whole
