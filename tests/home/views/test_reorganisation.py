"""/cms/reorganisation/: only for those who answer for the whole; preview, one press, undo."""

import pytest
import time_machine
from django.urls import reverse

from home.models import PlainPage
from portal.core.models import Reorganisation, Section
from tests.factories.core import SectionFactory
from tests.factories.events import NOW
from tests.factories.home import plain_page


@pytest.fixture(autouse=True)
def _clock():
    with time_machine.travel(NOW, tick=False):
        yield


def asked(section, **fields):
    return {"closing": [section.pk], "new_name": "くらし課", "takes_effect_on": "2026-11-23", **fields}


def test_from_preview_to_undo(client, log_in):
    log_in("publicity")
    section = SectionFactory(name="福祉課")
    page = plain_page(summary="福祉課へどうぞ。障害福祉課は県です。", section=section)

    shown = client.get(reverse("reorganisation_preview"), asked(section)).content.decode()
    [key] = [part.split('"')[0] for part in shown.split('name="mention" value="')[1:] if "checked" in part[:200]]
    client.post(reverse("reorganisation_preview"), asked(section, mention=[key]))
    between = PlainPage.objects.get(pk=page.pk).summary
    past = client.get(reverse("reorganisations")).content.decode()
    client.post(reverse("reorganisation_undo", args=(Reorganisation.objects.get().pk,)))

    assert "<mark>福祉課</mark>" in shown
    assert between == "くらし課へどうぞ。障害福祉課は県です。"
    assert "すべて元に戻す" in past
    assert PlainPage.objects.get(pk=page.pk).summary == "福祉課へどうぞ。障害福祉課は県です。"
    assert Section.objects.get().name == "福祉課"


def test_a_later_day_is_planned_and_can_be_called_off(client, log_in):
    log_in("publicity")
    section = SectionFactory(name="福祉課")

    client.post(reverse("reorganisation_preview"), asked(section, takes_effect_on="令和9年4月1日"))
    planned = Reorganisation.objects.get()
    client.post(reverse("reorganisation_call_off", args=(planned.pk,)))

    assert planned.state == "planned"
    assert Reorganisation.objects.count() == 0
    assert Section.objects.get().name == "福祉課"


def test_what_is_missing_is_said_beside_the_field(client, log_in):
    log_in("publicity")

    html = client.get(reverse("reorganisation_preview"), {"new_name": "くらし課"}).content.decode()

    assert "変わる課を選んでください。" in html


def test_looking_at_the_preview_changes_nothing(client, log_in):
    log_in("publicity")
    section = SectionFactory(name="福祉課")

    client.get(reverse("reorganisation_preview"), asked(section))

    assert Reorganisation.objects.count() == 0


@pytest.mark.parametrize("role", ["editor", "approver", "organisation"])
def test_nobody_else_reorganises(client, log_in, role):
    log_in(role)
    section = SectionFactory(name="福祉課")
    made = Reorganisation.objects.create(new_name="くらし課", takes_effect_on=NOW.date(), made_at=NOW)
    addresses = [reverse("reorganisations"), reverse("reorganisation_preview")]

    got = [client.get(address).status_code for address in addresses]
    posted = [
        client.post(reverse("reorganisation_preview"), asked(section)).status_code,
        client.post(reverse("reorganisation_undo", args=(made.pk,))).status_code,
        client.post(reverse("reorganisation_call_off", args=(made.pk,))).status_code,
    ]

    assert (got, posted) == ([302, 302], [302, 302, 302])
    assert (Section.objects.get().name, Reorganisation.objects.count()) == ("福祉課", 1)


def test_administrators_may(client, log_in):
    log_in("administrator")

    assert client.get(reverse("reorganisations")).status_code == 200
