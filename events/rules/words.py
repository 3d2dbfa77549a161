"""A repetition in words. It is Japanese for Japanese readers, as weekdays of a month do not translate word by word."""

from datetime import time

from events.enums import HolidayRule, Repeat
from events.rules.recurrence import RepeatRule
from portal.core.calendar import WEEKDAYS


def rule_words(rule: RepeatRule) -> str:
    """毎月第2・第4水曜日 10:00から11:30まで（祝日は休み）"""
    holidays = "（祝日は休み）" if rule.on_holidays == HolidayRule.SKIP else ""
    return f"{_days(rule)} {_clock(rule.start)}から{_clock(rule.end)}まで{holidays}"


def _days(rule: RepeatRule) -> str:
    match rule.repeats:
        case Repeat.WEEKLY:
            return f"{'毎週' if rule.every == 1 else f'{rule.every}週に1回、'}{_weekdays(rule)}"
        case Repeat.MONTHLY_WEEKDAY:
            weeks = "・".join(_week(week) for week in sorted(rule.weeks, key=_last_after_all))
            return f"{_month(rule)}{weeks}{_weekdays(rule)}"
        case Repeat.MONTHLY_DAY:
            return f"{_month(rule)}{rule.day}日"
        case _:
            return f"{_month(rule)}末日"


def _month(rule: RepeatRule) -> str:
    return "毎月" if rule.every == 1 else f"{rule.every}か月に1回、"


def _weekdays(rule: RepeatRule) -> str:
    return "・".join(WEEKDAYS[day] for day in sorted(rule.weekdays)) + "曜日"


def _week(week: int) -> str:
    return "最終" if week < 0 else f"第{week}"


def _last_after_all(week: int) -> int:
    return week if week > 0 else 9


def _clock(moment: time) -> str:
    return f"{moment.hour}:{moment.minute:02d}"
