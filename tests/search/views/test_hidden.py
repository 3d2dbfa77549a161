"""What strangers must not see is in no result, facet, suggestion or strip, however it came to be hidden."""

from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from wagtail.models import PageViewRestriction

from portal.core.indexing import rebuild
from search.domain import lexicons
from tests.factories.core import CommunityAreaFactory, TopicFactory, UserFactory
from tests.factories.events import NOW, draft_event, draft_outcome, event, meeting_index
from tests.factories.resources import AgencyFactory, AgencyTypeFactory, BaseFactory, GroupFactory
from tests.factories.search import need

SECRET = "ひみつ"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _noon_in_a_town_with_words_of_its_own():
    lexicons._cache.clear()
    with time_machine.travel(NOW, tick=False):
        AgencyTypeFactory(label="福祉課")
        yield
    lexicons._cache.clear()


def draft():
    draft_event(title=f"{SECRET}の下書き")


def unpublished():
    event(title=f"{SECRET}の会").unpublish()


def deleted():
    event(title=f"{SECRET}の会").delete()


def private():
    page = event(title=f"{SECRET}の会")
    PageViewRestriction.objects.create(page=page, restriction_type=PageViewRestriction.LOGIN)


def expired():
    page = event(title=f"{SECRET}の会")
    page.expire_at = NOW - timedelta(minutes=1)
    page.save_revision().publish()
    page.expire_at = NOW - timedelta(minutes=1)
    page.save()
    call_command("publish_scheduled")


def changed_but_not_approved():
    page = event(title="みんなの会")
    page.title = f"{SECRET}の題"
    page.save_revision()


def not_yet_checked_outcome():
    meeting_index()
    draft_outcome(owner=UserFactory(), title=f"{SECRET}の会議")


def agency_not_live():
    AgencyFactory(name=f"{SECRET}の窓口", live=False)


def agency_taken_back():
    agency = AgencyFactory(name=f"{SECRET}の窓口")
    agency.unpublish()


def agency_changed_but_not_approved():
    agency = AgencyFactory(name="窓口")
    agency.name = f"{SECRET}の窓口"
    agency.save_revision()


def base_without_consent():
    BaseFactory(name=f"{SECRET}の家", consent_to_publish=False)


def group_not_live():
    GroupFactory(name=f"{SECRET}の会", live=False)


HIDDEN = (
    draft,
    unpublished,
    deleted,
    private,
    expired,
    changed_but_not_approved,
    not_yet_checked_outcome,
    agency_not_live,
    agency_taken_back,
    agency_changed_but_not_approved,
    base_without_consent,
    group_not_live,
)


@pytest.mark.parametrize("again", [False, True], ids=["followed", "rebuilt"])
@pytest.mark.parametrize("hide", HIDDEN, ids=lambda hide: hide.__name__)
def test_what_is_hidden_is_found_by_nobody(client, hide, again):
    hide()
    if again:
        rebuild()

    page = client.get("/search/", {"q": SECRET, "exact": "on"})
    answer = client.get("/api/search", {"q": SECRET, "exact": "on"}).json()
    suggested = client.get("/search/suggest/", {"q": SECRET}).json()["suggestions"]

    assert page.context["results"] == []
    assert answer["results"] == []
    assert [choice for choices in answer["facets"].values() for choice in choices] == []
    assert suggested == []


def test_what_may_be_seen_is_found_so_that_the_tests_above_say_something(client):
    event(title=f"{SECRET}の会")
    AgencyFactory(name=f"{SECRET}の窓口")
    rebuild()

    answer = client.get("/api/search", {"q": SECRET}).json()
    suggested = client.get("/search/suggest/", {"q": SECRET}).json()["suggestions"]

    assert {result["title"] for result in answer["results"]} == {f"{SECRET}の会", f"{SECRET}の窓口"}
    assert {one["text"] for one in suggested} == {f"{SECRET}の会", f"{SECRET}の窓口"}


def test_an_agency_that_is_hidden_is_no_entry_of_the_strip(client):
    kind = AgencyTypeFactory(label="介護の窓口")
    need(kind, title="介護で疲れた")
    AgencyFactory(agency_type=kind, name=f"{SECRET}の窓口", live=False, whole_town=True)

    answer = client.get("/api/search", {"q": "介護で疲れた"}).json()

    assert [(fitting["label"], fitting["entry"]) for fitting in answer["kinds"]] == [("介護の窓口", None)]
    assert SECRET not in client.get("/search/", {"q": "介護で疲れた"}).content.decode()


def test_a_hidden_thing_counts_in_no_facet(client):
    area, topic = CommunityAreaFactory(), TopicFactory()
    event(title="介護の会")
    draft_event(title="介護の下書き", areas=[area], topics=[topic])
    rebuild()

    facets = client.get("/api/search", {"q": "介護"}).json()["facets"]

    assert (facets["area"], facets["topic"]) == ([], [])
    assert [choice["count"] for choice in facets["kind"]] == [1]
