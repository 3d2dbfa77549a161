from datetime import datetime, timedelta

import pytest

from events.enums import Registration
from events.rules import registration_at
from portal.core.calendar import TOWN_CLOCK

NOON = datetime(2026, 11, 23, 12, 0, tzinfo=TOWN_CLOCK)
HOUR = timedelta(hours=1)


@pytest.mark.parametrize(
    ("facts", "expected"),
    [
        ({"cancelled": True}, Registration.CANCELLED),
        ({"required": False}, Registration.NOT_NEEDED),
        ({"opens_at": NOON + HOUR}, Registration.NOT_YET),
        ({"opens_at": NOON}, Registration.OPEN),
        ({"closes_at": NOON}, Registration.CLOSED),
        ({"closes_at": NOON + HOUR}, Registration.OPEN),
        ({"ends_at": NOON}, Registration.CLOSED),
        ({}, Registration.OPEN),
    ],
)
def test_whether_one_can_apply_at_noon(facts, expected):
    usual = {"required": True, "opens_at": None, "closes_at": None, "ends_at": None, "cancelled": False}

    assert registration_at(NOON, **usual | facts) == expected
