"""Opening hours in the words that residents read."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from itertools import groupby

from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from portal.core.calendar import TOWN_CLOCK, short_date, today_in_town
from resources.enums import HolidayRule, Weekday
from resources.rules.opening import Habits, Hours, Opening, State


@dataclass(frozen=True)
class DayOfTheWeek:
    """One row of the table of hours; without ``hours`` the place is closed."""

    label: str
    hours: tuple[str, ...]
    today: bool


def opening_words(opening: Opening, now: datetime) -> str:
    """Whether a place is open, in a few words: 17:15まで開いています."""
    if opening.state is State.UNKNOWN:
        return ""
    if opening.state is State.OPEN:
        return _open_words(opening.changes_at, now)
    if opening.changes_at is None:
        return pgettext("opening", "Closed now")
    opens = _moment_words(opening.changes_at, now)
    if opening.closed_for:
        return _("Closed today (%(holiday)s), opens %(when)s") % {"holiday": opening.closed_for, "when": opens}
    return _("Closed now, opens %(when)s") % {"when": opens}


def _open_words(closes: datetime | None, now: datetime) -> str:
    if closes is None:
        return _("Open day and night")
    return _("Open until %(when)s") % {"when": _closing_words(closes, now)}


def _closing_words(closes: datetime, now: datetime) -> str:
    """24:00 rather than midnight of tomorrow."""
    local = closes.astimezone(TOWN_CLOCK)
    if local.time() == time(0) and local.date() == today_in_town(now) + timedelta(days=1):
        return "24:00"
    return _moment_words(closes, now)


def _moment_words(moment: datetime, now: datetime) -> str:
    local, today = moment.astimezone(TOWN_CLOCK), today_in_town(now)
    clock = _clock(local.time())
    if local.date() == today:
        return clock
    if local.date() == today + timedelta(days=1):
        return _("tomorrow %(clock)s") % {"clock": clock}
    return f"{short_date(local.date())}{clock}"


def _clock(moment: time) -> str:
    return f"{moment.hour}:{moment.minute:02d}"


def hours_words(row: Hours) -> str:
    """8:30から17:15まで（受付は16:30まで）"""
    if row.opens_at == row.closes_at == time(0):
        words = _("24 hours")
    elif row.closes_at == time(0):
        words = _("%(start)s to %(end)s") % {"start": _clock(row.opens_at), "end": "24:00"}
    elif row.closes_at <= row.opens_at:
        end = _("%(clock)s of the next day") % {"clock": _clock(row.closes_at)}
        words = _("%(start)s to %(end)s") % {"start": _clock(row.opens_at), "end": end}
    else:
        words = _("%(start)s to %(end)s") % {"start": _clock(row.opens_at), "end": _clock(row.closes_at)}
    return f"{words}（{row.note}）" if row.note else words


def week_words(today: date, hours: Iterable[Hours], habits: Habits) -> list[DayOfTheWeek]:
    """The table of hours, Monday first and public holidays last; today's row is marked. No hours, no table."""
    week = list(hours)
    if not week:
        return []
    row_of_today = Weekday.HOLIDAY if habits.holidays(today) else today.weekday()
    return [DayOfTheWeek(str(day.label), _words_of(day, week, habits), today=day == row_of_today) for day in Weekday]


def _words_of(day: Weekday, week: list[Hours], habits: Habits) -> tuple[str, ...]:
    if day == Weekday.HOLIDAY and habits.holiday_rule == HolidayRule.AS_USUAL:
        return (_("As on other days"),)
    if day == Weekday.HOLIDAY and habits.holiday_rule == HolidayRule.CLOSED:
        return ()
    return tuple(hours_words(row) for row in sorted(week, key=lambda row: row.opens_at) if row.weekday == day)


def hours_line(hours: Iterable[Hours]) -> str:
    """The hours of a week on one line, days with the same hours together: 月曜日〜金曜日 8:30から17:15まで."""
    rows = sorted(hours, key=lambda row: (row.weekday, row.opens_at))
    by_day = {day: "・".join(hours_words(row) for row in of_day) for day, of_day in groupby(rows, _weekday)}
    spans: list[tuple[int, int, str]] = []
    for day, words in by_day.items():
        if spans and (spans[-1][1] + 1, spans[-1][2]) == (day, words) and day != Weekday.HOLIDAY:
            spans[-1] = (spans[-1][0], day, words)
        else:
            spans.append((day, day, words))
    return "、".join(f"{_days(first, last)} {words}" for first, last, words in spans)


def _weekday(row: Hours) -> int:
    return row.weekday


def _days(first: int, last: int) -> str:
    words = [str(Weekday(day).label) for day in dict.fromkeys((first, last))]
    return ("・" if last - first == 1 else "〜").join(words)
