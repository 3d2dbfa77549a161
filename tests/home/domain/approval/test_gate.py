"""No way past a binding route; and what may go round it leaves its name and waits for another."""

from datetime import timedelta

import pytest
from django.core import mail
from django.urls import reverse
from django.utils import timezone
from wagtail.models import Page, PageLogEntry

from home.domain.approval.gate import CALLED_OFF
from home.domain.approval.urgent import UrgentRefused, confirm_afterwards, publish_urgently, to_confirm
from home.domain.authoring.gate import publish_over
from home.domain.authoring.reading import read
from home.enums import UrgentRefusal
from home.models import OverStop, Passage, UrgentPublication
from home.rules import digest_of
from portal.core.domain.in_place import set_in_place
from portal.core.domain.second_person import confirm, reading_of
from portal.core.models import TextUnchecked, Wording
from portal.core.publishing import PublishingRefused
from tests.factories.approval import route, say, section_with_route, send_again, sent
from tests.factories.events import NOW, TODAY, draft_outcome
from tests.factories.home import plain_page, staff
from tests.factories.resources import AgencyFactory


@pytest.fixture
def bound(groups):
    """A section whose route binds, its writer, and somebody who may publish everything."""
    section, writer, _chief, _head, publicity = section_with_route(groups)
    return section, writer, publicity


def fresh(page):
    return Page.objects.get(pk=page.pk).specific


def form(page, **changes):
    return {
        "title": page.title,
        "slug": page.slug,
        "summary": "変えました。",
        "section": page.section_id,
        "body-count": "0",
        "comments-TOTAL_FORMS": "0",
        "comments-INITIAL_FORMS": "0",
        **changes,
    }


@pytest.mark.parametrize("is_live", [False, True])
def test_no_screen_of_wagtail_publishes_past_the_route(client, bound, is_live):
    section, writer, publicity = bound
    page = plain_page(owner=writer, section=section, live=False)
    if is_live:
        type(page).objects.filter(pk=page.pk).update(live=True)
    client.force_login(publicity)
    edit = reverse("wagtailadmin_pages:edit", args=(page.pk,))

    client.post(edit, form(page, **{"action-publish": "1"}))
    client.post(reverse("wagtail_bulk_action", args=("wagtailcore", "page", "publish")) + f"?id={page.pk}")
    client.post(f"/cms/api/main/pages/{page.pk}/action/publish/")
    offered = client.get(edit).content.decode()

    page = fresh(page)
    assert (page.live, page.summary) == (is_live, "変えました。" if not is_live else "")
    assert page.get_latest_revision_as_object().summary == "変えました。"
    assert "action-publish" not in offered


def test_a_new_page_is_kept_as_a_draft(client, bound):
    section, _writer, publicity = bound
    parent = plain_page().get_parent()
    client.force_login(publicity)
    page = plain_page(section=section, live=False)

    client.post(
        reverse("wagtailadmin_pages:add", args=("home", "plainpage", parent.pk)),
        form(page, title="新しいお知らせ", slug="oshirase", **{"action-publish": "1"}),
    )

    made = Page.objects.get(title="新しいお知らせ")
    assert made.live is False


def test_calling_the_approval_off_opens_no_way(client, bound):
    section, writer, publicity = bound
    passage = sent(writer, section)
    passage.task_state.workflow_state.cancel(user=writer)

    with pytest.raises(PublishingRefused):
        passage.revision.publish(user=publicity)

    assert fresh(passage.thing).live is False


def test_the_timer_publishes_only_what_was_approved(groups, bound):
    section, writer, publicity = bound
    passage = sent(writer, section)
    mail.outbox.clear()

    passage.revision.publish(user=publicity, log_action="wagtail.publish.scheduled")

    assert fresh(passage.thing).live is False
    assert PageLogEntry.objects.filter(action=CALLED_OFF).count() == 1
    [message] = mail.outbox
    assert passage.thing.title not in message.subject + message.body


def test_what_was_approved_with_a_time_goes_out_at_its_time(groups, bound):
    section, writer, _publicity = bound
    route(section, {"people": [approver := staff(groups, "approver", section=section)]})
    page = plain_page(owner=writer, section=section, live=False)
    page.go_live_at = timezone.now() + timedelta(days=1)
    page.save_revision(user=writer)
    passage = send_again(page, writer)
    say(passage, approver)
    before = fresh(page).live
    revision = passage.revision
    revision.refresh_from_db()

    revision.publish(log_action="wagtail.publish.scheduled")

    assert revision.approved_go_live_at is not None
    assert before is False


