"""Opening hours on one line."""

from datetime import time
from types import SimpleNamespace

import pytest

from resources.rules.opening_words import hours_line

DAY = (time(8, 30), time(17, 15))
MORNING = (time(9), time(12))


def row(weekday, span=DAY):
    return SimpleNamespace(weekday=weekday, opens_at=span[0], closes_at=span[1], note="")


@pytest.mark.parametrize(
    ("hours", "line"),
    [
        ([], ""),
        ([row(2)], "水曜日 8:30から17:15まで"),
        ([row(5), row(6)], "土曜日・日曜日 8:30から17:15まで"),
        ([row(day) for day in (4, 3, 2, 1, 0)], "月曜日〜金曜日 8:30から17:15まで"),
        ([row(0), row(1), row(3)], "月曜日・火曜日 8:30から17:15まで、木曜日 8:30から17:15まで"),
        ([row(0), row(1), row(1, MORNING)], "月曜日 8:30から17:15まで、火曜日 8:30から17:15まで・9:00から12:00まで"),
        ([row(6), row(7)], "日曜日 8:30から17:15まで、祝日 8:30から17:15まで"),
    ],
)
def test_days_with_the_same_hours_stand_together(hours, line):
    assert hours_line(hours) == line
