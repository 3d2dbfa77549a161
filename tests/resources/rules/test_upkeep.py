from datetime import date

import pytest

from resources.rules.upkeep import Confirmation, confirmation_at, keeps_only_own


@pytest.mark.parametrize(
    ("confirmed_on", "expected"),
    [
        (None, Confirmation.NEVER),
        (date(2026, 11, 23), Confirmation.FRESH),
        (date(2025, 11, 23), Confirmation.FRESH),
        (date(2025, 11, 22), Confirmation.OLD),
    ],
)
def test_a_confirmation_is_old_after_a_year(confirmed_on, expected):
    assert confirmation_at(date(2026, 11, 23), confirmed_on, old_after_days=365) is expected


@pytest.mark.parametrize(
    ("may_add", "may_publish", "expected"),
    [(False, False, True), (True, False, False), (False, True, False), (True, True, False)],
)
def test_only_those_who_neither_add_nor_publish_are_held_to_their_own(may_add, may_publish, expected):
    assert keeps_only_own(may_add=may_add, may_publish=may_publish) is expected
