"""How often pages are read: counted without knowing anybody, and without a question to the database for each."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import DatabaseError
from django.test import RequestFactory

from portal.core.counting import Tally, page_read, shows
from portal.core.domain import page_views
from portal.core.domain.page_views import forget_old_views, write_down
from portal.core.models import EntryViews, PageViews
from tests.factories.core import UserFactory
from tests.factories.events import NOW, TODAY
from tests.factories.home import plain_page, staff, town_with_roles
from tests.factories.resources import AgencyFactory, BaseFactory, GroupFactory

PHONE = "Mozilla/5.0 (Linux; Android 9; CUBOT NOTE 20) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36"


@pytest.fixture
def tally(monkeypatch):
    """A fresh tally that writes as soon as a view comes."""
    fresh = Tally(write_down, most=1, seconds=60)
    monkeypatch.setattr(page_views, "tally", fresh)
    return fresh


@pytest.fixture
def groups(db, tally):
    return town_with_roles()


def counted():
    return dict(PageViews.objects.values_list("page_id", "views"))


def look(client, page, **headers):
    return client.get(page.url, headers={"user-agent": PHONE} | headers)


@pytest.mark.parametrize(
    ("asked", "status", "is_read"),
    [
        ({"headers": {"user-agent": PHONE}}, 200, True),
        ({"headers": {"user-agent": PHONE}}, 304, False),
        ({"headers": {"user-agent": PHONE}}, 404, False),
        ({"method": "HEAD", "headers": {"user-agent": PHONE}}, 200, False),
        ({"headers": {"user-agent": PHONE, "sec-purpose": "prefetch;prerender"}}, 200, False),
        ({"headers": {"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"}}, 200, False),
        ({"headers": {"user-agent": "Mozilla/5.0 (compatible; Yahoo! Slurp)"}}, 200, False),
        ({"headers": {"user-agent": "curl/8.5.0"}}, 200, False),
        ({}, 200, False),
    ],
)
def test_only_what_somebody_may_have_read_is_counted(asked, status, is_read):
    request = RequestFactory().generic(asked.pop("method", "GET"), "/page/", **asked)
    shows(request, 7)

    assert page_read(request, status) == (7 if is_read else None)


def test_an_answer_that_shows_no_page_is_not_counted():
    assert page_read(RequestFactory().get("/search/", headers={"user-agent": PHONE}), 200) is None


def test_pages_are_counted_by_day_for_residents_alone(client, groups):
    page, other = plain_page(), plain_page()
    for _ in range(3):
        look(client, page)
    look(client, other)
    client.force_login(staff(groups, "editor"))
    look(client, page)
    client.force_login(UserFactory())

    look(client, other)

    assert counted() == {page.pk: 3, other.pk: 2}
    assert {field.name for field in PageViews._meta.get_fields()} == {"id", "page", "day", "views"}


def test_a_copy_that_is_still_right_is_not_counted(client, groups):
    page = plain_page()
    first = look(client, page)

    again = look(client, page, **{"if-none-match": first.headers["ETag"]})

    assert again.status_code == 304
    assert counted() == {page.pk: 1}


def test_views_wait_in_memory_and_are_written_together():
    written = []
    tally = Tally(written.append, most=4, seconds=60)

    for page in (1, 1, 2, 1, 2):
        tally.count(page, TODAY)

    assert [dict(counts) for counts in written] == [{(1, TODAY): 3, (2, TODAY): 1}]
    tally.write_down()
    assert dict(written[1]) == {(2, TODAY): 1}


def test_the_first_view_after_a_while_writes_those_before_it():
    written = []
    tally = Tally(written.append, most=1000, seconds=0)

    tally.count(1, TODAY)

    assert len(written) == 1


def test_what_could_not_be_written_waits():
    def fails(counts):
        raise DatabaseError

    tally = Tally(fails, most=1, seconds=60)
    with pytest.raises(DatabaseError):
        tally.count(1, TODAY)
    written = []
    tally._write = written.append

    tally.write_down()

    assert dict(written[0]) == {(1, TODAY): 1}


def test_threads_lose_no_view():
    written, together = [], Barrier(4)
    tally = Tally(written.append, most=7, seconds=60)

    def read():
        together.wait()
        for _ in range(500):
            tally.count(1, TODAY)

    threads = [Thread(target=read) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    tally.write_down()

    assert sum(sum(counts.values()) for counts in written) == 2000


def test_a_failing_count_keeps_no_page_from_anybody(client, groups, monkeypatch, caplog):
    def fails(counts):
        raise DatabaseError

    monkeypatch.setattr(page_views, "tally", Tally(fails, most=1, seconds=60))

    assert look(client, plain_page()).status_code == 200


@pytest.mark.parametrize("how_many", [1, 3])
def test_writing_down_costs_the_same_however_many_pages(groups, how_many, django_assert_num_queries):
    pages = [plain_page() for _ in range(how_many)]
    counts = {(page.pk, TODAY): 2 for page in pages}
    write_down(counts)

    with django_assert_num_queries(5):  # a savepoint, three statements, its release
        write_down(counts)

    assert counted() == {page.pk: 4 for page in pages}


def test_a_page_that_is_gone_meanwhile_does_no_harm(groups):
    write_down({(999_999, TODAY): 1})

    assert counted() == {999_999: 1}


def test_numbers_are_forgotten_after_two_years(groups):
    page = plain_page()
    for day in (TODAY - timedelta(days=732), TODAY - timedelta(days=731), TODAY):
        write_down({(page.pk, day): 1})

    assert forget_old_views(NOW) == 1
    assert date.min not in PageViews.objects.values_list("day", flat=True)
    assert PageViews.objects.count() == 2


def entries_counted():
    return {(kind, entry): views for kind, entry, views in EntryViews.objects.values_list("kind", "entry", "views")}


def test_entries_of_the_directory_are_counted_as_pages_are(client, groups):
    agency, base, group = AgencyFactory(), BaseFactory(), GroupFactory()
    hidden = AgencyFactory(live=False)
    for entry in (agency, agency, base, group, hidden):
        client.get(entry.get_absolute_url(), headers={"user-agent": PHONE})
    client.get(agency.get_absolute_url(), headers={"user-agent": "Mozilla/5.0 (compatible; Googlebot/2.1)"})
    client.force_login(staff(groups, "editor"))
    client.get(agency.get_absolute_url(), headers={"user-agent": PHONE})

    assert entries_counted() == {
        ("resources.agency", agency.pk): 2,
        ("resources.base", base.pk): 1,
        ("resources.group", group.pk): 1,
    }
    assert counted() == {}
    assert {field.name for field in EntryViews._meta.get_fields()} == {"id", "kind", "entry", "day", "views"}


def test_a_page_and_an_entry_of_the_same_number_are_two(groups):
    for _ in range(2):
        write_down({(7, TODAY): 1, (("resources.base", 7), TODAY): 2, (("resources.group", 7), TODAY): 3})

    assert counted() == {7: 2}
    assert entries_counted() == {("resources.base", 7): 4, ("resources.group", 7): 6}


def test_numbers_of_entries_are_forgotten_after_two_years(groups):
    for day in (TODAY - timedelta(days=732), TODAY):
        write_down({(("resources.base", 7), day): 1})

    assert forget_old_views(NOW) == 1
    assert EntryViews.objects.count() == 1
