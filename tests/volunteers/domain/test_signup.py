from datetime import timedelta

import pytest

from tests.factories.core import home_page
from tests.factories.events import NOW, TODAY, event
from tests.factories.volunteers import OpportunityFactory, ShiftFactory, SignupFactory, VolunteerFactory
from volunteers.domain.signup import SignupRefused, sign_up, withdraw
from volunteers.enums import Refusal, SignupState, VolunteerState

pytestmark = pytest.mark.django_db


def refused(**what):
    with pytest.raises(SignupRefused) as caught:
        sign_up(**what)
    return caught.value.reason


def test_a_free_place_is_given():
    shift, volunteer = ShiftFactory(), VolunteerFactory()

    signup = sign_up(shift=shift, volunteer=volunteer)

    assert (signup.shift, signup.volunteer, signup.state) == (shift, volunteer, SignupState.CONFIRMED)


def test_asking_twice_is_harmless():
    shift, volunteer = ShiftFactory(), VolunteerFactory()

    assert sign_up(shift=shift, volunteer=volunteer) == sign_up(shift=shift, volunteer=volunteer)
    assert shift.signups.count() == 1


def test_sign_up_refuses_when_no_place_is_left():
    kept = SignupFactory(shift__places=1)

    assert refused(shift=kept.shift, volunteer=VolunteerFactory()) == Refusal.FULL
    assert list(kept.shift.signups.all()) == [kept]


def test_a_place_that_was_taken_back_is_free_for_somebody_else():
    gone = withdraw(signup=SignupFactory())

    signup = sign_up(shift=gone.shift, volunteer=VolunteerFactory())

    assert list(gone.shift.signups.holding_a_place()) == [signup]


def test_a_name_that_was_taken_back_can_be_put_down_again():
    gone = withdraw(signup=SignupFactory())

    again = sign_up(shift=gone.shift, volunteer=gone.volunteer)

    assert (again.pk, again.state) == (gone.pk, SignupState.CONFIRMED)


@pytest.mark.parametrize(
    ("volunteer", "reason"),
    [
        ({"state": VolunteerState.ENDED}, Refusal.RESTING),
        ({"expires_on": TODAY - timedelta(days=1)}, Refusal.EXPIRED),
        ({"birth_date": TODAY.replace(year=2010)}, Refusal.GUARDIAN),
    ],
)
def test_sign_up_refuses_who_cannot_take_part(volunteer, reason):
    assert refused(shift=ShiftFactory(), volunteer=VolunteerFactory(**volunteer)) == reason


def test_somebody_under_18_takes_part_once_staff_noted_that_the_guardian_agrees():
    volunteer = VolunteerFactory(birth_date=TODAY.replace(year=2010), guardian_agreed_on=TODAY)

    assert sign_up(shift=ShiftFactory(), volunteer=volunteer).holds_a_place


def test_what_staff_decided_while_the_page_was_open_counts():
    volunteer = VolunteerFactory()
    type(volunteer).objects.update(state=VolunteerState.PAUSED)

    assert refused(shift=ShiftFactory(), volunteer=volunteer) == Refusal.RESTING


@pytest.mark.parametrize(
    ("shift", "reason"),
    [
        ({"starts_at": NOW}, Refusal.STARTED),
        ({"opportunity__apply_until": NOW}, Refusal.CLOSED),
        ({"opportunity__is_public": False}, Refusal.NOT_PUBLISHED),
    ],
)
def test_sign_up_refuses_a_shift_that_is_not_open(shift, reason):
    assert refused(shift=ShiftFactory(**shift), volunteer=VolunteerFactory()) == reason


@pytest.mark.parametrize("state", ["cancelled", "postponed"])
def test_sign_up_refuses_a_call_whose_event_does_not_take_place(state):
    home_page()
    shift = ShiftFactory(opportunity=OpportunityFactory(event=event(state=state)))

    assert refused(shift=shift, volunteer=VolunteerFactory()) == Refusal.CANCELLED


def test_taking_a_name_back_twice_is_harmless():
    signup = SignupFactory()

    withdraw(signup=signup)
    twice = withdraw(signup=signup)

    assert twice.state == SignupState.CANCELLED


def test_a_name_stays_down_once_the_activity_has_started():
    signup = SignupFactory(shift__starts_at=NOW)

    with pytest.raises(SignupRefused) as caught:
        withdraw(signup=signup)

    assert caught.value.reason == Refusal.STARTED
