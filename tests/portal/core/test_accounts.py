"""Log-in: where it leads, what it asks, what the audit log keeps."""

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal import auth
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from wagtail.models import ModelLogEntry

from portal.core.models import User
from tests.factories.core import UserFactory
from tests.factories.home import staff, town_with_roles

PASSWORD = "correct horse"


@pytest.fixture
def groups(db):
    return town_with_roles()


def resident():
    user = UserFactory()
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    return user


def log_in(client, user, *, address="/accounts/login/", password=PASSWORD):
    return client.post(address, {"login": user.email, "password": password})


def test_staff_land_in_the_staff_side(client, groups):
    response = log_in(client, staff(groups, "editor"))

    assert response.url == "/cms/"


def test_residents_land_on_their_own_page(client, groups):
    response = log_in(client, resident())

    assert response.url == "/volunteer/mine/"


@pytest.mark.parametrize(
    ("wanted", "led_to"),
    [("/events/", "/events/"), ("https://evil.example/", "/volunteer/mine/"), ("//evil.example/", "/volunteer/mine/")],
)
def test_log_in_leads_back_only_within_the_portal(client, groups, wanted, led_to):
    response = log_in(client, resident(), address=f"/accounts/login/?next={wanted}")

    assert response.url == led_to


def test_the_staff_side_has_no_log_in_of_its_own(client, groups):
    user = staff(groups, "editor")

    shown = client.get("/cms/login/?next=/cms/pages/")
    client.post("/cms/login/", {"username": user.email, "password": PASSWORD})

    assert shown.url == "/accounts/login/?next=/cms/pages/"
    assert client.get("/cms/password_reset/").url == "/accounts/password/reset/"
    assert "_auth_user_id" not in client.session


def test_a_password_alone_does_not_enter_when_a_second_factor_is_enrolled(client, groups):
    user = staff(groups, "editor")
    TOTP.activate(user, generate_totp_secret())

    response = log_in(client, user)

    assert response.url == "/accounts/2fa/authenticate/"
    assert client.get("/cms/").url == "/accounts/login/?next=/cms/"


def test_the_second_factor_opens_the_staff_side(client, groups):
    user = staff(groups, "editor")
    secret = generate_totp_secret()
    TOTP.activate(user, secret)
    log_in(client, user)

    response = client.post("/accounts/2fa/authenticate/", {"code": code_of(secret)})

    assert response.url == "/cms/"
    assert client.get("/cms/").status_code == 200


def code_of(secret):
    return auth.format_hotp_value(auth.hotp_value(secret, next(iter(auth.yield_hotp_counters_from_time()))))


def test_signing_up_never_makes_staff(client, groups):
    client.post(
        "/accounts/signup/",
        {
            "email": "new@example.jp",
            "password1": "umi-to-yama-2026",
            "password2": "umi-to-yama-2026",
            "is_staff": "on",
            "is_superuser": "on",
            "groups": str(groups["administrator"].pk),
        },
    )

    user = User.objects.get(email="new@example.jp")
    assert (user.is_staff, user.is_superuser, user.groups.count()) == (False, False, 0)


def test_too_many_wrong_passwords_close_the_door_even_for_the_right_one(client, groups):
    user = resident()
    for _ in range(5):
        log_in(client, user, password="wrong")

    response = log_in(client, user)

    assert response.status_code == 200
    assert "_auth_user_id" not in client.session


def test_the_audit_log_keeps_log_ins_of_staff_and_nothing_of_residents(client, groups):
    editor = staff(groups, "editor")
    log_in(client, editor, password="wrong")
    log_in(client, editor)
    client.post("/cms/logout/")
    log_in(client, resident())

    kept = ModelLogEntry.objects.order_by("pk").values_list("action", "user")

    assert list(kept) == [
        ("core.log_in_failed", editor.pk),
        ("core.log_in", editor.pk),
        ("core.log_out", editor.pk),
    ]


def test_addresses_and_passwords_are_not_changed_behind_the_log_in(client, groups):
    client.force_login(staff(groups, "editor"))

    answer = client.get("/cms/account/").content.decode()

    assert 'name="password-old_password"' not in answer
    assert 'name="name_email-email"' not in answer
