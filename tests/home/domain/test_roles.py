"""What each role publishes, finds and is told. The table of all addresses: tests/architecture/who_may.txt."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import transaction
from django.urls import reverse
from wagtail.models import Collection, Page, Workflow

from home.domain import roles
from home.domain.roles import set_up_roles
from portal.core.models import EmergencyNotice
from resources.models import Base
from tests.factories.core import UserFactory, home_page
from tests.factories.events import draft_event, draft_outcome, event_index
from tests.factories.home import plain_page, staff
from tests.factories.resources import AgencyFactory, BaseFactory

ROLES = ("organisation", "editor", "approver", "publicity", "administrator")


def many(app, model, action, pk):
    return reverse("wagtail_bulk_action", args=(app, model, action)) + f"?id={pk}"


def things_for(user):
    writer = UserFactory()
    things = {
        "home": home_page(),
        "own event": draft_event(owner=user),
        "event": draft_event(owner=writer),
        "page": plain_page(owner=writer),
        "outcome": draft_outcome(owner=writer),
        "own agency": AgencyFactory(stewards=[user]),
        "agency": AgencyFactory(),
    }
    for thing in things.values():
        thing.save_revision(user=writer)
    return things


def test_a_stranger_is_sent_to_the_one_log_in(client, groups):
    response = client.get("/cms/pages/")

    assert response.status_code == 302
    assert response.url == "/accounts/login/?next=/cms/pages/"


PUBLISHING = {
    "organisation": {"event": False, "own event": False, "page": False, "outcome": False},
    "editor": {"event": False, "own event": False, "page": False, "outcome": False},
    "approver": {"event": True, "own event": True, "page": True, "outcome": False},
    "publicity": {"event": True, "own event": True, "page": True, "outcome": False},
    "administrator": {"event": True, "own event": True, "page": True, "outcome": False},
}


def goes_live(client, address, data, page):
    """Whether a POST there puts ``page`` on the site; undone afterwards."""
    with transaction.atomic():
        client.post(address, data)
        live = Page.objects.get(pk=page.pk).live
        transaction.set_rollback(True)
    return live


@pytest.mark.parametrize("role", PUBLISHING)
def test_only_those_who_may_publish_do_so_by_whatever_address(client, log_in, role):
    things = things_for(log_in(role))
    pages = {name: things[name] for name in PUBLISHING[role]}
    Page.objects.filter(pk__in=[page.pk for page in pages.values()]).update(live=False)

    by_many = {
        name: goes_live(client, many("wagtailcore", "page", "publish", page.pk), {}, page)
        for name, page in pages.items()
    }
    by_api = {
        name: goes_live(client, f"/cms/api/main/pages/{page.pk}/action/publish/", {}, page)
        for name, page in pages.items()
    }

    assert by_many == PUBLISHING[role]
    assert by_api == PUBLISHING[role]


def test_an_editor_publishes_nothing_from_the_form(client, log_in):
    user = log_in("editor")
    page = plain_page(owner=user, live=False)

    client.post(
        reverse("wagtailadmin_pages:edit", args=(page.pk,)),
        {
            "title": "新しい題名",
            "slug": page.slug,
            "body-count": 0,
            "comments-TOTAL_FORMS": 0,
            "comments-INITIAL_FORMS": 0,
            "action-publish": "1",
        },
    )

    page.refresh_from_db()
    assert page.live is False
    assert page.draft_title == "新しい題名"


def test_an_organisation_finds_no_draft_of_others_in_lists_and_choosers(client, groups):
    user = staff(groups, "organisation")
    things = things_for(user)
    client.force_login(user)

    listed = client.get(reverse("wagtailadmin_explore", args=(event_index().pk,))).content.decode()
    chosen = client.get(reverse("wagtailadmin_choose_page_child", args=(event_index().pk,))).content.decode()
    api = client.get(f"/cms/api/main/pages/?child_of={event_index().pk}&for_explorer=1").content.decode()

    for answer in (listed, chosen, api):
        assert things["event"].title not in answer
    assert things["own event"].title in listed


def test_an_organisation_chooses_among_public_listings_and_its_own(client, log_in):
    user = log_in("organisation")
    own, hidden, public = BaseFactory(live=False, stewards=[user]), BaseFactory(live=False), BaseFactory()
    chooser = Base.snippet_viewset.chooser_viewset

    shown = client.get(reverse(chooser.get_url_name("choose"))).json()["html"]
    chosen = client.get(reverse(chooser.get_url_name("chosen"), args=(hidden.pk,)))

    assert [base.name in shown for base in (own, hidden, public)] == [True, False, True]
    assert chosen.status_code == 404


def test_roles_again_change_nothing(groups):
    before = {group.name: set(group.permissions.all()) for group in Group.objects.all()}

    set_up_roles()

    assert {group.name: set(group.permissions.all()) for group in Group.objects.all()} == before


def test_a_misspelt_permission_is_an_error(groups, tmp_path, monkeypatch):
    wrong = roles.ROLES_FILE.read_text(encoding="utf-8").replace("wagtailadmin.access_admin", "wagtailadmin.acess")
    (tmp_path / "roles.toml").write_text(wrong, encoding="utf-8")
    monkeypatch.setattr(roles, "ROLES_FILE", tmp_path / "roles.toml")

    with pytest.raises(LookupError) as failed:
        set_up_roles()

    assert str(failed.value) == "roles.toml names wagtailadmin.acess, which is no permission."


def test_what_staff_read_from_the_database_is_japanese(groups):
    Permission.objects.update(name="Can do it")

    set_up_roles()

    assert Page.objects.get(depth=1).title == "サイト全体"
    assert Collection.objects.get(depth=1).name == "すべてのファイル"
    assert list(Workflow.objects.values_list("name", flat=True)) == ["承認の流れ"]
    assert sorted(group.name for group in Group.objects.all()) == sorted(
        ["編集者", "承認者", "広報責任者", "団体", "システム管理者"]
    )
    assert Permission.objects.get(codename="access_admin").name == "管理画面に入る"
    assert list(Permission.objects.filter(name__startswith="Can ")) == []


def test_a_notice_is_switched_by_those_who_answer_for_publicity_alone(client, groups):
    words = {"level": "1", "title": "避難してください", "ends": "24"}
    switched = {}
    for role in ROLES:
        client.force_login(staff(groups, role))
        with transaction.atomic():
            client.post(reverse("emergency_new"), words)
            switched[role] = EmergencyNotice.objects.filter(is_on=True).exists()
            transaction.set_rollback(True)

    assert switched == {
        "organisation": False,
        "editor": False,
        "approver": False,
        "publicity": True,
        "administrator": True,
    }
