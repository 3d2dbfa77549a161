"""What came out of a meeting: one writes, another confirms. Every page they reach speaks Japanese."""

import re
from collections.abc import Callable
from contextlib import suppress
from datetime import date

import pytest
from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as StillWaiting

from tests.journeys.conftest import PATIENCE
from tests.journeys.speaking import english_on

pytestmark = pytest.mark.browser

DESK = {"viewport": {"width": 1280, "height": 900}}


@pytest.fixture
def staff(somebody) -> Callable[[str], Page]:
    """The first screen of somebody who works in /cms/."""

    def opened(who: str) -> Page:
        page = somebody(who, **DESK)
        page.goto("/cms/")
        speaks_japanese(page)
        return page

    return opened


def speaks_japanese(page: Page) -> None:
    expect(page.locator("h1, h2").first).to_be_attached()
    assert english_on(page) == set(), page.url


def start_page(page: Page, index: str, kind: str) -> None:
    """Open the form of a new page of one kind under an index, from the list of pages."""
    page.goto("/cms/pages/")
    speaks_japanese(page)
    # One choice of the list of pages leads to the page itself, another to what is below it.
    address = page.get_by_role("main").locator("tr", has_text=index).locator("a[href$='/edit/']").get_attribute("href")
    page.goto(address.replace("/edit/", "/add_subpage/"))
    if "/add_subpage/" in page.url:
        speaks_japanese(page)
        page.get_by_role("main").get_by_role("link", name=kind).first.click()
    speaks_japanese(page)


def add_row(page: Page, rows: str, **values: str) -> None:
    """Add a line to one of the lists within a form."""
    # The button is there before the script that makes it work: who sees nothing happen presses again.
    page.wait_for_load_state("networkidle")
    first = page.locator(f"[name={rows}-0-{next(iter(values))}]")
    for _press in range(3):
        if first.count():
            break
        page.locator(f"#id_{rows}-ADD").click()
        with suppress(StillWaiting):
            first.wait_for(state="attached", timeout=PATIENCE / 2)
    for name, value in values.items():
        page.locator(f"[name={rows}-0-{name}]").fill(value)


def ask_for_approval(page: Page) -> None:
    """The less common choices stand behind the arrow beside the button that saves."""
    page.locator("footer .w-dropdown__toggle").click()
    page.locator("footer [name=action-submit]").click()
    page.wait_for_url(re.compile(r"/cms/pages/\d+/$"))
    speaks_japanese(page)


def search_for(page: Page, words: str) -> None:
    """Use the box at the head of a page."""
    page.goto("/privacy/")
    page.get_by_role("searchbox").fill(words)
    page.get_by_role("banner").get_by_role("button", name="検索").click()
    page.wait_for_url("**/search/?q=*")


def test_what_came_of_a_meeting_waits_for_somebody_who_did_not_write_it(staff, page):
    title = "川上圏域 水辺の座談会（報告）"
    writer = staff("editor.chiiki")  # of a section without a route that binds
    start_page(writer, "座談会・会議の結果", "座談会・会議の結果")
    writer.locator("[name=title]").fill(title)
    writer.locator("[name=held_on]").fill(date.today().isoformat())
    writer.locator("[name=place]").fill("川上公民館")
    add_row(writer, "decisions", text="水辺の草刈りを、来年も続けます。")
    ask_for_approval(writer)

    writer.goto("/cms/second-person/")
    speaks_japanese(writer)
    writer.get_by_role("link", name=title).click()
    speaks_japanese(writer)
    expect(writer.locator("button[name=confirm]")).to_have_count(0)

    second = staff("approver")
    second.goto("/cms/second-person/")
    speaks_japanese(second)
    second.get_by_role("link", name=title).click()
    speaks_japanese(second)
    second.locator("button[name=confirm]").click()
    speaks_japanese(second)
    page.goto("/meetings/")
    expect(page.get_by_role("link", name=title)).to_have_count(0)
    second.get_by_role("main").locator("form[action$='/publish/'] button").click()
    speaks_japanese(second)

    page.reload()
    page.get_by_role("main").get_by_role("link", name=title).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)
    expect(page.get_by_role("main")).to_contain_text("水辺の草刈りを、来年も続けます。")
