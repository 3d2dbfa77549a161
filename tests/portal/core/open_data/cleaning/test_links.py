"""Addresses of web pages and mail."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.core.open_data.cleaning import Repaired
from portal.core.open_data.cleaning.links import mail, url
from portal.core.open_data.problems import BadCell
from portal.core.open_data.reasons import CellReason


@pytest.mark.parametrize("typed", ["", "http://", "https://www.", "なし", "－"])
def test_there_are_many_ways_to_have_no_page(typed):
    assert url(typed) == ""


@pytest.mark.parametrize("typed", ["https://example.jp/", "http://www.example.jp/a?b=1#c", "https://example.jp/施設"])
def test_a_good_address_stays_as_it_is(typed):
    assert url(typed) == typed


@pytest.mark.parametrize(
    ("typed", "repaired", "reason"),
    [
        ("www.example.jp", "http://www.example.jp", CellReason.SCHEME_ADDED),
        ("http:/example.jp/", "http://example.jp/", CellReason.URL_REPAIRED),
        ("http//example.jp", "http://example.jp", CellReason.URL_REPAIRED),
        ("https;//example.jp", "https://example.jp", CellReason.URL_REPAIRED),
        ("htpps://example.jp", "https://example.jp", CellReason.URL_REPAIRED),
        ("ｈｔｔｐ：／／ｅｘａｍｐｌｅ．ｊｐ", "http://example.jp", None),
        ("http://example.jp/http://example.jp/a", "http://example.jp/", CellReason.URL_REPAIRED),
    ],
)
def test_a_slip_of_the_pen_is_put_right(typed, repaired, reason):
    assert url(typed) == (Repaired(repaired, reason) if reason else repaired)


@pytest.mark.parametrize(
    ("typed", "reason"),
    [
        ("someone@example.jp", CellReason.MAIL_NOT_URL),
        ("javascript:alert(1)", CellReason.NOT_A_URL),
        ("http://info@example.jp", CellReason.NOT_A_URL),
        ("ホームページへ", CellReason.NOT_A_URL),
    ],
)
def test_what_leads_nowhere_is_refused(typed, reason):
    with pytest.raises(BadCell) as refused:
        url(typed)

    assert refused.value.reason == reason


@given(st.text(max_size=40))
def test_an_address_is_refused_or_begins_with_http(text):
    try:
        found = url(text)
    except BadCell:
        return

    address = found.value if isinstance(found, Repaired) else found
    assert address == "" or address.startswith(("http://", "https://"))


def test_a_mail_address_is_kept_and_anything_else_refused():
    assert mail(" info＠example.jp ") == "info@example.jp"
    with pytest.raises(BadCell):
        mail("窓口まで")


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("http://example.jp./", "http://example.jp/"),
        ("（福祉課）https://example.jp/a", "https://example.jp/a"),
    ],
)
def test_a_dot_after_the_host_and_a_label_before_the_address_are_taken_away(text, found):
    assert url(text) == Repaired(found, CellReason.URL_REPAIRED)
