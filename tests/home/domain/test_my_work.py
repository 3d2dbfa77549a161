"""「わたしの仕事」: what waits for whom."""

from datetime import timedelta

import pytest

from home.domain.my_work import piles_for
from portal.core.domain.second_person import reading_of, send_back
from portal.core.models import User
from tests.factories.core import SectionFactory
from tests.factories.events import NOW, TODAY, draft_outcome
from tests.factories.home import plain_page, staff
from tests.factories.resources import AgencyFactory

YEARS_AGO = TODAY - timedelta(days=800)


def desk(user):
    """What lies on the desk, by pile; permissions are read afresh."""
    piles = piles_for(User.objects.get(pk=user.pk), NOW)
    return {pile.name: [(job.thing.pk, job.note) for job in pile.jobs] for pile in piles}


def test_an_empty_desk_has_no_piles(groups):
    assert desk(staff(groups, "editor")) == {}


def test_what_was_submitted_waits_for_those_who_approve_alone(groups):
    editor, approver = staff(groups, "editor"), staff(groups, "approver")
    page = plain_page(owner=editor, live=False)
    page.get_workflow().start(page, editor)

    assert desk(approver) == {"approve": [(page.pk, str(editor))]}
    assert desk(editor) == {}


def test_an_outcome_waits_for_anybody_but_its_writers(groups):
    writer, reader, approver = staff(groups, "editor"), staff(groups, "editor"), staff(groups, "approver")
    page = draft_outcome(owner=writer)
    page.save_revision(user=approver)

    assert desk(reader) == {"check": [(page.pk, str(writer))]}
    assert "check" not in desk(writer)
    assert "check" not in desk(approver)
    assert desk(staff(groups, "organisation")) == {}


def test_an_outcome_that_was_sent_back_lies_with_its_reason_on_the_writers_desk(groups):
    writer, reader = staff(groups, "editor"), staff(groups, "editor")
    page = draft_outcome(owner=writer)
    send_back(page=page, user=reader, read=reading_of(page).fingerprint, now=NOW, note="名前が読めます。")

    assert desk(writer)["returned"] == [(page.pk, "名前が読めます。")]
    assert desk(reader) == {}


def test_own_drafts_wait_pages_and_listings(groups):
    editor = staff(groups, "editor")
    page = plain_page(owner=editor, live=False)
    agency = AgencyFactory(last_confirmed_on=TODAY)
    agency.save_revision(user=editor)

    assert desk(editor) == {"drafts": [(page.pk, ""), (agency.pk, "")]}


def test_old_listings_wait_for_staff_and_for_their_own_organisation(groups):
    editor, ours, theirs = (staff(groups, role) for role in ("editor", "organisation", "organisation"))
    agency = AgencyFactory(last_confirmed_on=YEARS_AGO, stewards=[ours])
    AgencyFactory(last_confirmed_on=TODAY, stewards=[ours, theirs])

    assert desk(editor) == {"confirm": [(agency.pk, "")]}
    assert desk(ours) == {"confirm": [(agency.pk, "")]}
    assert desk(theirs) == {}


def test_pages_wait_from_their_review_date_on(groups):
    editor = staff(groups, "editor")
    due = plain_page(review_on=TODAY)
    plain_page(review_on=TODAY + timedelta(days=1))

    assert desk(editor)["review"] == [(due.pk, "")]


def test_those_of_a_section_look_at_its_pages_and_their_own(groups):
    ours, theirs = SectionFactory(), SectionFactory()
    editor, anybody = staff(groups, "editor", section=ours), staff(groups, "editor")
    of_us, of_them = plain_page(review_on=TODAY, section=ours), plain_page(review_on=TODAY, section=theirs)
    my_own = plain_page(review_on=TODAY, section=theirs, owner=editor)

    assert desk(editor)["review"] == [(of_us.pk, ""), (my_own.pk, "")]
    assert desk(anybody)["review"] == [(of_us.pk, ""), (of_them.pk, ""), (my_own.pk, "")]


def test_a_pile_shows_five_and_says_that_more_wait(groups):
    editor = staff(groups, "editor")
    for _ in range(7):
        plain_page(review_on=YEARS_AGO)

    [pile] = piles_for(User.objects.get(pk=editor.pk), NOW)

    assert (len(pile.shown), pile.more) == (5, True)


@pytest.mark.parametrize("how_many", [1, 3])
def test_the_first_screen_costs_the_same_however_much_waits(
    client, log_in, groups, how_many, django_assert_num_queries
):
    writer = staff(groups, "editor")
    for _ in range(how_many):
        page = plain_page(owner=writer, live=False)
        page.get_workflow().start(page, writer)
        draft_outcome(owner=writer)
        plain_page(review_on=YEARS_AGO)
        AgencyFactory(last_confirmed_on=YEARS_AGO)
    log_in("approver")
    client.get("/cms/")

    with django_assert_num_queries(45):
        client.get("/cms/")
