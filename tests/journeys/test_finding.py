"""A resident finds what is on nearby, and whom to ask; at a desk, on a phone, by keyboard, without scripts."""

import re
from pathlib import Path

import pytest
from icalendar import Calendar
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

AREA = "川上圏域"
PHONE = {"viewport": {"width": 360, "height": 740}}


def test_a_resident_finds_an_event_by_area_and_adds_it_to_a_calendar(page):
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="活動・学習会", exact=True).click()
    page.get_by_label("圏域").select_option(
        label=page.get_by_label("圏域").locator("option", has_text=AREA).inner_text()
    )
    page.get_by_role("button", name="この条件で表示する").click()
    first = page.locator(".event-card").first
    expect(first.locator(".meta")).to_contain_text(AREA)
    title = first.locator(".event-card__link").inner_text()
    first.locator(".event-card__link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(title)

    with page.expect_download() as download:
        page.get_by_role("link", name="カレンダーに追加").click()

    calendar = Calendar.from_ical(Path(download.value.path()).read_bytes())
    assert download.value.suggested_filename.endswith(".ics")
    assert {str(event["SUMMARY"]) for event in calendar.walk("VEVENT")} == {title}


def test_a_resident_finds_an_agency_by_need_and_sees_its_phone_number(somebody):
    page = somebody(**PHONE)
    page.goto("/")
    page.get_by_role("main").get_by_role("link", name="相談先をさがす").first.click()
    page.locator("summary", has_text="しぼりこむ").click()
    concern = page.get_by_label("困っていること").locator("option").nth(1).inner_text()
    page.get_by_label("困っていること").select_option(label=concern)
    page.get_by_role("button", name="この条件で表示する").click()
    name = page.locator(".agency-card__link").first.inner_text()

    page.locator(".agency-card__link").first.click()

    expect(page.get_by_role("heading", level=1)).to_have_text(name)
    number = page.locator("main .phone-box a[href^='tel:']").first
    expect(number).to_be_visible()
    assert re.sub(r"\D", "", number.inner_text()) == re.sub(r"\D", "", number.get_attribute("href"))


def test_the_first_press_of_tab_offers_the_way_past_the_menu(page):
    page.goto("/events/")

    page.keyboard.press("Tab")

    expect(page.locator(".skip-link")).to_be_focused()
    expect(page.locator(".skip-link")).to_be_in_viewport()
    page.keyboard.press("Enter")
    expect(page.locator("#main")).to_be_focused()


def test_a_list_is_narrowed_by_keyboard_alone_and_the_focus_is_seen(page):
    page.goto("/directory/")
    tab_to(page, "select[name=concern]")

    page.keyboard.press("ArrowDown")
    chosen = page.locator("select[name=concern]").input_value()
    tab_to(page, ".filters button[type=submit]")
    page.keyboard.press("Enter")

    page.wait_for_url(re.compile(rf"concern={chosen}"))
    expect(page.locator("select[name=concern]")).to_have_value(chosen)


def tab_to(page: Page, selector: str) -> None:
    """Press Tab until the element has the focus; on the way each stop shows where the focus is."""
    for _press in range(80):
        page.keyboard.press("Tab")
        assert page.evaluate(
            "getComputedStyle(document.activeElement).outlineStyle !== 'none'"
            " || getComputedStyle(document.activeElement).boxShadow !== 'none'"
        ), page.evaluate("document.activeElement.outerHTML")
        if page.evaluate("selector => document.activeElement.matches(selector)", selector):
            return
    pytest.fail(f"the keyboard does not reach {selector}")
