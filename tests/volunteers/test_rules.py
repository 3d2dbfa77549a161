from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.calendar import TOWN_CLOCK, FiscalYear
from volunteers.enums import Refusal, VolunteerState
from volunteers.rules import age_on, may_withdraw, needs_guardian, refusal, registration_ends, standing

MOMENTS = st.datetimes(datetime(2020, 1, 1), datetime(2040, 1, 1)).map(lambda moment: moment.replace(tzinfo=TOWN_CLOCK))
DAYS = st.dates(date(1900, 1, 1), date(2040, 12, 31))
COUNTS = st.integers(0, 50)


@pytest.mark.parametrize(
    ("day", "age"),
    [(date(2026, 2, 28), 17), (date(2026, 3, 1), 18), (date(2028, 2, 28), 19), (date(2028, 2, 29), 20)],
)
def test_somebody_born_on_29_february_ages_on_1_march_in_common_years(day, age):
    assert age_on(day, born=date(2008, 2, 29)) == age


@given(born=DAYS, later=st.integers(0, 40_000))
def test_nobody_grows_younger(born, later):
    day = born + timedelta(days=later)

    assert age_on(day + timedelta(days=1), born=born) - age_on(day, born=born) in (0, 1)
    assert age_on(born, born=born) == 0


@pytest.mark.parametrize(("day", "needed"), [(date(2026, 11, 22), True), (date(2026, 11, 23), False)])
def test_a_guardian_is_needed_until_the_eighteenth_birthday(day, needed):
    assert needs_guardian(day, born=date(2008, 11, 23)) == needed


@given(DAYS)
def test_a_registration_runs_to_the_last_day_of_the_third_fiscal_year(registered):
    ends = registration_ends(registered)

    assert (ends.month, ends.day) == (3, 31)
    assert FiscalYear.containing(ends).begins_in == FiscalYear.containing(registered).begins_in + 2


@pytest.mark.parametrize(
    ("registered", "ends"),
    [(date(2026, 3, 31), date(2028, 3, 31)), (date(2026, 4, 1), date(2029, 3, 31))],
)
def test_a_registration_of_april_runs_a_year_longer_than_one_of_march(registered, ends):
    assert registration_ends(registered) == ends


@given(now=MOMENTS, starts_at=MOMENTS, apply_until=st.none() | MOMENTS, places=COUNTS, taken=COUNTS)
def test_a_place_is_given_exactly_when_it_is_early_enough_and_one_is_free(now, starts_at, apply_until, places, taken):
    in_time = now < starts_at and (apply_until is None or now < apply_until)

    reason = refusal(now, starts_at=starts_at, apply_until=apply_until, places=places, taken=taken, called_off=False)

    assert (reason is None) == (in_time and taken < places)


@given(now=MOMENTS, starts_at=MOMENTS, places=COUNTS, taken=COUNTS)
def test_what_is_called_off_says_so_before_all_else(now, starts_at, places, taken):
    reason = refusal(now, starts_at=starts_at, apply_until=None, places=places, taken=taken, called_off=True)

    assert reason == Refusal.CANCELLED


@given(now=MOMENTS, starts_at=MOMENTS)
def test_a_name_can_be_taken_back_for_as_long_as_one_could_be_put_down(now, starts_at):
    open_call = refusal(now, starts_at=starts_at, apply_until=None, places=1, taken=0, called_off=False) is None

    assert may_withdraw(now, starts_at=starts_at) == open_call


@pytest.mark.parametrize(
    ("differs", "reason"),
    [
        ({}, None),
        ({"expires_on": date(2026, 11, 23)}, None),
        ({"expires_on": date(2026, 11, 22)}, Refusal.EXPIRED),
        ({"state": VolunteerState.PAUSED}, Refusal.RESTING),
        ({"state": VolunteerState.ENDED}, Refusal.RESTING),
        ({"born": date(2010, 1, 1)}, Refusal.GUARDIAN),
        ({"born": date(2010, 1, 1), "guardian_agreed_on": date(2026, 11, 1)}, None),
    ],
)
def test_a_volunteer_takes_part_while_the_registration_runs_and_a_guardian_agrees_where_one_must(differs, reason):
    adult = {
        "state": VolunteerState.REGISTERED,
        "expires_on": date(2029, 3, 31),
        "born": date(1957, 5, 3),
        "guardian_agreed_on": None,
    }

    assert standing(date(2026, 11, 23), **adult | differs) == reason
