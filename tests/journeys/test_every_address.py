"""Every public address: it answers, one page with a title, narrow enough, open to everybody, without a script."""

from collections.abc import Callable, Iterator

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from django.db import connection
from playwright.sync_api import BrowserContext, Page, expect

from tests.journeys.addresses import FOR_MACHINES, PUBLIC, Address

pytestmark = pytest.mark.browser

PHONE = {"width": 320, "height": 640}
OLD_PHONE = {"viewport": PHONE, "java_script_enabled": False}


@pytest.fixture(scope="module")
def devices(new_context, session_of):
    """One device for each who and how, so that styles and pictures are fetched once."""
    opened = {}

    def device(who: str, **options) -> BrowserContext:
        key = who, *options
        if key not in opened:
            opened[key] = new_context(storage_state=session_of(who) if who else None, **options)
        return opened[key]

    yield device
    for context in opened.values():
        context.close()


@pytest.fixture(scope="module")
def example_of(devices):
    """Finds an example of an address once, for every test of it."""
    found = {}

    def example(address: Address) -> str:
        if address not in found:
            with devices(address.who).new_page() as page:
                page.goto(address.found_on or "/healthz")
                links = page.locator("main a[href]").evaluate_all("links => links.map(link => link.pathname)")
            found[address] = address.example(links)
        return found[address]

    return example


@pytest.fixture
def visit(devices, example_of, watch) -> Iterator[Callable[..., tuple[Page, int]]]:
    """Opens an address as the one who may; returns the page and the status of the answer."""
    pages = []

    def visited(address: Address, **options) -> tuple[Page, int]:
        pages.append(page := devices(address.who, **options).new_page())
        watch.over(page)
        return page, page.goto(example_of(address)).status

    yield visited
    for page in pages:
        page.close()


def too_wide(page: Page) -> int:
    """By how many pixels the page has to be scrolled sideways."""
    return page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


def too_wide_in_large_letters(page: Page) -> int:
    """The same on a common phone whose letters are twice as large (WCAG 1.4.4)."""
    page.set_viewport_size({"width": 360, "height": 640})
    page.evaluate("document.documentElement.style.fontSize = '200%'")
    return too_wide(page)


def violations(page: Page) -> list[str]:
    """What axe finds, one line for each element."""
    page.evaluate(AXE_SCRIPT)
    found = page.evaluate(
        "axe.run(document, {resultTypes: ['violations'], preload: false}).then(all => all.violations)"
    )
    return [f"{one['id']}: {node['html'][:160]}" for one in found for node in one["nodes"]]


@pytest.mark.parametrize("address", PUBLIC, ids=lambda address: address.pattern)
def test_an_address_is_one_page_that_fits_a_phone_and_breaks_no_rule_of_accessibility(visit, address):
    page, status = visit(address, viewport=PHONE)

    assert status == address.status
    assert "|" in page.title()
    expect(page.locator("h1")).to_have_count(1)
    expect(page.locator("nav.breadcrumb")).to_have_count(1 if address.has_breadcrumb else 0)
    assert too_wide(page) == 0
    # What a page is made of does not hang on the database: judged in the pass on SQLite.
    assert connection.vendor != "sqlite" or violations(page) == []
    assert connection.vendor != "sqlite" or too_wide_in_large_letters(page) == 0


@pytest.mark.markup
@pytest.mark.parametrize("address", PUBLIC, ids=lambda address: address.pattern)
def test_an_address_can_be_read_with_scripts_off(visit, address):
    page, status = visit(address, **OLD_PHONE)

    assert status == address.status
    expect(page.locator("h1")).to_be_visible()
    expect(page.get_by_role("searchbox").first).to_be_visible()
    assert too_wide(page) == 0


@pytest.mark.parametrize(("address", "kind"), FOR_MACHINES)
def test_what_machines_read_answers_in_its_own_format(page, address, kind):
    answer = page.request.get(address)

    assert (answer.status, answer.headers["content-type"].partition(";")[0]) == (200, kind)


def test_nobody_is_sent_from_an_unknown_address_to_nowhere(page):
    answer = page.goto("/404-nothing")

    assert answer.status == 404
    expect(page.locator("main").get_by_role("link").first).to_be_visible()
