import pytest
from django.contrib.auth.models import Permission
from wagtail.models import ModelLogEntry

from tests.factories.core import AdminFactory, UserFactory
from tests.factories.events import TODAY
from tests.factories.volunteers import OpportunityFactory, VolunteerFactory
from volunteers.models import Volunteer

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

VOLUNTEERS = "/cms/snippets/volunteers/volunteer/"
CALLS = "/cms/snippets/volunteers/volunteeropportunity/"


@pytest.fixture(autouse=True)
def _one_factor(settings):
    settings.PORTAL_STAFF_NEED_MFA = False


@pytest.fixture
def placing(client):
    """Somebody who places volunteers, logged in."""
    user = UserFactory()
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "view_volunteer", "change_volunteer"])
    )
    client.force_login(user)
    return user


def test_staff_note_that_a_guardian_agreed_and_no_name_lands_in_the_log(client, placing):
    child = VolunteerFactory(birth_date=TODAY.replace(year=2012))

    response = client.post(
        f"{VOLUNTEERS}edit/{child.pk}/",
        {
            "state": "registered",
            "expires_on": "2029-03-31",
            "guardian_agreed_on": "2026-11-23",
            "birth_date": "2012-11-23",
            "family_name": "別人",
        },
    )

    assert response.status_code == 302
    saved, entry = Volunteer.objects.get(), ModelLogEntry.objects.get()
    assert (saved.guardian_agreed_on, saved.family_name) == (TODAY, "椎名")
    assert (entry.label, entry.user) == (f"ボランティア {child.pk}", placing)
    assert [word for word in ("椎名", "こずえ", "0999") if word in f"{entry.label}{entry.data}"] == []


def test_nobody_adds_a_volunteer_for_somebody_else(client):
    client.force_login(AdminFactory())

    response = client.get(f"{VOLUNTEERS}add/")

    assert response.status_code == 302
    assert f"{VOLUNTEERS}add/" not in client.get(VOLUNTEERS).content.decode()


def test_volunteers_are_found_by_name_and_taken_out_without_dates_of_birth(client, placing):
    VolunteerFactory()
    VolunteerFactory(family_name="安曇")

    words = client.get(f"{VOLUNTEERS}?q=安曇").content.decode()
    export = b"".join(client.get(f"{VOLUNTEERS}?export=csv").streaming_content).decode()

    assert ("安曇" in words, "椎名" in words) == (True, False)
    assert export.splitlines()[0] == "名前,読み,圏域,電話番号,できること・資格,状態,登録日,登録の期限"
    assert "1957" not in export


def test_staff_reach_the_names_of_a_call_from_the_list(client):
    call = OpportunityFactory()
    client.force_login(AdminFactory())

    assert f"/cms/calls/{call.pk}/names/" in client.get(CALLS).content.decode()


@pytest.mark.parametrize("address", [VOLUNTEERS, CALLS])
def test_who_may_not_see_the_tables_is_sent_away(client, address):
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename="access_admin"))
    client.force_login(user)

    assert client.get(address).status_code == 302
