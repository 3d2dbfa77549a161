"""Who presses at the same moment. These empty the database afterwards, so they stand alone and run last."""

import pytest

from tests.at_once import at_the_same_moment
from tests.factories.volunteers import ShiftFactory, VolunteerFactory
from volunteers.domain.signup import SignupRefused, sign_up
from volunteers.enums import Refusal

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def test_of_eight_who_press_at_once_one_gets_the_last_place():
    shift = ShiftFactory(places=1)
    volunteers = [VolunteerFactory() for _ in range(8)]

    given = at_the_same_moment(
        *(lambda who=who: sign_up(shift=shift, volunteer=who) for who in volunteers), refusals=SignupRefused
    )

    assert shift.signups.holding_a_place().count() == 1
    assert given.count(Refusal.FULL) == 7


def test_one_who_presses_four_times_at_once_takes_one_place():
    shift, volunteer = ShiftFactory(places=4), VolunteerFactory()

    given = at_the_same_moment(*[lambda: sign_up(shift=shift, volunteer=volunteer)] * 4)

    assert shift.signups.count() == 1
    assert len({signup.pk for signup in given}) == 1
