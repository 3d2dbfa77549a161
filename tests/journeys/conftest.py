"""One browser and one served town for the folder; a fresh context for each test, watched while it runs."""

import os
from collections.abc import Callable, Iterator
from urllib.parse import urlsplit
from uuid import uuid4

import pytest
from playwright.sync_api import BrowserContext, Page, expect, sync_playwright

from portal.sample_content.log_ins import PASSWORD
from tests.conftest import CHROMIUM
from tests.journeys import town as towns
from tests.journeys.watching import Watch

QUIET = [
    "--headless",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
PATIENCE = 20_000  # milliseconds; the machine may be busy


@pytest.fixture(scope="package")
def town(django_db_setup, tmp_path_factory):
    base, worker = tmp_path_factory.getbasetemp(), os.environ.get("PYTEST_XDIST_WORKER")
    loaded = towns.load(base.parent if worker else base)
    # A worker may come back to this folder after other tests: each time it serves a copy of its own.
    with towns.served(loaded, base / f"journeys-{worker or 'alone'}-{uuid4().hex[:8]}") as town:
        yield town


@pytest.fixture(scope="package")
def browser(django_db_setup):
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=QUIET)
        expect.set_options(timeout=PATIENCE)
        yield browser
        browser.close()


@pytest.fixture(scope="package")
def new_context(browser, town) -> Callable[..., BrowserContext]:
    """Makes the browser of a resident of the town, with what differs."""

    def made(**options) -> BrowserContext:
        context = browser.new_context(base_url=town.address, locale="ja-JP", timezone_id="Asia/Tokyo", **options)
        context.set_default_timeout(PATIENCE)
        return context

    return made


@pytest.fixture(scope="package")
def session_of(new_context) -> Callable[[str], dict]:
    """The cookies of somebody of the sample town, by the first part of their mail address; each logs in once."""
    sessions = {}

    def session(who: str) -> dict:
        if who not in sessions:
            with new_context() as context:
                page = context.new_page()
                page.goto("/accounts/login/")
                page.get_by_label("メールアドレス").fill(f"{who}@sumino.example.jp")
                page.locator("input[type=password]").fill(PASSWORD)
                page.locator("main form button[type=submit]").first.click()
                page.wait_for_url(lambda address: "/accounts/login" not in address)
                sessions[who] = context.storage_state()
        return sessions[who]

    return session


@pytest.fixture
def watch(town) -> Iterator[Watch]:
    """What the browser asked for and complained about; the test fails on it when it ends."""
    watch = Watch(host=urlsplit(town.address).netloc)
    yield watch
    assert watch.complaints == []


@pytest.fixture
def somebody(new_context, session_of, watch) -> Iterator[Callable[..., Page]]:
    """Opens a device of its own for somebody: a stranger, or who is named of the sample town."""
    contexts = []

    def opened(who: str = "", **options) -> Page:
        context = new_context(**({"storage_state": session_of(who)} if who else {}), **options)
        contexts.append(context)
        watch.over(context)
        return context.new_page()

    yield opened
    for context in contexts:
        context.close()


@pytest.fixture
def page(somebody) -> Page:
    """A resident at a desk, not logged in."""
    return somebody()
