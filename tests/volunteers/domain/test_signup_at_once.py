"""Who presses at the same moment. These empty the database afterwards, so they stand alone and run last."""

import threading

import pytest
from django.db import connection, connections

from tests.factories.volunteers import ShiftFactory, VolunteerFactory
from volunteers.domain.signup import SignupRefused, sign_up
from volunteers.enums import Refusal

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]


def at_the_same_moment(*acts):
    """Run each in a thread with its own connection; what each gave or raised, in order. SQLite locks no rows."""
    gate, given = threading.Barrier(len(acts)), [None] * len(acts)

    def run(number, act):
        try:
            # Opening a connection takes longer than a sign-up: be ready first.
            connection.ensure_connection()
            gate.wait()
            given[number] = act()
        except SignupRefused as no:
            given[number] = no.reason
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(acts)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return given


def test_of_eight_who_press_at_once_one_gets_the_last_place():
    shift = ShiftFactory(places=1)
    volunteers = [VolunteerFactory() for _ in range(8)]

    given = at_the_same_moment(*(lambda who=who: sign_up(shift=shift, volunteer=who) for who in volunteers))

    assert shift.signups.holding_a_place().count() == 1
    assert given.count(Refusal.FULL) == 7


def test_one_who_presses_four_times_at_once_takes_one_place():
    shift, volunteer = ShiftFactory(places=4), VolunteerFactory()

    given = at_the_same_moment(*[lambda: sign_up(shift=shift, volunteer=volunteer)] * 4)

    assert shift.signups.count() == 1
    assert len({signup.pk for signup in given}) == 1
