"""/cms/emergency/: one press, and every page says it."""

from datetime import timedelta

import pytest
import time_machine
from django.urls import reverse

from portal.core.models import EmergencyNotice
from tests.factories.core import home_page
from tests.factories.events import NOW, event_index

STRIP = "emergency-strip__notice"


@pytest.fixture
def chief(log_in):
    return log_in("publicity")


def notice(**fields):
    return EmergencyNotice.objects.create(**{"title": "県道22号は通れません", **fields})


def press(client, name, kept, **data):
    return client.post(reverse(name, args=(kept.pk,)), data)


def test_every_page_says_it_at_once_and_stops_at_once(client, chief):
    kept = notice()
    addresses = (home_page().url, event_index().url, "/accounts/password/reset/", "/nowhere/")

    def said():
        return [STRIP in client.get(address).content.decode() for address in addresses]

    before = said()
    press(client, "emergency_show", kept, hours="0")
    during = said()
    press(client, "emergency_stop", kept)

    assert before == [False] * 4
    assert during == [True] * 4
    assert said() == [False] * 4


def test_strangers_read_it_too(client, chief):
    kept = notice()
    press(client, "emergency_show", kept, hours="0")
    client.logout()

    response = client.get("/")

    assert kept.title in response.content.decode()


def test_a_notice_for_six_hours_goes_by_itself(client, chief):
    kept = notice()
    with time_machine.travel(NOW, tick=False):
        press(client, "emergency_show", kept, hours="6")

    kept.refresh_from_db()
    assert (kept.shown_until, kept.switched_by) == (NOW + timedelta(hours=6), chief)


def test_looking_never_switches(client, chief):
    kept = notice()

    response = client.get(reverse("emergency_show", args=(kept.pk,)))

    kept.refresh_from_db()
    assert response.status_code == 405
    assert kept.is_on is False


def test_a_press_without_the_token_of_the_form_is_refused(chief, groups):
    from django.test import Client

    strict = Client(enforce_csrf_checks=True)
    strict.force_login(chief)
    kept = notice()

    response = strict.post(reverse("emergency_show", args=(kept.pk,)), {"hours": "0"})

    assert response.status_code == 403


def test_a_new_notice_is_written_and_shown_in_one_step(client, chief):
    client.post(
        reverse("emergency_new"), {"level": "1", "title": "高台へ逃げてください", "text": "", "show": "1", "hours": "0"}
    )

    kept = EmergencyNotice.objects.get()
    assert (kept.title, kept.is_on) == ("高台へ逃げてください", True)


def test_a_template_with_blanks_leads_back_to_its_words(client, chief):
    kept = notice(title="○○地区の人は避難してください")

    response = press(client, "emergency_show", kept, hours="0")

    kept.refresh_from_db()
    assert response.url == reverse("emergency_edit", args=(kept.pk,))
    assert kept.is_on is False


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_list_costs_the_same_however_many_notices(client, chief, how_many, django_assert_num_queries):
    for number in range(how_many):
        notice(title=f"お知らせ{number}", switched_by=chief)
    client.get(reverse("emergency"))

    with django_assert_num_queries(12):
        client.get(reverse("emergency"))
