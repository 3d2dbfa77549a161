"""Nobody publishes an outcome of a meeting or a story on their own word, whichever way they try."""

from datetime import timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from wagtail.actions.publish_page_revision import PublishPageRevisionAction
from wagtail.models import Page, PageLogEntry, Revision, Workflow, WorkflowPage

from events.models import MeetingOutcomePage, OpinionTheme, OutcomeCheck
from home.models import StoryPage
from portal.core.domain.second_person import (
    CheckRefused,
    PublishRefused,
    confirm,
    publish_confirmed,
    reading_of,
    refusal_for,
    send_back,
)
from portal.core.indexing import registry
from portal.core.models import TextUnchecked
from portal.core.second_person import CheckDecision, CheckRefusal
from tests.factories.core import AdminFactory, UserFactory
from tests.factories.events import NOW, checked_outcome, draft_outcome, meeting_index, outcome
from tests.factories.home import draft_story, story, story_index

pytestmark = pytest.mark.django_db


@pytest.fixture
def noon():
    """The clock stands at noon of a Monday."""
    with time_machine.travel(NOW, tick=False):
        yield NOW


def again(page):
    return MeetingOutcomePage.objects.get(pk=page.pk)


def read(page):
    return reading_of(page).fingerprint


def test_the_second_person_confirms_and_the_text_goes_live():
    writer, reader = AdminFactory(), AdminFactory()
    page = draft_outcome(owner=writer)

    check = confirm(page=page, user=reader, read=read(page), now=NOW)
    publish_confirmed(page=page, user=reader)

    assert again(page).live is True
    assert (check.decision, check.checked_by, check.revision_id) == (
        CheckDecision.CONFIRMED,
        reader,
        page.latest_revision_id,
    )


def test_search_may_see_an_outcome_from_the_moment_it_is_published_and_not_before():
    page = checked_outcome()
    visible = registry.of(MeetingOutcomePage).visible

    assert list(visible()) == []
    publish_confirmed(page=page, user=None)
    assert list(visible()) == [page]


def test_each_check_stands_in_the_history_of_the_page():
    reader = AdminFactory()
    page = draft_outcome(owner=AdminFactory())

    confirm(page=page, user=reader, read=read(page), now=NOW)

    entry = PageLogEntry.objects.filter(page=page.pk, action="events.outcome.confirmed").get()
    assert (entry.user, entry.message) == (reader, "個人は特定されない")


def test_the_owner_cannot_confirm():
    writer = AdminFactory()
    page = draft_outcome(owner=writer)

    with pytest.raises(CheckRefused) as refused:
        confirm(page=page, user=writer, read=read(page), now=NOW)

    assert refused.value.reason == CheckRefusal.WRITER


def test_whoever_saved_any_version_cannot_confirm():
    helper = AdminFactory()
    page = draft_outcome(owner=AdminFactory())
    page.save_revision(user=helper)
    page.save_revision(user=AdminFactory())

    assert refusal_for(page=again(page), user=helper) == CheckRefusal.WRITER


def test_whoever_wrote_a_version_that_was_purged_cannot_confirm():
    helper = AdminFactory()
    page = draft_outcome(owner=AdminFactory())
    first = page.save_revision(user=helper, log_action=True)
    page.save_revision(user=AdminFactory())
    first.delete()

    assert refusal_for(page=again(page), user=helper) == CheckRefusal.WRITER


def test_a_resident_cannot_confirm():
    assert refusal_for(page=draft_outcome(), user=UserFactory()) == CheckRefusal.NOT_ALLOWED


def test_a_text_that_changed_since_it_was_read_is_not_confirmed():
    page = draft_outcome(owner=AdminFactory())
    seen = read(page)
    page.summary = "出席した人のお名前を書き足した"
    page.save_revision(user=page.owner)

    with pytest.raises(CheckRefused) as refused:
        confirm(page=page, user=AdminFactory(), read=seen, now=NOW)

    assert refused.value.reason == CheckRefusal.OUTDATED
    assert OutcomeCheck.objects.count() == 0


def test_sending_back_needs_a_reason():
    page = draft_outcome(owner=AdminFactory())

    with pytest.raises(CheckRefused) as refused:
        send_back(page=page, user=AdminFactory(), read=read(page), now=NOW, note="　")

    assert refused.value.reason == CheckRefusal.NO_REASON


def test_sending_back_takes_a_confirmation_away():
    page = checked_outcome()

    send_back(page=page, user=AdminFactory(), read=read(page), now=NOW + timedelta(minutes=1), note="3行目の番地")

    assert again(page).is_checked() is False


def _save_live(page):
    page.live = True
    page.save()


WAYS = {
    "the button of the editor": lambda page: page.get_latest_revision().publish(),
    "the page itself": lambda page: page.publish(page.get_latest_revision()),
    "the action behind it": lambda page: PublishPageRevisionAction(page.get_latest_revision()).execute(),
    "the page as a plain page": lambda page: Page.objects.get(pk=page.pk).publish(page.get_latest_revision()),
    "an administrator": lambda page: page.get_latest_revision().publish(
        user=AdminFactory(), skip_permission_checks=True
    ),
    "setting the flag": _save_live,
    "publishing what was confirmed": lambda page: publish_confirmed(page=page, user=AdminFactory()),
}


