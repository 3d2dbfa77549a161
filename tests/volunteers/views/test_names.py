import csv
import io

import pytest
from django.contrib.auth.models import Permission
from wagtail.models import ModelLogEntry

from tests.factories.core import UserFactory
from tests.factories.volunteers import OpportunityFactory, ShiftFactory, SignupFactory, VolunteerFactory
from volunteers.enums import SignupState

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("home")]

NAMES_QUERIES = 12


@pytest.fixture(autouse=True)
def _one_factor(settings):
    settings.PORTAL_STAFF_NEED_MFA = False


def staff(*codenames):
    user = UserFactory()
    user.user_permissions.set(Permission.objects.filter(codename__in=["access_admin", *codenames]))
    return user


@pytest.mark.parametrize("tail", ["names/", "names.csv"])
@pytest.mark.parametrize("codenames", [(), ("change_volunteeropportunity", "view_volunteeropportunity")])
def test_only_who_may_see_volunteers_reads_their_names(client, tail, codenames):
    signup = SignupFactory()
    client.force_login(staff(*codenames))

    response = client.get(f"/cms/calls/{signup.shift.opportunity_id}/{tail}")

    assert response.status_code in (302, 403)
    assert signup.volunteer.family_name not in response.content.decode()


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_names_cost_the_same_however_many(client, how_many, django_assert_num_queries):
    call = OpportunityFactory()
    for _ in range(how_many):
        SignupFactory.create_batch(how_many, shift=ShiftFactory(opportunity=call, places=9))
    client.force_login(staff("view_volunteer"))
    client.get(f"/cms/calls/{call.pk}/names/")

    with django_assert_num_queries(NAMES_QUERIES):
        response = client.get(f"/cms/calls/{call.pk}/names/")

    assert [len(shift.names) for shift in response.context["call"].turns] == [how_many] * how_many


def test_the_file_holds_the_names_without_dates_of_birth_and_the_log_knows_who_took_it(client):
    shift = ShiftFactory(note="台所")
    volunteer = VolunteerFactory(family_name="=1+1", given_name="")
    SignupFactory(shift=shift, volunteer=volunteer)
    SignupFactory(shift=shift, state=SignupState.CANCELLED)
    user = staff("view_volunteer")
    client.force_login(user)

    response = client.get(f"/cms/calls/{shift.opportunity_id}/names.csv")

    rows = list(csv.reader(io.StringIO(response.content.decode("utf-8-sig"))))
    assert rows == [
        ["日にち", "始まり", "終わり", "活動の回", "名前", "読み", "電話", "状態"],
        ["11月25日（水）", "10:00", "12:00", "台所", "'=1+1", "シイナ コズエ", "0999-09-7000", "申込済み"],
    ]
    entry = ModelLogEntry.objects.get()
    assert (entry.user, entry.action, entry.label) == (user, "volunteers.names_exported", shift.opportunity.title)
