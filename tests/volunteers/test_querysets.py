from datetime import timedelta

import pytest
from wagtail.models import PageViewRestriction

from portal.core.calendar import at_town
from tests.factories.core import CommunityAreaFactory, TopicFactory
from tests.factories.events import NOW, TODAY, event
from tests.factories.volunteers import OpportunityFactory, ShiftFactory, SignupFactory, VolunteerFactory
from volunteers.enums import SignupState, VolunteerState, When
from volunteers.models import Shift, Volunteer, VolunteerOpportunity

pytestmark = pytest.mark.django_db


def calls(question):
    return list(question.order_by("pk"))


def test_a_call_is_public_only_with_its_event(home):
    alone = OpportunityFactory()
    with_event = OpportunityFactory(event=event())
    OpportunityFactory(is_public=False)
    OpportunityFactory(event=event(live=False))
    hidden = event()
    PageViewRestriction.objects.create(page=hidden, restriction_type=PageViewRestriction.LOGIN)
    OpportunityFactory(event=hidden)

    assert calls(VolunteerOpportunity.objects.public()) == [alone, with_event]


def test_calls_that_recruit_go_ahead_and_have_a_shift_to_come_and_time_left(home):
    late, soon = (ShiftFactory(starts_at=NOW + timedelta(days=days)).opportunity for days in (9, 2))
    OpportunityFactory()
    ShiftFactory(starts_at=NOW)
    ShiftFactory(opportunity__apply_until=NOW)
    for state in ("cancelled", "postponed"):
        ShiftFactory(opportunity__event=event(state=state))

    assert list(VolunteerOpportunity.objects.recruiting(NOW)) == [soon, late]


def test_the_area_of_a_call_is_its_own_or_that_of_its_event_or_the_whole_town(home):
    here, there = CommunityAreaFactory(code="here"), CommunityAreaFactory(code="there")
    own, everywhere = OpportunityFactory(areas=[here]), OpportunityFactory()
    of_event, town_event = OpportunityFactory(event=event(areas=[here])), OpportunityFactory(event=event())
    OpportunityFactory(areas=[there])
    OpportunityFactory(event=event(areas=[there]))
    OpportunityFactory(areas=[there], event=event(areas=[here]))

    assert calls(VolunteerOpportunity.objects.in_area("here")) == [own, everywhere, of_event, town_event]


def test_the_topic_of_a_call_is_its_own_or_that_of_its_event(home):
    food, river = TopicFactory(code="food"), TopicFactory(code="river")
    own, of_event = OpportunityFactory(topics=[food]), OpportunityFactory(event=event(topics=[food]))
    OpportunityFactory(topics=[river], event=event(topics=[food]))
    OpportunityFactory()

    assert calls(VolunteerOpportunity.objects.about("food")) == [own, of_event]


@pytest.mark.parametrize(
    ("when", "days"),
    [
        (When.WEEK, [0, 5, 6]),
        (When.MONTH, [0, 5, 6, 7, 29]),
        (When.WEEKDAY, [0, 7, 29, 30]),
        (When.WEEKEND, [5, 6]),
    ],
)
def test_calls_are_found_by_the_day_of_their_shifts(when, days):
    # Each evening late, when the day in UTC is still the same, and early on Saturday, when it is not.
    for day in (0, 5, 6, 7, 29, 30):
        ShiftFactory(starts_at=at_town(TODAY + timedelta(days=day), 7 if day == 5 else 23), opportunity__title=str(day))

    found = VolunteerOpportunity.objects.at(when, NOW).order_by("pk")

    assert [int(call.title) for call in found] == days


def test_places_left_never_fall_under_none():
    shift = ShiftFactory(places=3)
    SignupFactory(shift=shift)
    SignupFactory(shift=shift, state=SignupState.CANCELLED)
    overfull = ShiftFactory(places=1)
    SignupFactory.create_batch(2, shift=overfull)

    found = Shift.objects.with_taken().order_by("pk")

    assert [(one.taken, one.left) for one in found] == [(1, 2), (2, 0)]


def test_registered_volunteers_are_neither_stopped_nor_run_out():
    runs = VolunteerFactory(expires_on=TODAY)
    VolunteerFactory(expires_on=TODAY - timedelta(days=1))
    VolunteerFactory(state=VolunteerState.PAUSED)

    assert list(Volunteer.objects.registered(NOW)) == [runs]
