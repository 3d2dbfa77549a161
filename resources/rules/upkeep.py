"""How far a listing can be trusted, and who may change it."""

from datetime import date, timedelta
from enum import Enum


class Confirmation(Enum):
    """How long ago somebody made sure that a listing is right."""

    FRESH = "fresh"
    OLD = "old"
    NEVER = "never"


def confirmation_at(today: date, confirmed_on: date | None, *, old_after_days: int) -> Confirmation:
    """A listing is old from the day after ``old_after_days`` days have gone by."""
    if confirmed_on is None:
        return Confirmation.NEVER
    return Confirmation.OLD if today - confirmed_on > timedelta(days=old_after_days) else Confirmation.FRESH


def keeps_only_own(*, may_add: bool, may_publish: bool) -> bool:
    """Whether somebody who may change listings may change only those they are a steward of.

    Organisations have only the permission to change. Whoever may also add or
    publish is staff of the town and works on all of them.
    """
    return not (may_add or may_publish)
