"""The grid of a month."""

from calendar import Calendar
from dataclasses import dataclass
from datetime import date

from portal.core.calendar import holiday_name


@dataclass(frozen=True)
class MonthDay:
    """One cell of the grid; days of the neighbouring months fill the first and the last week."""

    day: date
    in_month: bool
    holiday: str


def month_weeks(year: int, month: int, *, starts_on_monday: bool) -> list[list[MonthDay]]:
    """The weeks that touch the month, each of seven days."""
    weeks = Calendar(0 if starts_on_monday else 6).monthdatescalendar(year, month)
    return [[MonthDay(day, day.month == month, holiday_name(day)) for day in week] for week in weeks]


def previous_month(first: date) -> date:
    """The first day of the month before the one that begins on ``first``."""
    return date(first.year - 1, 12, 1) if first.month == 1 else date(first.year, first.month - 1, 1)


def next_month(first: date) -> date:
    """The first day of the month after the one that begins on ``first``."""
    return date(first.year + 1, 1, 1) if first.month == 12 else date(first.year, first.month + 1, 1)
