"""A text with a stop does not go live by any way; who may publishes over it with a reason that stays."""

from datetime import timedelta

import pytest
from django.core import mail
from django.core.exceptions import PermissionDenied
from django.core.management import call_command
from django.db import IntegrityError, transaction
from wagtail.actions.publish_revision import PublishPermissionError
from wagtail.models import ModelLogEntry, PageLogEntry, Revision

from home.domain.authoring.gate import CALLED_OFF, PUBLISHED_OVER, OverStopRefused, publish_over
from home.domain.authoring.reading import read
from home.domain.authoring.texts import latest
from home.enums import OverStopRefusal
from home.models import OverStop, PlainPage
from home.rules import digest_of
from portal.core.models import User
from portal.core.publishing import PublishingRefused
from resources.models import Agency
from tests.factories.authoring import STOP, page_with, stop_word, stopped_page
from tests.factories.core import home_page
from tests.factories.events import NOW
from tests.factories.home import plain_page, staff
from tests.factories.resources import AgencyFactory


def is_live(page):
    return PlainPage.objects.get(pk=page.pk).live


def shown_stops(page):
    return digest_of(read(latest(page)).stops)


def publish_over_as(user, page, **changes):
    facts = {"reason": "裁判の記録の引用です。", "read_stops": shown_stops(page), "now": NOW, **changes}
    return publish_over(thing=page, user=User.objects.get(pk=user.pk), **facts)


def test_a_revision_with_a_stop_is_not_published(groups):
    page = stopped_page()

    with pytest.raises(PublishingRefused) as refused:
        page.get_latest_revision().publish()

    assert is_live(page) is False
    assert refused.value.address == f"/cms/authoring/page/{page.pk}/"


def test_code_that_sets_the_flag_does_not_get_past_either(groups):
    page = stopped_page()
    page.live = True

    with pytest.raises(PublishingRefused):
        page.save()

    assert is_live(page) is False


def test_a_new_page_is_not_created_live(groups):
    stop_word()

    with pytest.raises(PublishingRefused):
        home_page().add_child(instance=PlainPage(title=STOP, slug="rude", live=True))

    assert PlainPage.objects.filter(slug="rude").exists() is False


def test_what_is_on_the_site_already_can_still_be_saved(groups):
    page = page_with("きれいな文です。", live=True)
    stop_word("きれい")
    page.show_in_menus = True

    page.save()

    assert is_live(page) is True


def test_what_is_on_the_site_is_not_changed_by_code_into_something_with_a_stop(groups):
    page = page_with("きれいな文です。", live=True)
    stop_word()
    page.summary = STOP

    with pytest.raises(PublishingRefused):
        page.save()

    assert PlainPage.objects.get(pk=page.pk).summary != STOP


def test_a_text_without_a_stop_goes_live_although_there_are_warnings(groups):
    page = page_with("ﾎﾞﾗﾝﾃｨｱを募集します。")

    page.get_latest_revision().publish()

    assert is_live(page) is True


def test_a_listing_with_a_stop_is_not_published(groups):
    stop_word()
    agency = AgencyFactory(live=False, summary=f"{STOP}と言われない窓口です。")
    revision = agency.save_revision()

    with pytest.raises(PublishingRefused):
        revision.publish()

    assert Agency.objects.get(pk=agency.pk).live is False


def test_the_timer_leaves_it_as_a_draft_tells_the_writer_and_goes_on(groups):
    writer = staff(groups, "approver")
    page, other = stopped_page(owner=writer), page_with("きれいな文です。")
    for one in (page, other):
        Revision.objects.filter(pk=one.latest_revision_id).update(approved_go_live_at=NOW - timedelta(days=30))

    call_command("publish_scheduled")

    assert (is_live(page), is_live(other)) == (False, True)
    assert page.revisions.filter(approved_go_live_at__isnull=False).exists() is False
    assert PageLogEntry.objects.filter(page=page.pk, action=CALLED_OFF).count() == 1
    assert [message.to for message in mail.outbox] == [[writer.email]]
    assert f"/cms/authoring/page/{page.pk}/" in mail.outbox[0].body


def test_it_cannot_be_set_for_later(groups):
    page = stopped_page()
    page.go_live_at = NOW + timedelta(days=3650)
    revision = page.save_revision()

    with pytest.raises(PublishingRefused):
        revision.publish()

    assert page.revisions.filter(approved_go_live_at__isnull=False).exists() is False


