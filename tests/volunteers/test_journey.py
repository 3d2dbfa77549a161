"""The whole way of a resident: from the list to a name that is down."""

import re
from urllib.parse import unquote

import pytest
from django.core import mail
from django.test import Client

from portal.core.models import User
from tests.factories.volunteers import ShiftFactory
from tests.volunteers.test_forms import FILLED

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

ACCOUNT = {
    "email": "azumi@example.jp",
    "password1": "川原を歩く水曜の朝はしずか",
    "password2": "川原を歩く水曜の朝はしずか",
}


def address_in(response, start):
    """The first address on a page that begins so."""
    found = re.search(rf'href="({re.escape(start)}[^"]*)"', response.content.decode())
    return found.group(1).replace("&amp;", "&")


def sign_up(client, address):
    """Make an account; the address in the mail that confirms it."""
    client.post(address, ACCOUNT)
    return mail.outbox[-1], re.search(r"http://testserver(/accounts/confirm-email/\S+)", mail.outbox[-1].body).group(1)


def test_a_resident_comes_from_the_call_through_the_account_back_to_the_call(client):
    shift = ShiftFactory()
    call = f"/volunteer/calls/{shift.opportunity_id}/"

    _sent, confirm = sign_up(client, address_in(client.get(call), "/accounts/signup/"))
    assert client.get(confirm).status_code == 200
    registering = client.post(confirm)
    assert registering.url == f"/volunteer/register/?next={call.replace('/', '%2F')}"
    back = client.post(registering.url, FILLED)
    assert back.url == call
    assert f"/volunteer/shifts/{shift.pk}/sign-up/" in client.get(call).content.decode()
    own = client.post(f"/volunteer/shifts/{shift.pk}/sign-up/", follow=True)

    assert own.redirect_chain == [("/volunteer/mine/", 302)]
    assert [row["signup"].shift for row in own.context["coming"]] == [shift]


def test_who_confirms_on_another_telephone_logs_in_there_and_is_asked_to_register(client):
    _sent, confirm = sign_up(client, "/accounts/signup/")
    other = Client()

    confirmed = other.post(confirm)
    log_in = other.post("/accounts/login/", {"login": ACCOUNT["email"], "password": ACCOUNT["password1"]}, follow=True)

    assert confirmed.url == "/accounts/login/"
    assert [url for url, _status in log_in.redirect_chain] == ["/volunteer/mine/", "/volunteer/register/"]


def test_a_log_in_from_a_call_leads_back_to_the_call(client):
    shift = ShiftFactory()
    user = User.objects.create_user("azumi@example.jp", ACCOUNT["password1"])
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    address = address_in(client.get(f"/volunteer/calls/{shift.opportunity_id}/"), "/accounts/login/?next")

    response = client.post(unquote(address), {"login": user.email, "password": ACCOUNT["password1"]})

    assert response.url == f"/volunteer/calls/{shift.opportunity_id}/"


def test_the_mail_is_short_and_japanese_and_holds_nothing_but_the_link(client):
    sent, confirm = sign_up(client, "/accounts/signup/")

    assert sent.to == [ACCOUNT["email"]]
    assert sent.subject == "メールアドレスの確認をお願いします"
    assert re.findall(r"[A-Za-z]+", sent.body.replace(f"http://testserver{confirm}", "")) == []
    assert len(sent.body.splitlines()) < 12


def test_two_accounts_with_one_address_look_alike_from_outside(client):
    first = client.post("/accounts/signup/", ACCOUNT)
    again = client.post("/accounts/signup/", ACCOUNT)

    assert (again.status_code, again.url) == (first.status_code, first.url)
    assert User.objects.count() == 1
