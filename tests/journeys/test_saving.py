"""The editor saves by itself; who presses meanwhile gets what was on the screen, once."""

import re
from datetime import date, timedelta

import pytest
from playwright.sync_api import APIResponse, Page, Request, Route, expect

from tests.journeys.test_publishing import DESK, add_row, start_page

pytestmark = pytest.mark.browser

# What is typed before Wagtail has looked at the form for the first time counts as no change.
WATCHED = """() => window.wagtail.app.getControllerForElementAndIdentifier(
    document.querySelector("form[data-edit-form]"), "w-unsaved")?.initialFormData"""


def day(ahead: int) -> str:
    return (date.today() + timedelta(days=ahead)).isoformat()


def is_by_itself(request: Request) -> bool:
    by_script = "json" in request.headers.get("accept", "")
    return by_script and request.method == "POST" and request.url.endswith("/edit/")


def held_back(page: Page) -> list[tuple[Route, APIResponse]]:
    """From now on, what the portal answers when the editor saves by itself waits here."""
    held: list[tuple[Route, APIResponse]] = []

    def hold(route: Route) -> None:
        if is_by_itself(route.request):
            held.append((route, route.fetch()))
        else:
            route.continue_()

    page.route(re.compile(r"/cms/pages/\d+/edit/$"), hold)
    return held


def test_a_press_waits_for_what_is_on_its_way_and_adds_nothing_twice(somebody):
    clerk = somebody("approver", **DESK)
    start_page(clerk, "活動・学習会", "イベント")
    clerk.wait_for_function(WATCHED)
    clerk.locator("[name=title]").fill("川べりの草刈り")
    clerk.locator("[name=summary]").fill("川べりの草を、みんなで刈ります。")
    add_row(clerk, "dates", date=day(9), start="10:00", end="12:00")
    expect(clerk).to_have_url(re.compile(r"/cms/pages/\d+/edit/$"))
    expect(clerk.locator(".w-autosave-indicator__state--saved")).to_be_visible()

    held = held_back(clerk)
    with clerk.expect_request(is_by_itself):
        clerk.locator("#id_dates-ADD").click()
        for name, value in {"date": day(16), "start": "10:00", "end": "12:00"}.items():
            clerk.locator(f"[name=dates-1-{name}]").fill(value)
    clerk.locator("[name=venue_name]").fill("川上公民館")
    while not held:
        clerk.evaluate("() => new Promise(requestAnimationFrame)")

    # Wagtail's calendar may lie over the button, never over the keys.
    clerk.keyboard.press("Control+s")
    expect(clerk.locator("form[data-edit-form]")).to_have_attribute("aria-busy", "true")
    route, answer = held.pop()
    with clerk.expect_navigation():
        route.fulfill(response=answer)

    expect(clerk.locator("[name=venue_name]")).to_have_value("川上公民館")
    expect(clerk.locator("[name=dates-TOTAL_FORMS]")).to_have_value("2")
