"""Corrections of one rule in many texts: seen before, made in one press, taken back."""

import pytest
from django.core import mail
from django.db import transaction

from home.domain.authoring.keeping import keep
from home.domain.authoring.mending import MendRefused, mend, mend_many, proposals, undo
from home.domain.authoring.reading import read
from home.enums import MendRefusal
from home.models import KeptFinding, Mending, Passage, PlainPage
from home.rules import key_of
from portal.core.authoring.rules import BY_CODE
from portal.core.models import User
from resources.models import Agency
from tests.factories.approval import route, say
from tests.factories.authoring import KANA, STOP, page_with, stop_word
from tests.factories.core import AdminFactory, SectionFactory
from tests.factories.events import NOW
from tests.factories.home import staff
from tests.factories.resources import AgencyFactory

RULE = "half-width-kana"


def fresh(thing):
    return type(thing)._default_manager.get(pk=thing.pk)


def kept(*things):
    for thing in things:
        keep(fresh(thing), now=NOW)
    return things


def live_page(**fields):
    page = page_with(KANA, live=True, **fields)
    PlainPage.objects.filter(pk=page.pk).update(has_unpublished_changes=False)
    return fresh(page)


def press(user, *things, rule=RULE):
    chosen = {fresh(thing): fresh(thing).latest_revision_id or 0 for thing in things}
    return mend_many(rule=rule, chosen=chosen, user=User.objects.get(pk=user.pk), now=NOW)


def shown(thing):
    return str(fresh(thing).body)


def draft(thing):
    return str(fresh(thing).get_latest_revision_as_object().body)


def test_staff_see_every_word_before_they_press(groups):
    approver = staff(groups, "approver")
    page, draft_page = kept(live_page(), page_with(KANA))

    found = {one.thing: one for one in proposals(RULE, user=approver, most=50)}

    [change] = found[page].changes
    assert (change.was, change.becomes, change.after) == ("ﾎﾞﾗﾝﾃｨｱ", "ボランティア", "を募集します。")
    assert (found[page].will_be_published, found[draft_page].will_be_published) == (True, False)


def test_texts_of_others_are_not_offered(groups):
    kept(page_with(KANA))

    assert list(proposals(RULE, user=staff(groups, "organisation"), most=50)) == []


def test_one_press_publishes_what_was_on_the_site_and_leaves_drafts_as_drafts(groups):
    page, draft_page = live_page(), page_with(KANA)

    mending, outcome = press(staff(groups, "approver"), page, draft_page)

    assert len(outcome.done) == 2
    assert "ボランティア" in shown(page)
    assert fresh(draft_page).live is False
    assert "ボランティア" in draft(draft_page)
    assert {text.was_published for text in mending.texts.all()} == {True, False}
    assert KeptFinding.objects.of_rule(RULE).count() == 0


def test_a_live_page_with_a_draft_beside_it_is_not_published(groups):
    page = page_with(KANA, live=True)

    press(staff(groups, "approver"), page)

    assert "ﾎﾞﾗﾝﾃｨｱ" in shown(page)
    assert "ボランティア" in draft(page)


def test_who_may_not_publish_makes_drafts(groups):
    page = live_page()

    press(staff(groups, "editor"), page)

    assert "ﾎﾞﾗﾝﾃｨｱ" in shown(page)
    assert "ボランティア" in draft(page)


def test_what_is_stopped_by_something_else_becomes_a_draft(groups):
    page = live_page(title=STOP)
    stop_word()
    PlainPage.objects.filter(pk=page.pk).update(title="募集")

    _mending, outcome = press(staff(groups, "approver"), page)

    assert len(outcome.done) == 1


def test_listings_are_corrected_too(groups):
    agency = AgencyFactory(summary="ﾎﾞﾗﾝﾃｨｱの相談を受けます。")

    press(staff(groups, "approver"), agency)

    assert Agency.objects.get(pk=agency.pk).summary == "ボランティアの相談を受けます。"


def test_a_text_that_changed_since_it_was_shown_is_left_alone(groups):
    page = live_page()
    revision = page.latest_revision_id
    page.save_revision()

    _mending, outcome = mend_many(rule=RULE, chosen={fresh(page): revision}, user=staff(groups, "approver"), now=NOW)

    assert outcome.left == [(page.title, MendRefusal.CHANGED.label)]
    assert "ﾎﾞﾗﾝﾃｨｱ" in shown(page)


@pytest.mark.parametrize(("role", "reason"), [("organisation", MendRefusal.NOT_YOURS), ("editor", MendRefusal.LOCKED)])
def test_texts_of_others_and_locked_texts_are_left_alone(groups, role, reason):
    page = live_page()
    PlainPage.objects.filter(pk=page.pk).update(locked=True, locked_by=staff(groups, "approver"))

    _mending, outcome = press(staff(groups, role), page)

    assert outcome.left == [(page.title, reason.label)]
    assert "ﾎﾞﾗﾝﾃｨｱ" in draft(page)


def test_all_of_it_is_taken_back(groups):
    approver = staff(groups, "approver")
    things = live_page(), page_with(KANA), page_with(KANA, live=True)
    before = [(shown(one), draft(one), fresh(one).live, fresh(one).has_unpublished_changes) for one in things]
    mending, _outcome = press(approver, *things)

    outcome = undo(mending=mending, user=User.objects.get(pk=approver.pk), now=NOW)

    after = [(shown(one), draft(one), fresh(one).live, fresh(one).has_unpublished_changes) for one in things]
    assert len(outcome.done) == 3
    assert after == before
    assert KeptFinding.objects.of_rule(RULE).count() == 3


