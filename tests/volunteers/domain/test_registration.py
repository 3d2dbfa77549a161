from datetime import date, timedelta

import pytest
import time_machine

from tests.factories.core import TopicFactory, UserFactory
from tests.factories.events import TODAY
from tests.factories.volunteers import SignupFactory, VolunteerFactory
from volunteers.domain.registration import PRIVACY_TEXT, leave, register
from volunteers.enums import VolunteerState
from volunteers.models import Signup, Volunteer

pytestmark = pytest.mark.django_db

DETAILS = {
    "family_name": "安曇",
    "given_name": "健吾",
    "family_kana": "アズミ",
    "birth_date": date(1966, 5, 4),
    "phone": "0999-09-7001",
}


def test_who_registers_today_is_a_volunteer_for_three_fiscal_years():
    user, topic = UserFactory(), TopicFactory()

    volunteer = register(user=user, details=DETAILS, interests=[topic])

    assert (volunteer.user, volunteer.full_name, volunteer.state) == (user, "安曇 健吾", VolunteerState.REGISTERED)
    assert (volunteer.registered_on, volunteer.expires_on) == (TODAY, date(2029, 3, 31))
    assert volunteer.privacy_text == PRIVACY_TEXT
    assert list(volunteer.interests.all()) == [topic]


def test_registering_twice_puts_the_details_right():
    user = UserFactory()

    first = register(user=user, details=DETAILS, interests=[])
    second = register(user=user, details=DETAILS | {"phone": "0999-09-7009"}, interests=[])

    assert (second.pk, Volunteer.objects.get().phone) == (first.pk, "0999-09-7009")


def test_a_registration_that_ran_out_runs_again_from_today():
    volunteer = VolunteerFactory(expires_on=TODAY - timedelta(days=1))

    again = register(user=volunteer.user, details={}, interests=[])

    assert (again.registered_on, again.expires_on) == (TODAY, date(2029, 3, 31))


def test_saving_the_details_does_not_make_a_registration_longer():
    volunteer = VolunteerFactory()

    with time_machine.travel("2027-06-01T12:00+09:00"):
        kept = register(user=volunteer.user, details={}, interests=[])

    assert kept.expires_on == volunteer.expires_on


@pytest.mark.parametrize("state", [VolunteerState.PAUSED, VolunteerState.ENDED])
def test_what_staff_have_stopped_stays_stopped(state):
    volunteer = VolunteerFactory(state=state)

    assert register(user=volunteer.user, details=DETAILS, interests=[]).state == state


@pytest.mark.parametrize(("name", "agreed"), [("椎名 父", TODAY), ("椎名 母", None)])
def test_another_guardian_has_to_agree_anew(name, agreed):
    volunteer = VolunteerFactory(guardian_name="椎名 父", guardian_agreed_on=TODAY)

    kept = register(user=volunteer.user, details={"guardian_name": name}, interests=[])

    assert kept.guardian_agreed_on == agreed


def test_who_leaves_leaves_nothing_but_the_account():
    signup = SignupFactory()
    user = signup.volunteer.user

    leave(volunteer=signup.volunteer)

    assert (Volunteer.objects.count(), Signup.objects.count()) == (0, 0)
    assert type(user).objects.get() == user


def test_leaving_twice_is_harmless():
    volunteer = VolunteerFactory()
    pressed_again = Volunteer.objects.get(pk=volunteer.pk)

    leave(volunteer=volunteer)
    leave(volunteer=pressed_again)

    assert Volunteer.objects.count() == 0
