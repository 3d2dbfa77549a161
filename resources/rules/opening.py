"""When a place is open: by the week, with public holidays and the turn of the year."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from enum import Enum
from typing import Final, Protocol

from django.utils.translation import pgettext

from portal.core.calendar import at_town, holiday_name, is_holiday, today_in_town
from resources.enums import HolidayRule, Weekday

LOOK_AHEAD: Final = 14  # days: longer than the turn of the year


class Hours(Protocol):
    """Open on a weekday from … until …; closing at or before the hour of opening means the next day."""

    weekday: int
    opens_at: time
    closes_at: time
    note: str


class State(Enum):
    """Whether a place is open; the value is the word that stylesheets know."""

    OPEN = "open"
    CLOSED = "closed"
    UNKNOWN = ""


@dataclass(frozen=True)
class Opening:
    """How things stand at one moment.

    ``changes_at`` is the next closing or opening, None when none is in sight;
    ``closed_for`` names the holiday because of which a place is closed all day.
    """

    state: State
    changes_at: datetime | None = None
    closed_for: str = ""


@dataclass(frozen=True)
class Habits:
    """What a place does on days that are not like others."""

    holiday_rule: str = HolidayRule.CLOSED
    closed_over_new_year: bool = True
    holidays: Callable[[date], bool] = is_holiday

    def weekday_on(self, day: date) -> int | None:
        """Which day's hours hold on ``day``; None when the place is closed whatever its week says."""
        if self.closed_over_new_year and is_turn_of_the_year(day):
            return None
        if not self.holidays(day) or self.holiday_rule == HolidayRule.AS_USUAL:
            return day.weekday()
        return Weekday.HOLIDAY if self.holiday_rule == HolidayRule.OWN_HOURS else None


def is_turn_of_the_year(day: date) -> bool:
    """29 December to 3 January, when public offices are closed (行政機関の休日に関する法律第1条)."""
    return (day.month, day.day) >= (12, 29) or (day.month, day.day) <= (1, 3)


def opening_at(now: datetime, hours: Iterable[Hours], habits: Habits) -> Opening:
    """Whether a place is open at ``now`` (aware) and until or from when; unknown when it names no hours."""
    week = list(hours)
    if not week:
        return Opening(State.UNKNOWN)
    today = today_in_town(now)
    # Soonest first and only as far as needed: a list asks this of every card.
    ahead = ((start, end) for start, end in _joined(_spans(today - timedelta(days=1), week, habits)) if end > now)
    start, end = next(ahead, (None, None))
    if start is not None and end is not None and start <= now:
        return Opening(State.OPEN, end if end < at_town(today + timedelta(days=LOOK_AHEAD)) else None)
    return Opening(State.CLOSED, start, _closed_for(today, week, habits))


def _spans(first: date, week: list[Hours], habits: Habits) -> Iterator[tuple[datetime, datetime]]:
    """Every span in sight, soonest first."""
    for ahead in range(LOOK_AHEAD + 2):
        day = first + timedelta(days=ahead)
        weekday = habits.weekday_on(day)
        for row in sorted((row for row in week if row.weekday == weekday), key=lambda row: row.opens_at):
            last = day if row.closes_at > row.opens_at else day + timedelta(days=1)
            yield _moment(day, row.opens_at), _moment(last, row.closes_at)


def _moment(day: date, clock: time) -> datetime:
    return at_town(day, clock.hour, clock.minute)


def _joined(spans: Iterable[tuple[datetime, datetime]]) -> Iterator[tuple[datetime, datetime]]:
    """Spans that touch or overlap are one."""
    running: tuple[datetime, datetime] | None = None
    for start, end in spans:
        if running is None:
            running = start, end
        elif start <= running[1]:
            running = running[0], max(running[1], end)
        else:
            yield running
            running = start, end
    if running is not None:
        yield running


def _closed_for(today: date, week: list[Hours], habits: Habits) -> str:
    """The holiday that keeps a place closed today, which its week alone would open."""
    if habits.weekday_on(today) is not None or all(row.weekday != today.weekday() for row in week):
        return ""
    return holiday_name(today) if habits.holidays(today) else pgettext("holiday", "New Year")
