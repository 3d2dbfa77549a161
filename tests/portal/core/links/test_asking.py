"""Asking a real site on this machine; never one inside our own network."""

import socket
import threading
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from portal.core.links.answers import LinkAnswer, in_words
from portal.core.links.asking import Asker, is_public
from tests.portal.core.links.site import HERE, asker


def test_a_page_that_is_there_is_asked_for_once_and_only_by_head(site):
    site.says["/ok"] = (200, {})

    answer = asker().ask(site.url("/ok"))

    assert (answer.kind, answer.status, site.heard) == (LinkAnswer.FOUND, 200, [("HEAD", "/ok")])


def test_we_say_who_asks(site):
    asker().ask(site.url("/ok"))

    assert site.headers[0]["User-Agent"] == "MarugotoLinkCheck/1.0 (sumino-chou; +http://localhost:8000)"
    assert site.headers[0]["Host"] == f"machi.example:{site.port}"


def test_where_head_is_no_use_get_is_believed(site):
    site.says[("HEAD", "/picky")] = (405, {})
    site.says[("GET", "/picky")] = (200, {})

    answer = asker().ask(site.url("/picky"))

    assert answer.kind == LinkAnswer.FOUND
    assert site.heard == [("HEAD", "/picky"), ("GET", "/picky")]


@pytest.mark.parametrize(
    ("status", "kind", "words"),
    [
        (404, LinkAnswer.GONE, "見つかりません（404）"),
        (410, LinkAnswer.GONE, "見つかりません（410）"),
        (403, LinkAnswer.REFUSED, "相手のサイトが表示を断っています（403）"),
        (503, LinkAnswer.FAULT, "相手のサイトに不具合があります（503）"),
        (429, LinkAnswer.TOO_MANY, "相手のサイトが混み合っています（429）"),
    ],
)
def test_what_came_of_it_is_said_in_words(site, status, kind, words):
    site.says["/x"] = (status, {})

    answer = asker().ask(site.url("/x"))

    assert (answer.kind, in_words(answer.kind, answer.status)) == (kind, words)


def test_a_redirect_is_followed_to_its_end(site):
    site.says["/old"] = (301, {"Location": site.url("/new", "other.example")})
    site.says["/new"] = (200, {})

    assert asker().ask(site.url("/old")).kind == LinkAnswer.FOUND


def test_a_circle_of_redirects_ends(site):
    site.says["/a"] = (302, {"Location": "/b"})
    site.says["/b"] = (302, {"Location": "/a"})

    assert asker().ask(site.url("/a")).kind == LinkAnswer.IN_CIRCLES
    assert len(site.heard) == 2


def test_an_endless_way_ends(site):
    for number in range(20):
        site.says[f"/{number}"] = (302, {"Location": f"/{number + 1}"})

    assert asker().ask(site.url("/0")).kind == LinkAnswer.IN_CIRCLES
    assert len(site.heard) == 6


@pytest.mark.parametrize(
    ("value", "wait"),
    [
        ("120", timedelta(seconds=120)),
        (format_datetime(datetime(2020, 1, 1, tzinfo=UTC), usegmt=True), timedelta(0)),
        ("soon", None),
    ],
)
def test_how_long_the_other_side_wants_us_away_is_heard(site, value, wait):
    site.says["/busy"] = (429, {"Retry-After": value})

    assert asker().ask(site.url("/busy")).wait == wait
    assert site.heard == [("HEAD", "/busy")]


@pytest.mark.parametrize("host", ["inside.example", "both.example"])
def test_nobody_inside_is_asked(site, host):
    assert asker().ask(site.url("/ok", host)).kind == LinkAnswer.PRIVATE
    assert site.heard == []


def test_nobody_inside_is_asked_by_way_of_a_redirect(site):
    site.says["/trap"] = (302, {"Location": f"http://inside.example:{site.port}/secret"})

    answer = asker().ask(site.url("/trap"))

    assert answer.kind == LinkAnswer.PRIVATE
    assert site.heard == [("HEAD", "/trap")]


@pytest.mark.parametrize("target", ["file:///etc/passwd", "gopher://machi.example/", "ftp://machi.example/x"])
def test_only_the_web_is_asked_by_way_of_a_redirect(site, target):
    site.says["/trap"] = (302, {"Location": target})

    assert asker().ask(site.url("/trap")).kind == LinkAnswer.NOT_AN_ADDRESS


def test_the_name_server_is_asked_once_so_that_a_second_answer_changes_nothing(site):
    answers = iter([[HERE], ["10.0.0.5"]])
    site.says["/ok"] = (200, {})

    assert asker(resolve=lambda host, port: next(answers)).ask(site.url("/ok")).kind == LinkAnswer.FOUND


def test_the_usual_asker_goes_nowhere_inside(site):
    assert Asker(user_agent="x", ports=None).ask(f"http://127.0.0.1:{site.port}/").kind == LinkAnswer.PRIVATE
    assert Asker(user_agent="x", ports=None).ask(f"http://localhost:{site.port}/").kind == LinkAnswer.PRIVATE
    assert Asker(user_agent="x").ask("http://machi.example:25/").kind == LinkAnswer.PRIVATE
    assert site.heard == []


@pytest.mark.parametrize(
    "address",
    [
        *("127.0.0.1", "10.1.2.3", "172.16.0.1", "192.168.0.1", "169.254.169.254", "100.64.0.1", "0.0.0.0"),  # noqa: S104 -- an address to refuse
        *("::1", "fe80::1%eth0", "fd00::1", "::ffff:10.0.0.1", "64:ff9b::a00:1", "2002:a00:1::", "224.0.0.1", "::"),
        *("255.255.255.255", "240.0.0.1", "198.18.0.1"),
    ],
)
def test_what_is_not_the_public_internet(address):
    assert is_public(address) is False


@pytest.mark.parametrize("address", ["8.8.8.8", "2606:4700:4700::1111", "::ffff:8.8.8.8"])
def test_what_is_the_public_internet(address):
    assert is_public(address) is True


def test_a_site_that_does_not_exist_is_told_from_one_that_does_not_answer(site):
    assert asker().ask("http://nowhere.example/").kind == LinkAnswer.NO_HOST
    with socket.socket() as free:
        free.bind((HERE, 0))
        assert asker().ask(f"http://machi.example:{free.getsockname()[1]}/").kind == LinkAnswer.NO_ANSWER


def test_a_site_that_sends_one_letter_at_a_time_does_not_hold_us():
    with socket.create_server((HERE, 0)) as server:

        def drip():
            connection, _address = server.accept()
            with connection:
                try:
                    for letter in b"HTTP/1.1 200 OK" * 10:
                        connection.sendall(bytes([letter]))
                        time.sleep(0.2)
                except OSError:
                    return

        thread = threading.Thread(target=drip, daemon=True)
        thread.start()
        started = time.monotonic()

        answer = asker(seconds=0.5).ask(f"http://machi.example:{server.getsockname()[1]}/")

        assert answer.kind == LinkAnswer.NO_ANSWER
        assert time.monotonic() - started < 5
        thread.join(5)


@pytest.mark.parametrize("url", ["http://", "http://[::1", "mailto:a@example.jp", "http://machi.example:x/", ""])
def test_what_is_no_address_is_not_asked_for(url):
    assert asker().ask(url).kind == LinkAnswer.NOT_AN_ADDRESS
