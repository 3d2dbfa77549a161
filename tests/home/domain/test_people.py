"""Staff come by invitation, go on a day, and are helped back in."""

import re
from datetime import date, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from django.core import mail
from django.test import Client
from django.urls import reverse
from wagtail.models import ModelLogEntry

from home.domain.people import (
    PeopleRefused,
    accept,
    close_the_accounts_of_those_who_left,
    end_access,
    invite,
    reset_second_factor,
    set_leaving,
)
from portal.core.models import Invitation, User
from tests.factories.core import SectionFactory
from tests.factories.events import NOW, TODAY
from tests.factories.home import staff

PASSWORD = "kawa-no-hotori-7"


@pytest.fixture(autouse=True)
def noon():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def keeper(groups):
    return staff(groups, "administrator")


@pytest.fixture
def send(keeper, groups, django_capture_on_commit_callbacks):
    """Invite somebody as an editor; returns the secret of the link."""

    def sent(email="maki@example.jp", *, now=NOW, by=keeper, role="editor", section=None):
        with django_capture_on_commit_callbacks(execute=True):
            invite(by=by, now=now, email=email, role=groups[role], section=section, last_name="牧", first_name="さやか")
        return re.search(r"/invitation/([^/\s]+)/", mail.outbox[-1].body)[1]

    return sent


def log_in(client, user, password="", **how):
    answers = {"login": user.email, "password": password or "correct horse"}
    return client.post("/accounts/login/", answers, **how)


def is_inside(client):
    return client.get("/cms/").status_code == 200


def test_whoever_is_invited_makes_an_account_with_a_password_of_their_own(client, send, groups):
    section = SectionFactory()
    secret = send(section=section)

    shown = client.get(f"/invitation/{secret}/").content.decode()
    client.post(f"/invitation/{secret}/", {"password1": PASSWORD, "password2": PASSWORD})

    user = User.objects.get(email="maki@example.jp")
    assert (user.section, [*user.groups.all()], user.get_full_name()) == (section, [groups["editor"]], "牧 さやか")
    assert "編集者" in shown
    log_in(client, user, PASSWORD)
    assert is_inside(client)


def test_the_mail_holds_a_link_and_no_password(send):
    secret = send()

    [letter] = mail.outbox
    assert letter.to == ["maki@example.jp"]
    assert secret in letter.body
    assert "パスワード" in letter.body
    assert Invitation.objects.filter(digest=secret).count() == 0


def test_a_weak_password_makes_no_account(client, send):
    secret = send()

    answer = client.post(f"/invitation/{secret}/", {"password1": "1234567890", "password2": "1234567890"})

    assert answer.status_code == 200
    assert User.objects.filter(email="maki@example.jp").count() == 0


def test_a_link_works_once(send):
    secret = send()
    accept(secret=secret, password=PASSWORD, now=NOW)

    with pytest.raises(PeopleRefused):
        accept(secret=secret, password=PASSWORD, now=NOW)


def test_a_link_runs_out_after_seven_days(client, send):
    secret = send(now=NOW - timedelta(days=7))

    answer = client.get(f"/invitation/{secret}/")

    assert answer.status_code == 404
    assert "この招待は使えません" in answer.content.decode()


def test_inviting_once_more_ends_the_earlier_link(client, send):
    first, second = send(), send()

    statuses = [client.get(f"/invitation/{secret}/").status_code for secret in (first, second)]

    assert statuses == [404, 200]


def test_nobody_is_invited_to_a_role_that_may_more_than_they_do(send, groups):
    with pytest.raises(PeopleRefused) as refused:
        send(by=staff(groups, "publicity"), role="administrator")

    assert refused.value.reason == "more_than_own"


def test_an_address_with_an_account_is_not_invited(send, groups):
    with pytest.raises(PeopleRefused) as refused:
        send(staff(groups, "editor").email)

    assert refused.value.reason == "has_account"


def test_from_the_day_on_the_account_does_not_come_in_though_it_is_logged_in(client, keeper, groups):
    leaver = staff(groups, "editor")
    log_in(client, leaver)
    set_leaving(person=leaver, by=keeper, leaves_on=TODAY + timedelta(days=1), now=NOW)
    before = is_inside(client)

    with time_machine.travel(NOW + timedelta(hours=12), tick=False):
        after, answer = is_inside(client), log_in(Client(), leaver, follow=True)

    assert (before, after) == (True, False)
    assert "このアカウントは" in answer.content.decode()


