"""What holds for events and outcomes, whatever the request, the model or the clock."""

from events.rules.month import MonthDay, month_weeks, next_month, previous_month
from events.rules.recurrence import (
    RepeatRule,
    Slot,
    first_slots,
    missing_in_repeat,
    months_without_the_day,
    slots_between,
)
from events.rules.registration import registration_at
from events.rules.words import rule_words

__all__ = [
    "MonthDay",
    "RepeatRule",
    "Slot",
    "first_slots",
    "missing_in_repeat",
    "month_weeks",
    "months_without_the_day",
    "next_month",
    "previous_month",
    "registration_at",
    "rule_words",
    "slots_between",
]
