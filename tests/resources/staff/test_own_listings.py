"""Organisations reach their own listings and no others, whatever address they type."""

from datetime import date

import pytest
import time_machine
from django.contrib.auth.models import Permission
from django.urls import reverse
from wagtail.models import Revision

from portal.core.calendar import at_town
from resources.models import Agency, Assurance
from tests.factories.core import CommunityAreaFactory, UserFactory
from tests.factories.resources import AgencyFactory

pytestmark = pytest.mark.django_db
SPACE = "wagtailsnippets_resources_agency"
OBJECT_VIEWS = (
    "edit",
    "delete",
    "usage",
    "history",
    "history_results",
    "unpublish",
    "lock",
    "unlock",
    "preview_on_edit",
    "workflow_history",
    "confirm_workflow_cancellation",
    "copy",
    "confirm",
)


def with_permissions(*codenames):
    user = UserFactory()
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", *(f"{name}_agency" for name in codenames)])
    )
    return user


@pytest.fixture
def organisation(home):
    return with_permissions("change", "view")


@pytest.fixture
def area(db):
    return CommunityAreaFactory()


@pytest.fixture
def own(organisation, area):
    return AgencyFactory(name="自分の窓口", areas=[area], stewards=[organisation])


@pytest.fixture
def foreign(area):
    return AgencyFactory(name="よその窓口", areas=[area])


def address(view, *args):
    return reverse(f"{SPACE}:{view}", args=args)


def filled_in(agency, **changes):
    """The edit form of ``agency`` as a browser sends it back."""
    return {
        "name": agency.name,
        "kana": agency.kana,
        "agency_type": agency.agency_type_id,
        "areas": [area.pk for area in agency.areas.all()],
        "phone": agency.phone,
        "address": agency.address,
        "holiday_rule": agency.holiday_rule,
        "hours-TOTAL_FORMS": "0",
        "hours-INITIAL_FORMS": "0",
        "hours-MIN_NUM_FORMS": "0",
        "hours-MAX_NUM_FORMS": "1000",
        **changes,
    }


def test_an_organisation_lists_only_its_own(client, organisation, own, foreign):
    client.force_login(organisation)

    response = client.get(address("list"))

    assert list(response.context["object_list"]) == [own]


@pytest.mark.parametrize("export", ["csv", "xlsx"])
def test_an_organisation_exports_only_its_own(client, organisation, own, foreign, export):
    client.force_login(organisation)

    response = client.get(address("list"), {"export": export})

    if export == "csv":
        words = b"".join(response.streaming_content).decode("utf-8-sig")
        assert ("自分の窓口" in words, "よその窓口" in words) == (True, False)
    assert response.status_code == 200


@pytest.mark.parametrize("view", OBJECT_VIEWS)
def test_the_listing_of_others_is_not_there_for_an_organisation(client, organisation, foreign, view):
    client.force_login(organisation)

    assert client.get(address(view, foreign.pk)).status_code == 404
    assert client.post(address(view, foreign.pk), filled_in(foreign)).status_code == 404
    assert Agency.objects.get(pk=foreign.pk).live is True


def test_the_revisions_of_others_are_not_there_for_an_organisation(client, organisation, foreign):
    revision = foreign.save_revision()
    client.force_login(organisation)

    assert client.get(address("revisions_view", foreign.pk, revision.pk)).status_code == 404
    assert client.post(address("revisions_revert", foreign.pk, revision.pk)).status_code == 404
    assert client.get(address("revisions_compare", foreign.pk, "earliest", "latest")).status_code == 404


def test_an_organisation_cannot_delete_in_bulk(client, organisation, own, foreign):
    client.force_login(organisation)
    bulk = reverse("wagtail_bulk_action", args=["resources", "agency", "delete"])

    client.post(f"{bulk}?id={own.pk}&id={foreign.pk}")

    assert set(Agency.objects.all()) == {own, foreign}


@pytest.mark.parametrize("view", ["unpublish", "delete", "lock"])
def test_an_organisation_can_neither_unpublish_nor_delete_nor_lock_its_own(client, organisation, own, view):
    client.force_login(organisation)

    client.post(address(view, own.pk))

    kept = Agency.objects.get(pk=own.pk)
    assert (kept.live, kept.locked) == (True, False)


def test_an_organisation_cannot_add_a_listing(client, organisation):
    client.force_login(organisation)

    assert client.get(address("add")).status_code == 302


def test_what_an_organisation_writes_is_a_draft_beside_the_approved_version(client, organisation, own):
    client.force_login(organisation)

    client.post(address("edit", own.pk), filled_in(own, phone="0999-09-9999"))

    kept = Agency.objects.get(pk=own.pk)
    assert (kept.live, kept.phone) == (True, "0999-01-2345")
    assert kept.latest_revision.as_object().phone == "0999-09-9999"


def test_an_organisation_cannot_publish_by_naming_the_button(client, organisation, own):
    client.force_login(organisation)

    client.post(address("edit", own.pk), filled_in(own, phone="0999-09-9999", **{"action-publish": "1"}))

    assert Agency.objects.get(pk=own.pk).phone == "0999-01-2345"


def test_an_organisation_cannot_name_other_stewards(client, organisation, own):
    client.force_login(organisation)

    client.post(address("edit", own.pk), filled_in(own, stewards=[UserFactory().pk], do_not_list="on"))

    draft = Revision.objects.latest("pk").as_object()
    assert (list(draft.stewards.all()), draft.do_not_list) == ([organisation], False)


@pytest.mark.parametrize("more", ["add", "publish"])
def test_staff_of_the_town_reach_every_listing(client, home, own, foreign, more):
    client.force_login(with_permissions("change", more))

    assert client.get(address("edit", foreign.pk)).status_code == 200


def test_staff_publish_what_they_approve(client, home, foreign):
    client.force_login(with_permissions("change", "add", "publish"))

    client.post(
        address("edit", foreign.pk), filled_in(foreign, phone="０９９９－０９－９９９９", **{"action-publish": "1"})
    )

    assert Agency.objects.get(pk=foreign.pk).phone == "0999-09-9999"


def test_a_listing_without_area_is_sent_back_with_a_reason(client, home, foreign):
    client.force_login(with_permissions("change", "add"))

    response = client.post(address("edit", foreign.pk), filled_in(foreign, areas=[]))

    assert list(response.context["form"].errors) == ["areas"]


@time_machine.travel(at_town(date(2026, 11, 24), 10), tick=False)
def test_an_organisation_confirms_its_own_listing_as_itself(client, organisation, own):
    client.force_login(organisation)

    client.post(address("confirm", own.pk), {"confirmed_on": "令和8年11月24日", "how": "staff"})

    assurance = Assurance.objects.get()
    assert (assurance.by, assurance.how, assurance.confirmed_on) == (organisation, "steward", date(2026, 11, 24))


@time_machine.travel(at_town(date(2026, 11, 24), 10), tick=False)
def test_a_day_to_come_is_no_day_of_confirmation(client, organisation, own):
    client.force_login(organisation)

    response = client.post(address("confirm", own.pk), {"confirmed_on": "2026/11/25"})

    assert list(response.context["form"].errors) == ["confirmed_on"]
    assert Assurance.objects.count() == 0


@pytest.mark.parametrize("model", ["agency", "base", "group", "site", "situation", "agencytype", "basefunction"])
def test_every_list_of_the_staff_side_opens(admin_client, home, model):
    assert admin_client.get(reverse(f"wagtailsnippets_resources_{model}:list")).status_code == 200
    assert admin_client.get(reverse(f"wagtailsnippets_resources_{model}:add")).status_code == 200
