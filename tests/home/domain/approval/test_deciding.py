"""A text goes through the route of its section: in turn, by deputies, back and again, never by its writer."""

from datetime import timedelta

import pytest
from django.core.exceptions import PermissionDenied
from wagtail.models import Page, PageLogEntry, TaskState

from home.domain.approval.away import AbsenceRefused, end, put_down
from home.domain.approval.deciding import APPROVED, ApprovalRefused, Said, carry_on, writers_of
from home.enums import AbsenceRefusal, ApprovalRefusal, Needs, Verdict
from home.models import Absence
from portal.core.authoring.facts import Place
from tests.factories.approval import route, say, section_with_route, send_again, sent
from tests.factories.core import SectionFactory
from tests.factories.events import NOW, TODAY
from tests.factories.home import plain_page, staff


def is_live(passage):
    return Page.objects.get(pk=passage.object_id).live


def refused(passage, user, **fields):
    with pytest.raises(ApprovalRefused) as stopped:
        say(passage, user, **fields)
    return stopped.value.reason


def test_each_step_in_turn_and_the_last_yes_publishes(groups):
    section, writer, chief, head, publicity = section_with_route(groups)
    passage = sent(writer, section)

    too_early = refused(passage, head)
    say(passage, chief)
    say(passage, head)
    before = is_live(passage)
    say(passage, publicity)

    assert too_early == ApprovalRefusal.NOT_YOUR_TURN
    assert (before, is_live(passage)) == (False, True)
    said = PageLogEntry.objects.filter(action=APPROVED).order_by("pk")
    assert [entry.data["said_as"] for entry in said] == [f"係長 {chief}", f"課長 {head}", f"広報 {publicity}"]


def test_a_section_without_a_route_goes_the_way_of_the_town(groups):
    writer, approver = staff(groups, "editor"), staff(groups, "approver")
    passage = sent(writer, SectionFactory())

    say(passage, approver)

    assert is_live(passage) is True


def test_the_writer_decides_nothing_as_whatever(groups):
    section, writer, chief, head, _publicity = section_with_route(groups)
    section.chiefs.add(writer)
    put_down(person=head, deputy=writer, first_day=TODAY - timedelta(days=9), last_day=None, by=head)
    passage = sent(writer, section)

    as_chief = refused(passage, writer)
    say(passage, chief)
    as_deputy = refused(passage, writer)

    assert {as_chief, as_deputy} == {ApprovalRefusal.WROTE_IT}


def test_everybody_who_wrote_since_it_was_on_the_site_is_a_writer_and_nobody_from_before(groups):
    before, writer, mender = (staff(groups, "editor") for _ in range(3))
    page = plain_page(owner=before, live=False)
    page.get_latest_revision().publish()
    page = Page.objects.get(pk=page.pk).specific
    for user in (writer, mender):
        page.summary = f"{user}"
        page.save_revision(user=user)

    assert writers_of(Page.objects.get(pk=page.pk).specific) == {writer.pk, mender.pk}


def test_a_step_of_the_writer_alone_is_passed_over(groups):
    section, _writer, chief, head, publicity = section_with_route(groups)
    passage = sent(chief, section)

    say(passage, head)
    say(passage, publicity)

    assert is_live(passage) is True


def test_a_deputy_decides_in_the_place_of_the_head_and_the_history_says_so(groups):
    section, writer, chief, head, _publicity = section_with_route(groups)
    deputy = staff(groups, "editor", section=section)
    passage = sent(writer, section)
    say(passage, chief)
    before = refused(passage, deputy)
    absence = put_down(person=head, deputy=deputy, first_day=TODAY, last_day=TODAY, by=head)

    too_late = refused(passage, deputy, now=NOW + timedelta(days=1))
    say(passage, deputy, now=NOW)

    assert {before, too_late} == {ApprovalRefusal.NOT_YOUR_TURN}
    decision = passage.decisions.last()
    assert decision.said_as == f"課長 {head}（代決 {deputy}）"
    assert (decision.by, decision.instead_of) == (deputy, head)
    assert str(absence) == f"{head} → {deputy}"


