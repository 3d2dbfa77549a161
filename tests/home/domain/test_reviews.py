"""Review dates: given at the first publication, renewed in one press."""

from datetime import timedelta

import pytest
import time_machine
from wagtail.models import PageLogEntry

from events.models import EventPage, MeetingOutcomePage
from home.domain.reviews import REVIEWED, ReviewRefused, confirm_contents, due_pages
from home.models import PlainPage
from tests.factories.core import AdminFactory, SectionFactory
from tests.factories.events import NOW, TODAY, draft_event, repeated_event
from tests.factories.home import plain_page

pytestmark = pytest.mark.django_db


def published(page):
    with time_machine.travel(NOW, tick=False):
        page.save_revision().publish()
    return type(page).objects.get(pk=page.pk)


def test_a_page_that_is_published_for_the_first_time_is_looked_at_in_a_year():
    page = published(plain_page(live=False))

    assert page.review_on == TODAY + timedelta(days=365)
    assert page.get_latest_revision_as_object().review_on == page.review_on


def test_a_day_that_somebody_chose_stays():
    page = published(plain_page(live=False, review_on=TODAY + timedelta(days=30)))

    assert page.review_on == TODAY + timedelta(days=30)


def test_an_event_that_is_over_by_itself_is_never_looked_at_again():
    assert published(draft_event()).review_on is None


def test_minutes_stay_as_they_were():
    assert MeetingOutcomePage(title="座談会").review_days is None


def test_an_event_without_an_end_is_looked_at_after_half_a_year():
    page = published(EventPage.objects.get(pk=repeated_event().pk))

    assert page.review_on == TODAY + timedelta(days=182)


def test_one_press_renews_the_day_on_the_page_and_in_its_draft_without_a_new_revision():
    user = AdminFactory()
    page = plain_page(review_on=TODAY - timedelta(days=40))
    page.title = "下書きの題"
    page.save_revision(user=user)
    revisions = page.revisions.count()

    confirm_contents(page=page, by=user, today=TODAY)

    page = PlainPage.objects.get(pk=page.pk)
    draft = page.get_latest_revision_as_object()
    assert page.review_on == draft.review_on == TODAY + timedelta(days=365)
    assert (draft.title, page.title != "下書きの題", page.revisions.count()) == ("下書きの題", True, revisions)


def test_the_history_keeps_who_confirmed():
    user = AdminFactory()
    page = plain_page(review_on=TODAY)

    confirm_contents(page=page, by=user, today=TODAY)

    entry = PageLogEntry.objects.get(action=REVIEWED)
    assert (entry.page_id, entry.user, entry.data) == (page.pk, user, {"review_on": "2027-11-23"})


def test_a_page_that_is_not_on_the_site_is_not_confirmed():
    page = plain_page(live=False, review_on=TODAY)

    with pytest.raises(ReviewRefused):
        confirm_contents(page=page, by=AdminFactory(), today=TODAY)

    page.refresh_from_db()
    assert page.review_on == TODAY


def test_due_are_live_pages_of_every_type_the_longest_waiting_first(django_assert_num_queries):
    section = SectionFactory()
    late = repeated_event(review_on=TODAY - timedelta(days=3))
    soon = plain_page(review_on=TODAY, section=section)
    plain_page(review_on=TODAY + timedelta(days=1))
    plain_page(review_on=TODAY, live=False)

    with django_assert_num_queries(1):
        due = due_pages(TODAY)

    assert [(one.page_id, one.section_id) for one in due] == [(late.pk, None), (soon.pk, section.pk)]
