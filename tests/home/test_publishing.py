"""From the editor's desk to the site: written, sent back, written again, approved, found."""

from django.urls import reverse
from wagtail.models import Page, WorkflowState

from events.models import EventPage
from tests.factories.events import event_index
from tests.factories.home import plain_page, staff
from tests.factories.resources import AgencyFactory


def form(page, **changes):
    return {
        "title": page.title,
        "slug": page.slug,
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **changes,
    }


def edit(client, page, **changes):
    return client.post(reverse("wagtailadmin_pages:edit", args=(page.pk,)), form(page, **changes))


def act_on(client, page, action, **data):
    """What the approver's dialog posts."""
    state = WorkflowState.objects.active().get(object_id=str(page.pk)).current_task_state
    return client.post(reverse("wagtailadmin_pages:workflow_action", args=(page.pk, action, state.pk)), data)


def draft_by(editor):
    return plain_page(owner=editor, title="ふたばの会のお知らせ", live=False)


def test_what_an_editor_submits_is_live_the_moment_an_approver_says_yes(client, groups):
    editor, approver = staff(groups, "editor"), staff(groups, "approver")
    page = draft_by(editor)
    client.force_login(editor)
    edit(client, page, summary="ふたばの会を始めます。", **{"action-submit": "1"})
    before = client.get(page.url).status_code
    client.force_login(approver)

    act_on(client, page, "approve", comment="")

    client.logout()
    page = Page.objects.get(pk=page.pk)
    assert page.live is True
    assert client.get(page.url).status_code == 200
    assert before == 404


def test_what_is_sent_back_waits_on_the_editors_desk_with_the_reason(client, groups):
    editor, approver = staff(groups, "editor"), staff(groups, "approver")
    page = draft_by(editor)
    client.force_login(editor)
    edit(client, page, **{"action-submit": "1"})
    client.force_login(approver)

    act_on(client, page, "reject", comment="電話番号を入れてください。")

    client.force_login(editor)
    desk = client.get("/cms/").content.decode()
    assert Page.objects.get(pk=page.pk).live is False
    assert "あなたに差し戻されたもの" in desk
    assert "電話番号を入れてください。" in desk


def test_an_editor_approves_nothing(client, groups):
    editor = staff(groups, "editor")
    page = draft_by(editor)
    client.force_login(editor)
    edit(client, page, **{"action-submit": "1"})

    act_on(client, page, "approve", comment="")

    assert Page.objects.get(pk=page.pk).live is False


def test_an_organisation_submits_its_own_event_and_an_approver_publishes_it(client, groups):
    organisation, approver = staff(groups, "organisation"), staff(groups, "approver")
    event = event_index().add_child(
        instance=EventPage(title="はまかぜ食堂", slug="hamakaze", owner=organisation, live=False)
    )
    event.save_revision(user=organisation)
    event.get_workflow().start(event, organisation)
    client.force_login(approver)

    act_on(client, event, "approve", comment="")

    client.logout()
    found = client.get("/search/", {"q": "はまかぜ食堂"}).content.decode()
    assert EventPage.objects.get(pk=event.pk).live is True
    assert event.url in found


def test_a_listing_goes_the_same_way(client, groups):
    editor, approver = staff(groups, "editor"), staff(groups, "approver")
    agency = AgencyFactory(live=False)
    agency.save_revision(user=editor)
    state = agency.get_workflow().start(agency, editor)
    client.force_login(approver)
    desk = client.get("/cms/").content.decode()

    client.post(
        reverse(
            agency.snippet_viewset.get_url_name("workflow_action"),
            args=(agency.pk, "approve", state.current_task_state.pk),
        ),
        {"comment": ""},
    )

    agency.refresh_from_db()
    assert agency.live is True
    assert "あなたの承認を待っているもの" in desk
    assert agency.name in desk


def test_a_title_in_japanese_brings_an_address_in_plain_letters_that_is_free(client, groups):
    client.force_login(staff(groups, "editor"))
    index = event_index()
    address = reverse("wagtailadmin_pages:add", args=("events", "eventpage", index.pk))
    rows = [
        f"{name}-{end}_FORMS"
        for name in ("comments", "dates", "exclusions", "materials")
        for end in ("TOTAL", "INITIAL")
    ]
    chosen = {
        "kind": "exchange",
        "state": "scheduled",
        "repeats": "never",
        "fee_is_free": "on",
        "repeat_every": "1",
        "repeat_on_holidays": "hold",
    }
    typed = {"title": "さくらの会", "slug": "さくらの会", "body-count": "0", **chosen, **dict.fromkeys(rows, "0")}

    answers = [client.post(address, typed), client.post(address, typed)]

    assert [answer.status_code for answer in answers] == [302, 302]
    assert sorted(EventPage.objects.values_list("slug", flat=True)) == ["sakura-no-kai", "sakura-no-kai-2"]
