"""How an event repeats: a small rule, expanded on the town's own clock.

A rule is anchored in dates of the town, not in moments of UTC: an event before
nine in the morning would otherwise move to the weekday before.
"""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import islice
from typing import Any, Final

from dateutil.rrule import MONTHLY, WEEKLY, rrule, weekday
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from events.enums import HolidayRule, Repeat
from portal.core.calendar import TOWN_CLOCK, is_holiday

SHORTEST_MONTH: Final = 28


@dataclass(frozen=True)
class RepeatRule:
    """A repetition. ``weekdays`` count from Monday = 0; ``weeks`` from 1, and -1 is the last of the month."""

    repeats: Repeat
    first_day: date
    start: time
    end: time
    every: int = 1
    weekdays: tuple[int, ...] = ()
    weeks: tuple[int, ...] = ()
    day: int | None = None
    last_day: date | None = None
    on_holidays: HolidayRule = HolidayRule.HOLD


@dataclass(frozen=True, order=True)
class Slot:
    """One planned time, on the town's clock."""

    starts_at: datetime
    ends_at: datetime
    all_day: bool = False
    open_ended: bool = False
    note: str = ""


def slots_between(rule: RepeatRule, first: date, last: date, *, excluded: Collection[date] = frozenset()) -> list[Slot]:
    """The times of ``rule`` on the days from ``first`` to ``last``, both included, soonest first."""
    days = (day.date() for day in _dates(rule).between(_midnight(first), _midnight(last), inc=True))
    return [slot_on(rule, day) for day in days if takes_place_on(rule, day, excluded)]


def first_slots(
    rule: RepeatRule, count: int, *, excluded: Collection[date] = frozenset(), years: int = 5
) -> list[Slot]:
    """The first ``count`` times of ``rule``; what the editor reads before publishing."""
    horizon = rule.first_day + timedelta(days=366 * years)
    return list(islice(slots_between(rule, rule.first_day, horizon, excluded=excluded), count))


def takes_place_on(rule: RepeatRule, day: date, excluded: Collection[date]) -> bool:
    if day in excluded:
        return False
    return rule.on_holidays == HolidayRule.HOLD or not is_holiday(day)


def slot_on(rule: RepeatRule, day: date) -> Slot:
    return Slot(
        starts_at=datetime.combine(day, rule.start, TOWN_CLOCK), ends_at=datetime.combine(day, rule.end, TOWN_CLOCK)
    )


def months_without_the_day(rule: RepeatRule, first: date, last: date) -> list[date]:
    """Months of the rule, as their first days, that lack its day of the month: 31 has no place in April."""
    if rule.repeats != Repeat.MONTHLY_DAY or not rule.day or rule.day <= SHORTEST_MONTH:
        return []
    end = min(last, rule.last_day) if rule.last_day else last
    return [month for month in _months(rule, first, end) if not _has_day(month, rule.day)]


def missing_in_repeat(
    *,
    repeats: Repeat,
    weekdays: Collection[int],
    weeks: Collection[int],
    day: int | None,
    first_day: date | None,
    last_day: date | None,
    start: time | None,
    end: time | None,
) -> Iterator[tuple[str, Promise | str]]:
    """What a repetition still lacks, as (field of the event, words for the editor)."""
    if repeats == Repeat.NEVER:
        return
    if first_day is None:
        yield "repeat_from", _("Write the first day of the repetition.")
    if start is None:
        yield "repeat_start", _("Write when each time starts.")
    if end is None:
        yield "repeat_end", _("Write when each time ends.")
    if start and end and end <= start:
        yield "repeat_end", _("The end must come after the start.")
    if first_day and last_day and last_day < first_day:
        yield "repeat_until", _("The last day must not come before the first.")
    if repeats in {Repeat.WEEKLY, Repeat.MONTHLY_WEEKDAY} and not weekdays:
        yield "repeat_weekdays", _("Choose at least one day of the week.")
    if repeats == Repeat.MONTHLY_WEEKDAY and not weeks:
        yield "repeat_weeks", _("Choose at least one week of the month.")
    if repeats == Repeat.MONTHLY_DAY and not (day and 1 <= day <= 31):
        yield "repeat_day", _("Write a day from 1 to 31.")


def _dates(rule: RepeatRule) -> rrule:
    options: dict[Repeat, dict[str, Any]] = {
        Repeat.WEEKLY: {"freq": WEEKLY, "byweekday": rule.weekdays},
        Repeat.MONTHLY_DAY: {"freq": MONTHLY, "bymonthday": rule.day},
        Repeat.MONTHLY_WEEKDAY: {
            "freq": MONTHLY,
            "byweekday": [weekday(day, week) for day in rule.weekdays for week in rule.weeks],
        },
        Repeat.MONTH_END: {"freq": MONTHLY, "bymonthday": -1},
    }
    return rrule(
        dtstart=_midnight(rule.first_day),
        until=_midnight(rule.last_day) if rule.last_day else None,
        interval=rule.every,
        cache=False,
        **options[rule.repeats],
    )


def _months(rule: RepeatRule, first: date, last: date) -> list[date]:
    start = _midnight(rule.first_day.replace(day=1))
    months = rrule(MONTHLY, dtstart=start, interval=rule.every, bymonthday=1)
    return [month.date() for month in months.between(_midnight(first.replace(day=1)), _midnight(last), inc=True)]


def _has_day(month: date, day: int) -> bool:
    try:
        month.replace(day=day)
    except ValueError:
        return False
    return True


def _midnight(day: date) -> datetime:
    """The day as a date of the town without an offset, which is how rules are counted."""
    return datetime(day.year, day.month, day.day)  # noqa: DTZ001 -- a date, not a moment
