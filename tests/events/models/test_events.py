from datetime import date, time, timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError

from events.models import EventDate, EventIndexPage, EventPage, MeetingIndexPage, MeetingOutcomePage
from home.models import HomePage
from tests.factories.events import NOW, TODAY, draft_event

pytestmark = pytest.mark.django_db


def test_events_belong_only_under_their_list():
    assert EventPage.can_create_at(EventIndexPage()) is True
    assert EventPage.can_create_at(HomePage()) is False
    assert MeetingOutcomePage.can_create_at(MeetingIndexPage()) is True
    assert MeetingOutcomePage.can_create_at(EventIndexPage()) is False


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({"repeats": "weekly"}, {"repeat_from", "repeat_start", "repeat_end", "repeat_weekdays"}),
        ({"repeat_every": 0}, {"repeat_every"}),
        ({"application_required": True}, {"apply_how"}),
        ({"fee_is_free": False}, {"fee"}),
        ({"apply_from": NOW, "apply_until": NOW}, {"apply_until"}),
    ],
)
def test_what_is_wrong_is_said_at_the_field(fields, wrong):
    page = EventPage(title="会", **fields)

    with pytest.raises(ValidationError) as refused:
        page.clean()

    assert set(refused.value.message_dict) == wrong


@pytest.mark.parametrize(
    ("fields", "wrong"),
    [
        ({}, {"start"}),
        ({"start": time(11), "end": time(10)}, {"end"}),
        ({"all_day": True, "end_date": TODAY - timedelta(days=1)}, {"end_date"}),
    ],
)
def test_a_wrong_date_is_said_at_the_field(fields, wrong):
    with pytest.raises(ValidationError) as refused:
        EventDate(date=TODAY, **fields).clean()

    assert set(refused.value.message_dict) == wrong


def test_a_script_that_forgets_the_hours_is_stopped_by_the_database():
    page = draft_event()

    with pytest.raises(IntegrityError):
        EventPage.objects.filter(pk=page.pk).update(repeats="weekly")


def test_a_closed_meeting_says_why():
    with pytest.raises(ValidationError) as refused:
        MeetingOutcomePage(title="会議", held_on=date(2026, 11, 1), openness="closed").clean()

    assert set(refused.value.message_dict) == {"closed_reason"}
