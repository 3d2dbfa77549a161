"""The desk of the second person: who may look, confirm, send back and publish."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.urls import reverse
from wagtail.models import GroupPagePermission

from events.models import MeetingOutcomePage, OutcomeCheck
from portal.core.domain.second_person import reading_of
from portal.core.second_person import CheckDecision
from tests.factories.core import AdminFactory, UserFactory
from tests.factories.events import checked_outcome, draft_event, draft_outcome, event, meeting_index, repeated_event

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("noon")]


def member(*actions):
    """Somebody of the staff who may do these things on the pages of meetings."""
    group = Group.objects.create(name="-".join(actions) or "none")
    group.permissions.add(Permission.objects.get(codename="access_admin"))
    for action in actions:
        permission = Permission.objects.get(codename=f"{action}_page", content_type__app_label="wagtailcore")
        GroupPagePermission.objects.create(group=group, page=meeting_index(), permission=permission)
    user = UserFactory(is_staff=True)
    user.groups.add(group)
    return user


def check_url(page):
    return reverse("second_person_check", args=(page.pk,))


def confirm_as(client, user, page, **data):
    client.force_login(user)
    return client.post(check_url(page), {"read": reading_of(page).fingerprint, "confirm": "1", **data})


ROLES = {
    "a resident": (UserFactory, False, False),
    "staff without any page": (member, False, False),
    "an organisation that adds its own pages": (lambda: member("add"), False, False),
    "another editor": (lambda: member("add", "change"), True, False),
    "an approver": (lambda: member("add", "change", "publish"), True, True),
    "an administrator": (AdminFactory, True, True),
}


@pytest.mark.parametrize(("person", "may_check", "may_publish"), ROLES.values(), ids=ROLES.keys())
def test_who_may_look_confirm_and_publish(client, person, may_check, may_publish):
    page = draft_outcome(owner=AdminFactory())
    user = person()

    looked = (client.force_login(user), client.get(check_url(page)))[1]
    confirm_as(client, user, page)
    confirmed = OutcomeCheck.objects.filter(checked_by=user).exists()
    client.post(reverse("second_person_publish", args=(page.pk,)))

    assert (looked.status_code == 200) is may_check
    assert confirmed is may_check
    assert MeetingOutcomePage.objects.get(pk=page.pk).live is (may_check and may_publish)


def test_the_writer_sees_the_text_but_no_button(client):
    writer = member("add", "change", "publish")
    page = draft_outcome(owner=writer, title="川上の座談会")

    client.force_login(writer)
    content = client.get(check_url(page)).content.decode()

    assert "川上の座談会" in content
    assert "ほかの人の確認が必要です" in content
    assert 'name="confirm"' not in content


def test_the_writer_cannot_confirm_by_posting(client):
    writer = member("add", "change", "publish")
    page = draft_outcome(owner=writer)

    response = confirm_as(client, writer, page)

    assert "ほかの人の確認が必要です" in response.content.decode()
    assert OutcomeCheck.objects.count() == 0


def test_a_stranger_does_not_reach_the_desk(client):
    page = draft_outcome()

    assert client.get(check_url(page)).status_code == 302


def test_sending_back_without_a_reason_says_what_is_missing(client):
    page = draft_outcome(owner=AdminFactory())
    client.force_login(AdminFactory())

    response = client.post(check_url(page), {"read": reading_of(page).fingerprint, "send_back": "1"})

    assert "直してほしい所を書いてください" in response.content.decode()


def test_sending_back_is_on_record_with_its_reason(client):
    page = draft_outcome(owner=AdminFactory())
    client.force_login(AdminFactory())

    client.post(check_url(page), {"read": reading_of(page).fingerprint, "send_back": "1", "note": "番地を消す"})

    check = OutcomeCheck.objects.get()
    assert (check.decision, check.note) == (CheckDecision.RETURNED, "番地を消す")


def test_a_text_that_changed_meanwhile_has_to_be_read_again(client):
    page = draft_outcome(owner=AdminFactory())
    read = reading_of(page).fingerprint
    page.summary = "書き足した"
    page.save_revision(user=page.owner)
    client.force_login(AdminFactory())

    response = client.post(check_url(page), {"read": read, "confirm": "1"})

    assert "もう一度お読みください" in response.content.decode()
    assert OutcomeCheck.objects.count() == 0


def test_the_list_of_waiting_texts_leaves_out_those_that_were_checked(client):
    draft_outcome(title="待っている会", owner=AdminFactory())
    checked_outcome(title="済んだ会")
    client.force_login(AdminFactory())

    content = client.get(reverse("second_person")).content.decode()

    assert "待っている会" in content
    assert "済んだ会" not in content


def test_the_editor_offers_no_publish_button_before_the_check(client):
    client.force_login(AdminFactory())

    before = client.get(reverse("wagtailadmin_pages:edit", args=(draft_outcome().pk,))).content.decode()
    after = client.get(reverse("wagtailadmin_pages:edit", args=(checked_outcome().pk,))).content.decode()

    assert 'name="action-publish"' not in before
    assert 'name="action-publish"' in after
    assert "二人目の確認" in before


def test_the_page_for_a_new_outcome_offers_no_publish_button(client):
    client.force_login(AdminFactory())
    address = reverse("wagtailadmin_pages:add", args=("events", "meetingoutcomepage", meeting_index().pk))

    assert 'name="action-publish"' not in client.get(address).content.decode()


def test_bulk_publishing_passes_an_unchecked_outcome_over(client):
    page, other = draft_outcome(), checked_outcome()
    client.force_login(AdminFactory())

    client.post(f"/cms/bulk/wagtailcore/page/publish/?id={page.pk}&id={other.pk}", {"include_descendants": ""})

    assert MeetingOutcomePage.objects.get(pk=page.pk).live is False
    assert MeetingOutcomePage.objects.get(pk=other.pk).live is True


def test_bulk_publishing_with_everything_below_passes_it_over_too(client):
    page = draft_outcome()
    client.force_login(AdminFactory())

    client.post(f"/cms/bulk/wagtailcore/page/publish/?id={meeting_index().pk}", {"include_descendants": "on"})

    assert MeetingOutcomePage.objects.get(pk=page.pk).live is False


@pytest.mark.parametrize("page", [draft_event, event, repeated_event, draft_outcome, meeting_index])
def test_every_editor_opens_in_japanese(client, page):
    client.force_login(AdminFactory())

    content = client.get(reverse("wagtailadmin_pages:edit", args=(page().pk,))).content.decode()

    for english in ("Repetition", "Dates left out", "venue", "Whom to ask", "Agenda", "Does it take place"):
        assert f">{english}" not in content


@pytest.mark.parametrize(("actions", "shown"), [(("add",), False), (("add", "change"), True)])
def test_the_menu_leads_only_those_to_the_desk_who_may_check(client, actions, shown):
    client.force_login(member(*actions))

    assert (reverse("second_person") in client.get("/cms/").content.decode()) is shown


def test_the_second_person_is_shown_where_somebody_might_be_recognised(client):
    page = draft_outcome(owner=AdminFactory(), summary="川上の佐藤花子さん（82歳）から相談がありました。")

    client.force_login(member("add", "change"))
    content = client.get(check_url(page)).content.decode()

    assert "確かめる箇所" in content
    assert "人の名前" in content
    assert "佐藤花子" in content.partition('class="signs"')[2]


def test_nobody_confirms_such_a_text_without_having_looked(client):
    page = draft_outcome(owner=AdminFactory(), summary="川上の佐藤花子さん（82歳）から相談がありました。")

    response = confirm_as(client, member("add", "change"), page)

    assert "一覧の箇所を一つずつ確かめて" in response.content.decode()
    assert OutcomeCheck.objects.count() == 0


@pytest.mark.parametrize("decision", [CheckDecision.CONFIRMED, CheckDecision.RETURNED])
def test_what_was_shown_is_kept_with_the_decision(client, decision):
    page = draft_outcome(owner=AdminFactory(), summary="川上の佐藤花子さん（82歳）から相談がありました。")
    client.force_login(member("add", "change"))
    pressed = (
        {"confirm": "1", "has_looked": "on"}
        if decision == CheckDecision.CONFIRMED
        else {"send_back": "1", "note": "お名前を消してください。"}
    )

    client.post(check_url(page), {"read": reading_of(page).fingerprint, **pressed})

    check = OutcomeCheck.objects.get()
    assert check.decision == decision
    assert "佐藤花子" in next(sign["words"] for sign in check.shown if "名前" in sign["what"])


def test_a_text_without_such_places_says_that_a_person_must_read_all_the_same(client):
    page = draft_outcome(owner=AdminFactory(), summary="ごみの出し方を話し合いました。")

    client.force_login(member("add", "change"))
    content = client.get(check_url(page)).content.decode()

    assert "本文を読んで確かめてください" in content
    assert 'name="has_looked"' not in content
