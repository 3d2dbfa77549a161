"""A clerk who has never seen the system publishes an event from the page of the manual alone.

With PORTAL_MANUAL_SCREENSHOTS=1 the same run makes the pictures of the manual.
"""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import expect

from home.domain.manual import BY_SLUG, IMAGES
from portal.sample_content.log_ins import PASSWORD
from tests.journeys.following import Reader, steps
from tests.journeys.speaking import english_on

pytestmark = pytest.mark.browser

DESK = {"viewport": {"width": 1280, "height": 960}}
PAGE = BY_SLUG["first-event"].file
IN_TURN = ("chief.fukushi", "approver", "chief")


@pytest.fixture
def own():
    """What a clerk has at hand."""
    day = date.today() + timedelta(days=9)
    return {
        "自分のメールアドレス": "editor@sumino.example.jp",
        "自分のパスワード": PASSWORD,
        "行事の日": f"令和{day.year - 2018}年{day.month}月{day.day}日",
    }


def test_a_clerk_publishes_an_event_from_the_manual_alone(somebody, own):
    clerk = Reader(somebody(**DESK), own, IMAGES)

    clerk.follow(steps(PAGE, "書く人"))

    assert english_on(clerk.page) == set()
    for who in IN_TURN:
        Reader(somebody(who, **DESK), own, IMAGES).follow(steps(PAGE, "承認する人"))
    resident = Reader(somebody(java_script_enabled=False), own, IMAGES)
    resident.follow(steps(PAGE, "公開されたことを確かめる"))
    expect(resident.page.get_by_role("heading", level=1)).to_have_text("川べりのラジオ体操")


def test_every_line_of_the_page_that_asks_for_something_stands_in_a_part_that_is_followed():
    parts = re.findall(r"^## (.+)$", PAGE.read_text(encoding="utf-8"), re.M)

    assert parts == ["書く人", "承認する人", "公開されたことを確かめる"]
