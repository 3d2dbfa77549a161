from datetime import date

from events.rules import month_weeks, next_month, previous_month


def test_a_month_begins_with_the_sunday_on_or_before_its_first_day():
    weeks = month_weeks(2026, 12, starts_on_monday=False)

    assert weeks[0][0].day == date(2026, 11, 29)
    assert weeks[0][0].in_month is False
    assert weeks[-1][-1].day == date(2027, 1, 2)


def test_a_month_can_begin_with_monday():
    assert month_weeks(2026, 12, starts_on_monday=True)[0][0].day == date(2026, 11, 30)


def test_public_holidays_carry_their_names():
    days = {cell.day: cell.holiday for week in month_weeks(2026, 11, starts_on_monday=False) for cell in week}

    assert days[date(2026, 11, 3)] == "文化の日"
    assert days[date(2026, 11, 4)] == ""


def test_months_follow_each_other_across_the_year():
    assert next_month(date(2026, 12, 1)) == date(2027, 1, 1)
    assert previous_month(date(2027, 1, 1)) == date(2026, 12, 1)
