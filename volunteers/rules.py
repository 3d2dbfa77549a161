"""What holds for volunteers. Pure: time is an argument."""

from datetime import date, datetime
from typing import Final

from portal.core.calendar import FiscalYear
from volunteers.enums import Refusal, VolunteerState

ADULT_AGE: Final = 18
YEARS_OF_REGISTRATION: Final = 3


def age_on(day: date, *, born: date) -> int:
    """Full years lived; somebody born on 29 February ages on 1 March in common years."""
    return day.year - born.year - ((day.month, day.day) < (born.month, born.day))


def needs_guardian(day: date, *, born: date) -> bool:
    """Whether a guardian must agree: under 18 (民法4条, since April 2022)."""
    return age_on(day, born=born) < ADULT_AGE


def registration_ends(registered: date) -> date:
    """The last day of a registration: the end of the third fiscal year, that of registering included."""
    return FiscalYear(FiscalYear.containing(registered).begins_in + YEARS_OF_REGISTRATION - 1).last_day


def standing(
    today: date, *, state: str, expires_on: date, born: date, guardian_agreed_on: date | None
) -> Refusal | None:
    """Why this volunteer cannot put a name down anywhere ``today``, or None."""
    if state != VolunteerState.REGISTERED:
        return Refusal.RESTING
    if expires_on < today:
        return Refusal.EXPIRED
    if needs_guardian(today, born=born) and guardian_agreed_on is None:
        return Refusal.GUARDIAN
    return None


def refusal(
    now: datetime, *, starts_at: datetime, apply_until: datetime | None, places: int, taken: int, called_off: bool
) -> Refusal | None:
    """Why nobody can put a name down for a shift at ``now``, or None. Draws the button and guards the write."""
    if called_off:
        return Refusal.CANCELLED
    if now >= starts_at:
        return Refusal.STARTED
    if apply_until is not None and now >= apply_until:
        return Refusal.CLOSED
    return Refusal.FULL if taken >= places else None


def may_withdraw(now: datetime, *, starts_at: datetime) -> bool:
    """A name can be taken back until the activity starts."""
    return now < starts_at
