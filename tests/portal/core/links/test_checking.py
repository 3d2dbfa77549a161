"""A pass over the links whose time has come, against a real site on this machine."""

from datetime import timedelta

import pytest
from wagtail.models import Site as WebSite

from portal.core.links.answers import LinkAnswer, LinkState
from portal.core.links.checking import NoteMissing, ask_again_soon, check_due, claimed, note_on, user_agent
from portal.core.models import LinkPlace, OutsideLink, UpkeepSettings
from tests.factories.core import AdminFactory
from tests.factories.events import NOW
from tests.factories.home import plain_page
from tests.portal.core.links.site import asker

pytestmark = pytest.mark.django_db

DAY = timedelta(days=1)


def link(url, *, page=None, **fields):
    from urllib.parse import urlsplit

    from django.contrib.contenttypes.models import ContentType

    page = page or plain_page()
    made = OutsideLink.objects.create(url=url, host=urlsplit(url).hostname, **fields)
    LinkPlace.objects.create(
        link=made, content_type=ContentType.objects.get_for_model(page), object_id=str(page.pk), href=url, is_live=True
    )
    return made


def check(now=NOW, **fields):
    return check_due(now, asker=asker(), **fields)


def states():
    return dict(OutsideLink.objects.values_list("url", "state"))


def test_a_link_that_fails_on_three_days_is_broken_and_works_again_once_it_is_mended(site):
    made = link(site.url("/gone"))
    seen = []
    for day in range(3):
        check(NOW + DAY * day)
        seen.append(states()[made.url])
    site.says["/gone"] = (200, {})

    check(NOW + DAY * 12)

    made.refresh_from_db()
    assert seen == [LinkState.FAILING, LinkState.FAILING, LinkState.BROKEN]
    assert (made.state, made.failures, made.result) == (LinkState.WORKS, 0, "つながりました")


def test_one_site_is_asked_once_in_a_pass_and_others_beside_it(site):
    for number in range(3):
        link(site.url(f"/{number}"))
    link(site.url("/elsewhere", "other.example"))

    asked = [check(), check(), check(), check()]

    assert asked == [2, 1, 1, 0]


def test_a_pass_asks_for_no_more_than_it_may(site):
    for number in range(4):
        link(f"http://h{number}.example:{site.port}/")

    assert check(at_most=3) == 3


def test_a_link_that_stands_nowhere_is_not_asked_for(site):
    OutsideLink.objects.create(url=site.url("/"), host="machi.example")

    assert check() == 0


def test_a_whole_site_is_left_alone_when_it_asks_to_wait(site):
    site.says["/busy"] = (429, {"Retry-After": "7200"})
    first, other = link(site.url("/busy")), link(site.url("/other"))
    elsewhere = link(site.url("/x", "other.example"))
    site.says["/x"] = (200, {})

    check()

    for one in (first, other, elsewhere):
        one.refresh_from_db()
    assert first.check_after == other.check_after == NOW + timedelta(hours=2)
    assert (first.state, elsewhere.state) == (LinkState.UNCHECKED, LinkState.WORKS)


def test_two_workers_never_ask_for_the_same_link(site):
    link(site.url("/a"))

    assert [len(claimed(NOW, 10)), len(claimed(NOW, 10))] == [1, 0]


def test_what_a_killed_worker_had_claimed_is_asked_for_after_an_hour(site):
    link(site.url("/a"))
    claimed(NOW, 10)

    assert [check(NOW + timedelta(minutes=59)), check(NOW + timedelta(minutes=61))] == [0, 1]


def test_an_exception_is_not_asked_for_and_needs_a_note(site):
    made = link(site.url("/a"), state=LinkState.BROKEN)
    user = AdminFactory()
    with pytest.raises(NoteMissing):
        note_on(link=made, by=user, note=" ", is_exception=True)

    note_on(link=made, by=user, note="人にだけ答えるサイト", is_exception=True)

    assert check() == 0
    assert list(OutsideLink.objects.broken()) == []


def test_somebody_may_want_it_asked_for_at_once(site):
    made = link(site.url("/a"), check_after=NOW + DAY)
    before = check()

    ask_again_soon(link=made)

    assert (before, check()) == (0, 1)


def test_a_private_address_is_told_in_words(site):
    made = link("http://inside.example/")

    check()

    made.refresh_from_db()
    assert (made.answer, made.result) == (LinkAnswer.PRIVATE, "インターネットに公開されていないアドレスです")


def test_a_town_may_go_without(site):
    link(site.url("/a"))
    UpkeepSettings.objects.update_or_create(site=WebSite.objects.get(), defaults={"links_checked": False})

    assert check() == 0
    assert site.heard == []


def test_the_name_of_the_town_is_said_in_plain_letters():
    assert user_agent("澄野町") == "MarugotoLinkCheck/1.0 (sumino-machi; +http://localhost:8000)"
