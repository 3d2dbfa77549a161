"""What is said with every answer, and who must prove more than a password."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from tests.factories.core import UserFactory
from tests.factories.home import staff, town_with_roles


@pytest.fixture
def groups(db, settings):
    settings.PORTAL_STAFF_NEED_MFA = True
    return town_with_roles()


def test_public_pages_allow_nothing_inline_and_nobody_elses_files(client, groups):
    policy = client.get("/").headers["Content-Security-Policy"]

    assert "unsafe-inline" not in policy
    assert "http" not in policy
    assert "default-src 'none'" in policy


def test_staff_without_a_second_factor_are_led_to_set_one_up(client, groups):
    client.force_login(staff(groups, "editor"))

    response = client.get("/cms/pages/")

    assert response.status_code == 302
    assert response.url == "/accounts/2fa/totp/activate/"


def test_account_pages_stay_open_to_those_who_must_enrol(client, groups):
    user = staff(groups, "editor")
    client.post("/accounts/login/", {"login": user.email, "password": "correct horse"})

    response = client.get("/cms/", follow=True)

    # The password is asked once more before a second factor is added.
    assert response.status_code == 200
    assert [address.partition("?")[0] for address, _code in response.redirect_chain] == [
        "/accounts/2fa/totp/activate/",
        "/accounts/reauthenticate/",
    ]


def test_staff_with_a_second_factor_work(client, groups):
    user = staff(groups, "editor")
    TOTP.activate(user, generate_totp_secret())
    client.force_login(user)

    assert client.get("/cms/").status_code == 200


def test_those_who_must_enrol_can_still_leave(client, groups):
    client.force_login(staff(groups, "editor"))

    client.post("/cms/logout/")

    assert "_auth_user_id" not in client.session


def test_residents_are_not_asked_for_a_second_factor(client, groups):
    client.force_login(UserFactory())

    assert client.get("/cms/").url == "/accounts/login/?next=/cms/"


def test_the_audit_log_is_closed_to_editors_and_all_reports_to_organisations(client, groups, settings):
    settings.PORTAL_STAFF_NEED_MFA = False
    answers = {}
    for role in ("organisation", "editor", "approver"):
        client.force_login(staff(groups, role))
        answers[role] = [client.get(f"/cms/reports/{name}/").status_code for name in ("workflow", "site-history")]

    assert answers == {"organisation": [302, 302], "editor": [200, 302], "approver": [200, 200]}
