"""Copies of pages that browsers and caches keep: asked for again each time, so that nobody misses an emergency."""

from datetime import timedelta

import pytest
import time_machine
from django.contrib.auth.models import AnonymousUser
from django.http import HttpResponse
from django.middleware.http import ConditionalGetMiddleware
from django.template import engines
from django.test import Client, RequestFactory
from django.urls import reverse

from portal.core.domain.emergency import announce, switch_off
from portal.core.middleware import PagesAreAskedForAgain
from portal.core.models import EmergencyNotice
from tests.factories.core import UserFactory, home_page
from tests.factories.events import NOW, event_index
from tests.factories.home import plain_page

COPIES = 2_000
WORDS = "高台へ逃げてください"
# What the notices change in the frame of a page, alone: that every page has it is another test here.
FRAME = engines["django"].from_string(
    '{% if emergency_notices %}{% include "components/emergency_strip.html" with notices=emergency_notices only %}'
    "{% endif %}<main>{{ request.path }}</main>"
)

pytestmark = pytest.mark.django_db


class Cache:
    """A cache as RFC 9111 wants it: keeps what it may, asks when it must, believes "unchanged"."""

    def __init__(self, ask):
        self.ask = ask
        self.copies = {}

    def get(self, address):
        copy = self.copies.get(address)
        if copy and "no-cache" not in copy.headers.get("Cache-Control", ""):
            return copy.text
        answer = self.ask(address, {"If-None-Match": copy.headers["ETag"]} if copy else {})
        if answer.status_code == 304:
            return copy.text
        answer.text = answer.content.decode()
        if "no-store" not in answer.headers.get("Cache-Control", ""):
            self.copies[address] = answer
        return answer.text


def portal(address, headers):
    return Client().get(address, headers=headers)


def frame_of_a_page(address, headers):
    def view(request):
        request.user = AnonymousUser()
        return HttpResponse(FRAME.render({}, request))

    request = RequestFactory().get(address, headers=headers)
    return ConditionalGetMiddleware(PagesAreAskedForAgain(view))(request)


def shout(**fields):
    notice = EmergencyNotice(level=1, title=WORDS, **fields)
    return announce(notice=notice, areas=(), by=UserFactory(), now=NOW, until=NOW + timedelta(hours=1))


@time_machine.travel(NOW, tick=False)
def test_with_two_thousand_kept_pages_the_next_look_at_any_of_them_shows_the_notice():
    cache = Cache(frame_of_a_page)
    addresses = [f"/page-{number}/" for number in range(COPIES)]
    before = sum(WORDS in cache.get(address) for address in addresses)
    kept = len(cache.copies)
    believed = frame_of_a_page(addresses[0], {"If-None-Match": cache.copies[addresses[0]].headers["ETag"]}).status_code

    shout()
    after = sum(WORDS in cache.get(address) for address in addresses)

    assert (kept, before, believed) == (COPIES, 0, 304)
    assert after == COPIES


def test_pages_of_every_kind_show_it_from_kept_copies_and_forget_it_at_its_end():
    home_page()
    event_index()
    addresses = ["/", plain_page().url, "/events/", "/areas/", "/search/", "/directory/", "/volunteer/", "/feed.xml"]
    cache = Cache(portal)

    def said():
        return [WORDS in cache.get(address) for address in addresses]

    with time_machine.travel(NOW, tick=False):
        before = said()
        shout()
        during = said()
    with time_machine.travel(NOW + timedelta(hours=1), tick=False):
        after = said()

    assert before == [False] * len(addresses)
    assert during == [True] * len(addresses)
    assert after == [False] * len(addresses)


@time_machine.travel(NOW, tick=False)
def test_a_copy_that_is_still_right_is_not_sent_again():
    home_page()
    address = plain_page().url
    first = portal(address, {})

    again = portal(address, {"If-None-Match": first.headers["ETag"]})
    notice = shout()
    changed = portal(address, {"If-None-Match": first.headers["ETag"]})
    switch_off(notice=notice, by=UserFactory(), now=NOW)
    as_before = portal(address, {"If-None-Match": first.headers["ETag"]})

    assert [again.status_code, changed.status_code, as_before.status_code] == [304, 200, 304]
    assert (first.headers["Cache-Control"], again.content) == ("no-cache", b"")


def test_what_somebody_sees_who_is_logged_in_is_nobody_elses(client):
    home_page()
    client.force_login(UserFactory())

    response = client.get("/")

    assert response.headers["Cache-Control"] == "private, no-cache"
    assert "Cookie" in response.headers["Vary"]


def test_a_view_that_says_more_about_copies_is_left_as_it_is(client):
    assert "no-store" in client.get(reverse("home:where_to_ask")).headers["Cache-Control"]
    assert "no-store" in client.get("/accounts/login/").headers["Cache-Control"]