def test_a_draft_made_beside_a_live_page_leaves_nothing_behind(groups):
    editor, page = staff(groups, "editor"), live_page()
    mending, _outcome = press(editor, page)

    undo(mending=mending, user=User.objects.get(pk=editor.pk), now=NOW)

    assert fresh(page).has_unpublished_changes is False
    assert "ﾎﾞﾗﾝﾃｨｱ" in draft(page)


def test_what_somebody_wrote_in_since_is_not_taken_back(groups):
    approver, page = staff(groups, "approver"), live_page()
    mending, _outcome = press(approver, page)
    fresh(page).save_revision()

    outcome = undo(mending=mending, user=User.objects.get(pk=approver.pk), now=NOW)

    assert outcome.left == [(page.title, MendRefusal.CHANGED.label)]
    assert "ボランティア" in draft(page)


def test_taking_back_twice_does_nothing(groups):
    approver, page = staff(groups, "approver"), live_page()
    mending, _outcome = press(approver, page)
    undo(mending=mending, user=approver, now=NOW)
    revisions = page.revisions.count()

    outcome = undo(mending=Mending.objects.get(), user=approver, now=NOW)

    assert (outcome.done, page.revisions.count()) == ([], revisions)


def test_one_correction_of_one_text(groups):
    page = page_with(KANA)
    [finding] = [one for one in read(page).findings if one.correction]

    revision = mend(thing=page, keys=[key_of(finding)], user=staff(groups, "editor"), now=NOW)

    assert "ボランティア" in str(revision.as_object().body)


def test_nothing_to_correct_is_said(groups):
    with pytest.raises(MendRefused) as refused:
        mend(thing=page_with("文です。"), keys=["other"], user=staff(groups, "editor"), now=NOW)

    assert refused.value.reason == MendRefusal.NOT_FOUND


def test_every_rule_that_is_reported_has_a_name():
    assert all(str(rule.title) and str(rule.why) for rule in BY_CODE.values())


@pytest.fixture
def bound(groups):
    """A page on the site whose route binds, somebody who corrects many texts, and the one who decides."""
    presses, decides = staff(groups, "approver"), staff(groups, "approver")
    section = SectionFactory()
    page = live_page(section=section)
    route(section, {"people": [decides]})
    return page, presses, decides


def test_where_a_route_binds_a_correction_is_sent_for_approval_and_not_published(bound):
    page, presses, decides = bound
    kept(page)
    [offered] = proposals(RULE, user=presses, most=50)

    mending, _outcome = press(presses, page)

    [passage] = Passage.objects.running()
    assert (offered.will_be_published, offered.will_be_sent) == (False, True)
    assert "ﾎﾞﾗﾝﾃｨｱ" in shown(page)
    assert "ボランティア" in draft(page)
    assert mending.texts.get().was_published is False
    assert presses.pk in {writer.pk for writer in passage.writers.all()}
    say(passage, decides)
    assert "ボランティア" in shown(page)


def test_taking_such_a_correction_back_calls_the_approval_off(bound):
    page, presses, _decides = bound
    mending, _outcome = press(presses, page)

    outcome = undo(mending=mending, user=presses, now=NOW)

    assert (len(outcome.done), outcome.left) == (1, [])
    assert not Passage.objects.running().exists()
    assert "ﾎﾞﾗﾝﾃｨｱ" in draft(page)
    assert (fresh(page).live, fresh(page).has_unpublished_changes) == (True, False)


def test_taking_back_what_was_approved_asks_the_route_again(bound):
    page, presses, decides = bound
    mending, _outcome = press(presses, page)
    say(Passage.objects.get(), decides)

    undo(mending=mending, user=presses, now=NOW)

    assert "ボランティア" in shown(page)
    assert "ﾎﾞﾗﾝﾃｨｱ" in draft(page)
    assert Passage.objects.running().count() == 1


@pytest.fixture
def three_bound(groups):
    """Three pages on the site whose route binds, somebody who corrects many texts, and the one who decides."""
    presses, decides, section = staff(groups, "approver"), staff(groups, "approver"), SectionFactory()
    pages = [live_page(section=section, title=f"ひみつ{number}") for number in range(3)]
    route(section, {"people": [decides]})
    return pages, presses, decides


def test_one_correction_of_many_texts_writes_one_mail_to_each(three_bound, django_capture_on_commit_callbacks):
    pages, presses, _decides = three_bound
    watches = [AdminFactory(email=f"watches{number}@example.jp") for number in range(2)]

    with django_capture_on_commit_callbacks(execute=True):
        press(presses, *pages)
        before = len(mail.outbox)

    assert (before, Passage.objects.running().count()) == (0, 3)
    assert sorted(message.to for message in mail.outbox) == [[user.email] for user in watches]
    assert all("決裁に回されたものが3件あります。" in message.body for message in mail.outbox)
    assert not any("ひみつ" in message.subject + message.body for message in mail.outbox)


def test_taking_back_many_that_were_approved_writes_one_mail_to_each(three_bound, django_capture_on_commit_callbacks):
    pages, presses, decides = three_bound
    mending, _outcome = press(presses, *pages)
    for passage in Passage.objects.all():
        say(passage, decides)
    AdminFactory(email="watches@example.jp")
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        undo(mending=mending, user=presses, now=NOW)

    assert [message.to for message in mail.outbox] == [["watches@example.jp"]]


def test_a_correction_that_is_not_kept_writes_no_mail(bound):
    page, presses, _decides = bound
    AdminFactory()

    with transaction.atomic():
        press(presses, page)
        transaction.set_rollback(True)

    assert mail.outbox == []