@pytest.mark.parametrize("way", WAYS.values(), ids=WAYS.keys())
@pytest.mark.parametrize("checked_before", [False, True])
def test_no_way_leads_an_unchecked_text_to_the_site(way, checked_before):
    page = again(checked_outcome() if checked_before else draft_outcome())
    if checked_before:
        page.opinions.add(OpinionTheme(theme="移動", text="駅前の山田さんの家の段差"))
        page.save_revision()
        page = again(page)
        page.opinions.add(OpinionTheme(theme="移動", text="駅前の山田さんの家の段差"))

    with pytest.raises((TextUnchecked, PublishRefused)):
        way(page)

    assert again(page).live is False


def test_a_new_page_cannot_be_created_live():
    with pytest.raises(TextUnchecked):
        meeting_index().add_child(
            instance=MeetingOutcomePage(title="座談会", slug="z", held_on=NOW.date(), place="公民館")
        )


def test_a_live_outcome_cannot_be_changed_behind_the_check():
    page = outcome()
    page.summary = "山田さんが困っている"

    with pytest.raises(TextUnchecked):
        page.save()

    assert again(page).summary == ""


def test_a_live_outcome_can_be_edited_as_a_draft_while_the_checked_text_stays():
    page = outcome(summary="移動の足について話した")
    page.summary = "書きかけ"

    page.save_revision(user=AdminFactory())

    assert (again(page).live, again(page).summary) == (True, "移動の足について話した")
    with pytest.raises(TextUnchecked):
        again(page).get_latest_revision().publish()


def test_a_revision_written_over_after_the_check_is_not_published():
    """Autosave writes into the same revision."""
    page = checked_outcome()
    revision = page.get_latest_revision()
    page.summary = "番地を書き足した"

    page.save_revision(overwrite_revision=revision)

    with pytest.raises(TextUnchecked):
        Revision.objects.get(pk=revision.pk).publish()


def test_the_same_words_saved_again_stay_confirmed():
    page = again(checked_outcome())

    page.save_revision(user=AdminFactory()).publish()

    assert again(page).live is True


def test_scheduling_an_unchecked_text_is_refused():
    page = draft_outcome(go_live_at=NOW + timedelta(days=365))

    with pytest.raises(TextUnchecked):
        page.get_latest_revision().publish()

    assert Revision.objects.filter(approved_go_live_at__isnull=False).count() == 0


def test_the_timer_does_not_publish_an_unchecked_text_and_does_not_stop_for_it(noon):
    page, other = draft_outcome(), checked_outcome()
    Revision.objects.update(approved_go_live_at=NOW - timedelta(minutes=1))

    call_command("publish_scheduled", stdout=StringIO())

    assert (again(page).live, again(other).live) == (False, True)
    assert page.get_latest_revision().approved_go_live_at is None


def test_a_workflow_that_ends_does_not_publish_an_unchecked_text():
    page = draft_outcome(owner=AdminFactory())
    workflow = Workflow.objects.create(name="承認")
    WorkflowPage.objects.create(workflow=workflow, page=page)

    with pytest.raises(TextUnchecked):
        workflow.start(page, page.owner)  # a workflow without a task ends at once

    assert again(page).live is False


def test_approving_in_a_workflow_does_not_publish_an_unchecked_text():
    from wagtail.models import GroupApprovalTask, WorkflowTask

    approver = AdminFactory()
    page = draft_outcome(owner=AdminFactory())
    workflow = Workflow.objects.create(name="承認")
    task = GroupApprovalTask.objects.create(name="確認")
    WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    state = workflow.start(page, page.owner)

    with pytest.raises(TextUnchecked):
        state.current_task_state.specific.approve(user=approver)

    assert again(page).live is False


def test_a_flag_set_behind_everything_shows_nothing(client):
    page = draft_outcome()
    MeetingOutcomePage.objects.filter(pk=page.pk).update(live=True)

    assert list(MeetingOutcomePage.objects.visible()) == []
    assert client.get(page.url).status_code == 404


def test_a_copy_of_a_published_outcome_has_to_be_checked_anew():
    page = outcome()

    with pytest.raises(TextUnchecked):
        page.copy(update_attrs={"slug": "copy"}, keep_live=True)


def test_a_copy_can_be_made_as_a_draft():
    page = outcome()

    copy = page.copy(update_attrs={"slug": "copy"}, keep_live=False)

    assert copy.live is False
    assert copy.is_checked() is False


def test_unpublishing_and_publishing_the_checked_text_again_works():
    page = outcome()

    page.unpublish()
    publish_confirmed(page=page, user=AdminFactory())

    assert again(page).live is True


def test_a_story_is_read_by_residents_from_its_check_on_and_not_before(client):
    page = draft_story(owner=AdminFactory())
    confirm(page=page, user=AdminFactory(), read=read(page), now=NOW)
    before = client.get(page.url).status_code

    publish_confirmed(page=page, user=None)

    assert (before, client.get(page.url).status_code) == (404, 200)
    assert page.title in client.get(story_index().url).content.decode()
    assert list(registry.of(StoryPage).visible()) == [StoryPage.objects.get()]


def test_a_story_that_was_set_live_behind_the_check_is_read_by_nobody(client):
    page = draft_story(owner=AdminFactory())

    Page.objects.filter(pk=page.pk).update(live=True)

    assert client.get(page.url).status_code == 404
    assert page.title not in client.get(story_index().url).content.decode()
    assert list(registry.of(StoryPage).visible()) == []


def test_a_story_changed_on_the_site_waits_again():
    page = story(owner=AdminFactory())

    page.teller = "となりの家のまきさん"

    with pytest.raises(TextUnchecked):
        page.save()
    with pytest.raises(TextUnchecked):
        page.save_revision().publish()
    assert StoryPage.objects.get().teller == ""