def test_what_residents_read_already_can_be_saved_again(bound):
    section, writer, publicity = bound
    page = plain_page(owner=writer)
    page.get_latest_revision().publish()
    set_in_place(page := fresh(page), {"section": section.pk})

    page = fresh(page)
    page.save()
    page.get_latest_revision().publish(user=publicity)
    page.summary = "だれも見ていない文です。"

    with pytest.raises(PublishingRefused):
        page.save()


def test_urgently_with_a_reason_and_the_word_of_somebody_else_afterwards(groups, bound):
    section, writer, publicity = bound
    second = staff(groups, "publicity", section=section)
    page = fresh(plain_page(owner=writer, section=section, live=False))
    reasons = []
    for user, reason in ((writer, "急ぎます。"), (publicity, " ")):
        with pytest.raises(UrgentRefused) as stopped:
            publish_urgently(thing=page, user=user, reason=reason, now=NOW)
        reasons.append(stopped.value.reason)

    kept = publish_urgently(thing=page, user=publicity, reason="台風が近づいています。", now=NOW)

    assert reasons == [UrgentRefusal.NOT_ALLOWED, UrgentRefusal.NO_REASON]
    assert fresh(page).live is True
    piles = {user.pk: list(to_confirm(user, TODAY)) for user in (writer, publicity, second, section.head)}
    assert piles == {writer.pk: [], publicity.pk: [], second.pk: [kept], section.head.pk: [kept]}
    for user, reason in ((publicity, UrgentRefusal.YOU_PUBLISHED), (writer, UrgentRefusal.WROTE_IT)):
        with pytest.raises(UrgentRefused) as stopped:
            confirm_afterwards(publication=kept, user=user, now=NOW)
        assert stopped.value.reason == reason
    confirm_afterwards(publication=kept, user=second, now=NOW)
    assert UrgentPublication.objects.unconfirmed().count() == 0


def test_an_urgent_publication_still_goes_through_the_check_of_writing(bound):
    section, writer, publicity = bound
    Wording.objects.create(word="さっさと来い", kind="avoid", level="stop")
    page = plain_page(owner=writer, section=section, live=False, summary="さっさと来い。")

    with pytest.raises(PublishingRefused):
        publish_urgently(thing=fresh(page), user=publicity, reason="急ぎます。", now=NOW)

    assert UrgentPublication.objects.count() == 0


def test_who_answers_for_a_stop_does_not_publish_past_the_route(groups, bound):
    section, writer, publicity = bound
    route(section, {"people": [approver := staff(groups, "approver", section=section)]})
    Wording.objects.create(word="さっさと来い", kind="avoid", level="stop")
    passage = sent(writer, section, summary="さっさと来い。")
    with pytest.raises(PublishingRefused):
        say(passage, approver)

    stops = digest_of(read(passage.thing).stops)
    publish_over(thing=passage.thing, user=publicity, reason="ことわざです。", read_stops=stops, now=NOW)
    before = fresh(passage.thing).live
    say(passage, approver)

    assert OverStop.objects.count() == 1
    assert (before, fresh(passage.thing).live) == (False, True)


def test_another_section_is_no_way_round(bound):
    section, writer, publicity = bound
    page = plain_page(owner=writer)
    page.get_latest_revision().publish()
    set_in_place(page := fresh(page), {"section": section.pk})
    page.section, page.summary = None, "だれも見ていない文です。"

    with pytest.raises(PublishingRefused):
        page.save_revision(user=publicity).publish(user=publicity)

    assert fresh(page).summary == ""


def test_a_listing_goes_the_same_way_and_what_was_typed_is_kept(client, groups):
    approver, publicity = staff(groups, "approver"), staff(groups, "publicity")
    agency = AgencyFactory(live=False, summary="まえの文です。")
    agency.save_revision(user=approver)
    route(None, {"people": [publicity]})
    client.force_login(approver)
    with pytest.raises(PublishingRefused):
        agency.get_latest_revision().publish(user=approver)
    agency.get_workflow().start(agency, approver)
    passage = Passage.objects.get()
    client.force_login(publicity)
    address = reverse("approval", args=(passage.pk,))
    shown = client.get(address)
    preview = client.get(shown.context["preview"])

    client.post(address, {"read": passage.revision_id, "approve": "1"})

    agency.refresh_from_db()
    assert (shown.status_code, preview.status_code) == (200, 200)
    assert agency.live is True


def test_an_outcome_still_waits_for_its_second_person(groups, bound):
    section, writer, publicity = bound
    route(section, {"people": [publicity]})
    page = draft_outcome(owner=writer, section=section)
    page.save_revision(user=writer)
    passage = send_again(page, writer)

    with pytest.raises(TextUnchecked):
        say(passage, publicity)
    second = staff(groups, "editor")
    confirm(page=fresh(page), user=second, read=reading_of(fresh(page)).fingerprint, now=NOW, has_looked=True)
    say(passage, publicity)

    assert fresh(page).live is True