def test_deputies_are_put_down_by_oneself_or_those_who_keep_the_routes(groups):
    _section, writer, chief, head, publicity = section_with_route(groups)
    days = {"first_day": TODAY, "last_day": None}
    reasons = []
    for person, deputy, by in ((head, chief, writer), (head, head, head), (head, staff(groups, "organisation"), head)):
        with pytest.raises(AbsenceRefused) as stopped:
            put_down(person=person, deputy=deputy, by=by, **days)
        reasons.append(stopped.value.reason)
    absence = put_down(person=head, deputy=chief, by=publicity, **days)
    with pytest.raises(AbsenceRefused) as again:
        put_down(person=head, deputy=writer, by=head, first_day=TODAY + timedelta(days=9), last_day=None)

    end(absence=absence, by=head, today=TODAY)

    assert reasons == [AbsenceRefusal.NOT_YOURS, AbsenceRefusal.SAME, AbsenceRefusal.NOT_STAFF]
    assert again.value.reason == AbsenceRefusal.OVERLAPS
    assert not Absence.objects.exists()


def test_in_parallel_all_have_to_say_yes_in_any_order(groups):
    writer, one, other = (staff(groups, "editor", section=SectionFactory()) for _ in range(3))
    section = SectionFactory()
    route(section, {"name": "合議", "people": [one, other], "needs": Needs.ALL})
    passage = sent(writer, section)

    say(passage, other)
    half = is_live(passage)
    twice = refused(passage, other)
    say(passage, one)

    assert (half, is_live(passage)) == (False, True)
    assert twice == ApprovalRefusal.NOT_YOUR_TURN


def test_what_is_sent_back_needs_words_and_begins_anew_when_it_is_sent_again(groups):
    section, writer, chief, head, _publicity = section_with_route(groups)
    passage = sent(writer, section)
    say(passage, chief)
    without_words = refused(passage, head, verdict=Verdict.RETURNED)

    say(passage, head, Verdict.RETURNED, remarks=[Said(Place("summary"), "電話番号を入れてください。")])

    assert without_words == ApprovalRefusal.NO_COMMENT
    passage.refresh_from_db()
    assert passage.task_state.status == TaskState.STATUS_REJECTED
    assert passage.decisions.last().comment == "概要：電話番号を入れてください。"
    assert [(one.field, one.text) for one in passage.remarks.all()] == [("summary", "電話番号を入れてください。")]
    again = send_again(passage.thing, writer)
    assert refused(again, head) == ApprovalRefusal.NOT_YOUR_TURN
    say(again, chief)
    assert refused(passage, head) == ApprovalRefusal.OVER


def test_what_was_changed_meanwhile_is_read_again_first(groups):
    section, writer, chief, *_others = section_with_route(groups)
    passage = sent(writer, section)
    Page.objects.get(pk=passage.object_id).specific.save_revision(user=writer)

    assert refused(passage, chief) == ApprovalRefusal.CHANGED


def test_wagtails_own_buttons_ask_the_route(groups):
    section, writer, chief, head, _publicity = section_with_route(groups)
    passage = sent(writer, section)
    page, task = passage.thing, passage.task_state.task.specific

    offered = {user.email: bool(task.get_actions(page, user)) for user in (writer, chief, head)}
    with pytest.raises(PermissionDenied):
        task.on_action(passage.task_state, head, "approve")

    assert offered == {writer.email: False, chief.email: True, head.email: False}
    assert list(TaskState.objects.reviewable_by(chief)) == [passage.task_state]
    assert task.locked_for_user(page, head) is True


def test_a_route_that_grew_shorter_lets_go_what_was_decided(groups):
    section, writer, chief, *_others = section_with_route(groups)
    passage = sent(writer, section)
    say(passage, chief)
    section.approval_route.steps.exclude(name="係長").delete()

    assert carry_on(NOW) == 1
    assert is_live(passage) is True