def test_an_approval_is_not_given_halfway(groups):
    writer, approver = staff(groups, "editor"), staff(groups, "approver")
    page = stopped_page(owner=writer)
    state = page.get_workflow().start(page, writer).current_task_state

    with pytest.raises(PublishingRefused):
        state.approve(user=approver)

    state.refresh_from_db()
    assert is_live(page) is False
    assert state.status == "in_progress"


def test_who_answers_for_publicity_publishes_over_it_and_it_stays_on_record(groups):
    chief = staff(groups, "publicity")
    page = stopped_page()

    answered = publish_over_as(chief, page)

    assert is_live(page) is True
    assert (answered.published_by, answered.reason) == (chief, "裁判の記録の引用です。")
    assert [STOP in stop["excerpt"] for stop in answered.stops] == [True]
    logged = PageLogEntry.objects.get(page=page.pk, action=PUBLISHED_OVER)
    assert (logged.user, logged.data["reason"]) == (chief, "裁判の記録の引用です。")


def test_a_listing_is_published_over_a_stop_in_the_same_way(groups):
    stop_word()
    agency = AgencyFactory(live=False, summary=f"{STOP}と言われない窓口です。")
    agency.save_revision()

    publish_over_as(staff(groups, "publicity"), agency)

    assert Agency.objects.get(pk=agency.pk).live is True
    assert ModelLogEntry.objects.filter(action=PUBLISHED_OVER, object_id=str(agency.pk)).count() == 1


@pytest.mark.parametrize("role", ["editor", "approver", "organisation"])
def test_others_do_not(groups, role):
    page = stopped_page()

    with pytest.raises(OverStopRefused) as refused:
        publish_over_as(staff(groups, role), page)

    assert refused.value.reason == OverStopRefusal.NOT_ALLOWED
    assert (is_live(page), OverStop.objects.count()) == (False, 0)


@pytest.mark.parametrize(
    ("changes", "reason"),
    [({"reason": "  "}, OverStopRefusal.NO_REASON), ({"read_stops": "other"}, OverStopRefusal.CHANGED)],
)
def test_nobody_publishes_over_a_stop_without_a_reason_or_unread(groups, changes, reason):
    page = stopped_page()

    with pytest.raises(OverStopRefused) as refused:
        publish_over_as(staff(groups, "publicity"), page, **changes)

    assert refused.value.reason == reason
    assert is_live(page) is False


def test_who_may_not_publish_this_text_leaves_no_record_behind(groups):
    page = stopped_page()
    user = staff(groups, "organisation")
    user.user_permissions.add(*groups["publicity"].permissions.filter(codename="publish_over_stop"))

    with pytest.raises(PublishPermissionError):
        publish_over_as(user, page)

    assert OverStop.objects.count() == 0


def test_what_was_answered_for_once_no_longer_stops_but_anything_else_does(groups):
    page = stopped_page()
    publish_over_as(staff(groups, "publicity"), page)
    page = PlainPage.objects.get(pk=page.pk)
    page.summary = "要約を書きました。"
    page.save_revision().publish()
    stop_word("要約")

    with pytest.raises(PublishingRefused):
        page.save_revision().publish()


def test_the_record_is_never_changed_and_never_deleted(groups):
    answered = publish_over_as(staff(groups, "publicity"), stopped_page())
    answered.reason = "ほかの理由"

    for change in (
        answered.save,
        answered.delete,
        OverStop.objects.all().delete,
        lambda: OverStop.objects.update(reason="ほかの理由"),
    ):
        with pytest.raises(PermissionDenied):
            change()

    assert OverStop.objects.get().reason == "裁判の記録の引用です。"


def test_the_database_wants_a_reason_as_well(groups):
    answered = publish_over_as(staff(groups, "publicity"), stopped_page())
    answered.pk, answered.reason = None, ""

    with pytest.raises(IntegrityError), transaction.atomic():
        answered.save()


def test_the_page_outlives_nothing_but_the_record_does(groups):
    page = stopped_page()
    publish_over_as(staff(groups, "publicity"), page)

    PlainPage.objects.get(pk=page.pk).delete()

    assert OverStop.objects.get().title == page.title


def test_pages_without_any_revision_are_asked_about_as_they_stand(groups):
    page = plain_page(title="見出しだけ", live=False)

    page.get_latest_revision().publish()

    assert is_live(page) is True