def test_the_clock_closes_the_accounts_of_those_who_left(keeper, groups):
    leaver, stays = staff(groups, "approver"), staff(groups, "approver")
    set_leaving(person=leaver, by=keeper, leaves_on=date(2026, 12, 1), now=NOW)

    closed = [close_the_accounts_of_those_who_left(NOW + timedelta(days=days)) for days in (7, 8, 9)]

    assert closed == [0, 1, 0]
    assert set(groups["approver"].user_set.filter(is_active=True)) == {stays}


def test_a_new_day_opens_the_account_again(keeper, groups):
    leaver = staff(groups, "editor")
    end_access(person=leaver, by=keeper, now=NOW)

    set_leaving(person=leaver, by=keeper, leaves_on=None, now=NOW)

    leaver.refresh_from_db()
    assert (leaver.is_active, leaver.leaves_on) == (True, None)


def test_one_press_ends_every_session_at_once(client, keeper, groups):
    lost = staff(groups, "editor")
    phone, desk = Client(), Client()
    log_in(phone, lost)
    log_in(desk, lost)
    inside = [is_inside(phone), is_inside(desk)]
    client.force_login(keeper)

    client.post(reverse("person_end", args=(lost.pk,)))

    assert inside == [True, True]
    assert [is_inside(phone), is_inside(desk)] == [False, False]
    assert ModelLogEntry.objects.filter(action="home.people.ended", user=keeper).count() == 1


def test_nobody_sends_themselves_or_the_last_keeper_of_accounts_away(keeper, groups):
    reasons = []
    for person, by in ((keeper, keeper), (keeper, staff(groups, "editor"))):
        with pytest.raises(PeopleRefused) as refused:
            end_access(person=person, by=by, now=NOW)
        reasons.append(refused.value.reason)

    assert reasons == ["oneself", "last_keeper"]


def test_a_lost_second_factor_is_reset_logged_and_told(
    client, keeper, groups, settings, django_capture_on_commit_callbacks
):
    settings.PORTAL_STAFF_NEED_MFA = True
    person = staff(groups, "editor")
    TOTP.activate(person, generate_totp_secret())
    log_in(client, person)

    with django_capture_on_commit_callbacks(execute=True):
        reset_second_factor(person=person, by=keeper)

    assert Authenticator.objects.filter(user=person).count() == 0
    assert [letter.to for letter in mail.outbox] == [[person.email]]
    assert ModelLogEntry.objects.filter(action="home.people.factor_reset", user=keeper).count() == 1
    client = Client()
    log_in(client, person)
    assert client.get("/cms/").url == "/accounts/2fa/totp/activate/"


@pytest.mark.parametrize(("role", "led"), [("publicity", True), ("editor", False)])
def test_the_town_says_which_roles_need_a_second_factor(client, groups, settings, role, led):
    settings.PORTAL_STAFF_NEED_MFA, settings.PORTAL_ROLES_WITH_MFA = True, ["広報責任者"]
    client.force_login(staff(groups, role))

    answer = client.get("/cms/")

    assert (answer.status_code == 302) == led


def test_the_screens_show_staff_and_invitations(client, keeper, send, groups):
    person = staff(groups, "editor", last_name="井上")
    send()
    client.force_login(keeper)

    listed = client.get(reverse("people")).content.decode()
    one = client.get(reverse("person", args=(person.pk,))).content.decode()
    client.post(reverse("person", args=(person.pk,)), {"leaves_on": "Ｒ９.４.１"})

    assert "井上" in listed
    assert "maki@example.jp" in listed
    assert "すぐに利用を止める" in one
    person.refresh_from_db()
    assert person.leaves_on == date(2027, 4, 1)


def test_staff_are_invited_from_the_screen(client, keeper, groups):
    client.force_login(keeper)

    client.post(
        reverse("people_invite"), {"email": "maki@example.jp", "last_name": "牧", "role": groups["approver"].pk}
    )

    assert [str(one.role) for one in Invitation.objects.open()] == ["承認者"]


def test_the_table_of_roles_says_in_words_who_may_what(client, groups):
    client.force_login(staff(groups, "editor"))

    answer = client.get(reverse("roles")).content.decode()

    assert "承認者" in answer
    assert "追加・変更・公開" in answer
    assert "点検で「要修正」のまま公開する" in answer
