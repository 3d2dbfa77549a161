from datetime import date, time

import pytest

from events.enums import HolidayRule, Repeat
from events.rules import RepeatRule, rule_words


@pytest.mark.parametrize(
    ("fields", "words"),
    [
        (
            {"repeats": Repeat.MONTHLY_WEEKDAY, "weekdays": (2,), "weeks": (4, 2)},
            "毎月第2・第4水曜日 10:00から11:30まで",
        ),
        (
            {"repeats": Repeat.MONTHLY_WEEKDAY, "weekdays": (4,), "weeks": (-1, 1)},
            "毎月第1・最終金曜日 10:00から11:30まで",
        ),
        ({"repeats": Repeat.WEEKLY, "weekdays": (3, 0)}, "毎週月・木曜日 10:00から11:30まで"),
        ({"repeats": Repeat.WEEKLY, "weekdays": (0,), "every": 2}, "2週に1回、月曜日 10:00から11:30まで"),
        ({"repeats": Repeat.MONTHLY_DAY, "day": 15}, "毎月15日 10:00から11:30まで"),
        ({"repeats": Repeat.MONTHLY_DAY, "day": 1, "every": 3}, "3か月に1回、1日 10:00から11:30まで"),
        (
            {"repeats": Repeat.MONTH_END, "on_holidays": HolidayRule.SKIP},
            "毎月末日 10:00から11:30まで（祝日は休み）",
        ),
    ],
)
def test_a_repetition_is_said_as_residents_say_it(fields, words):
    rule = RepeatRule(first_day=date(2026, 11, 1), start=time(10), end=time(11, 30), **fields)

    assert rule_words(rule) == words
