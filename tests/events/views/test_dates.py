"""Staff move or cancel one time of an event."""

import pytest
from django.urls import reverse

from events.enums import EventState
from tests.factories.core import AdminFactory, UserFactory
from tests.factories.events import NOW, repeated_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def address(event, one=None):
    return reverse("events_one_date", args=(event.pk, one.pk)) if one else reverse("events_dates", args=(event.pk,))


def test_one_date_is_cancelled_and_the_site_says_so_at_once(client):
    salon = repeated_event()
    one = salon.occurrences.upcoming(NOW)[0]
    client.force_login(AdminFactory())

    client.post(
        address(salon, one),
        {
            "starts_at_0": "2026-11-25",
            "starts_at_1": "10:00",
            "ends_at_0": "2026-11-25",
            "ends_at_1": "11:30",
            "state": "cancelled",
            "note": "会場の工事",
        },
    )

    one.refresh_from_db()
    assert (one.state, one.note, one.edited_by_hand) == (EventState.CANCELLED, "会場の工事", True)
    assert "中止" in client.get(f"/events/{salon.slug}/2026-11-25/").content.decode()
    assert "会場の工事" in client.get(address(salon)).content.decode()


def test_an_end_before_the_start_is_said_at_the_field(client):
    salon = repeated_event()
    one = salon.occurrences.upcoming(NOW)[0]
    client.force_login(AdminFactory())

    response = client.post(
        address(salon, one),
        {
            "starts_at_0": "2026-11-25",
            "starts_at_1": "10:00",
            "ends_at_0": "2026-11-25",
            "ends_at_1": "09:00",
            "state": "scheduled",
            "note": "",
        },
    )

    assert "終わりは、始まりより後にしてください。" in response.content.decode()


def test_whoever_may_not_publish_may_not_change_a_date(client):
    salon = repeated_event()
    client.force_login(UserFactory())

    assert client.get(address(salon)).status_code in {302, 403}


def test_a_date_of_another_event_is_not_found(client):
    salon, other = repeated_event(), repeated_event()
    client.force_login(AdminFactory())

    assert client.get(address(salon, other.occurrences.first())).status_code == 404
