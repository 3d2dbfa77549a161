"""Every screen that a role can open, in a browser: it answers, speaks Japanese, breaks no rule of accessibility.

A browser opens a screen once for each way in which it is made: for those who may
most first, for others only where they get something else. What else Wagtail can
say is counted string by string in `tests/portal/test_overlay.py`.
"""

import re
import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from axe_playwright_python.base import AXE_SCRIPT
from playwright.sync_api import BrowserContext, Error, Page, Response

from tests.journeys.markup import Answer
from tests.journeys.speaking import english_lines, english_on
from tests.journeys.staff_screens import MOST_FIRST, Screen, screens, served
from tests.journeys.watching import Watch

pytestmark = [pytest.mark.browser, pytest.mark.markup]

KNOWN = tomllib.loads(Path(__file__).with_name("axe_of_wagtail.toml").read_text(encoding="utf-8"))["known"]
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# What the small town of the test is filled with.
TYPED = ("testserver", "zadankai")
CODES = re.compile(
    r"[\w-]+\.(txt|csv|xlsx|png)\b|\b(section|area|topic|sector|concern|audience|provision|function)-?\d+"
)
RUN_AXE = """
([within, runOnly]) => axe
  .run(within ? document.querySelector(within) : document, {runOnly, resultTypes: ["violations"], preload: false})
  .then(all => all.violations)
"""


@dataclass
class Crawl:
    """What was found, each beside the screen where it was."""

    answers: dict[Screen, int] = field(default_factory=dict)
    english: list[tuple[Screen, str]] = field(default_factory=list)
    violations: list[tuple[Screen, str, str]] = field(default_factory=list)  # axe's rule, the element
    opened: list[Screen] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)
    made_of: dict[str, set] = field(default_factory=dict)

    def read(self, screen: Screen, answer) -> bool:
        """Judge an answer by its words; whether a browser has to open it too."""
        self.answers[screen] = answer.status
        if not answer.headers.get("content-type", "").startswith("text/html"):
            return False
        made = Answer(answer.text())
        new = made.parts - self.made_of.setdefault(screen.row, set())
        self.made_of[screen.row] |= made.parts
        self.english += [(screen, line) for line in sorted(english(made.lines))]
        return answer.status == 200 and screen.shown and made.is_page and bool(new)

    def look(self, screen: Screen, page: Page) -> None:
        """Judge a screen as the browser made it."""
        self.opened.append(screen)
        self.english += [(screen, line) for line in sorted(english(english_on(page)))]
        page.evaluate(AXE_SCRIPT)
        # Around our screens stands what stands around Wagtail's.
        for one in page.evaluate(RUN_AXE, ["main" if screen.is_ours else "", LEVELS]):
            self.violations += [(screen, one["id"], node["html"]) for node in one["nodes"]]


def english(lines) -> set[str]:
    return english_lines([CODES.sub("", line) for line in lines], TYPED)


@pytest.fixture(scope="module")
def crawl(django_db_setup, browser, tmp_path_factory) -> Crawl:
    crawl = Crawl()
    with served(tmp_path_factory.mktemp("staff-town")) as (town, addresses):
        watch, wanted = Watch(host=urlsplit(town.address).netloc), list(screens())
        for role in MOST_FIRST:
            own = addresses[role]
            # axe writes styles of its own, which a policy might stop.
            with browser.new_context(base_url=town.address, locale="ja-JP", bypass_csp=True) as context:
                context.add_cookies([{"name": "sessionid", "value": own["session"], "url": town.address}])
                watch.over(context)
                crawl_as([screen for screen in wanted if screen.role == role], context, own, crawl)
        crawl.complaints += watch.complaints
    return crawl


def crawl_as(wanted: list[Screen], context: BrowserContext, addresses: dict[str, str], crawl: Crawl) -> None:
    page = context.new_page()
    for screen in wanted:
        address = addresses[f"{screen.row} {screen.whose}"]
        # Who comes first opens it at once; the answer that the browser got is the one that is judged.
        if screen.shown and screen.row not in crawl.made_of and (answer := opened(page, address)):
            if crawl.read(screen, answer):
                crawl.look(screen, page)
        elif crawl.read(screen, context.request.get(address)):
            page.goto(address)
            crawl.look(screen, page)


def opened(page: Page, address: str) -> Response | None:
    """What the browser was answered; nothing where it is to keep a file."""
    try:
        return page.goto(address)
    except Error:
        return None


def is_known(known: dict, screen: Screen, rule: str, element: str) -> bool:
    return (known["row"], known["rule"]) == (screen.row, rule) and known["element"] in element


def test_every_screen_of_a_role_answers(crawl):
    assert {screen: status for screen, status in crawl.answers.items() if status != 200} == {}
    assert {screen.role for screen in crawl.answers} == set(MOST_FIRST)


def test_every_screen_of_a_role_speaks_japanese(crawl):
    assert crawl.english == []


def test_no_screen_breaks_a_rule_of_accessibility_but_where_wagtail_is_known_to(crawl):
    broken = [
        (screen.role, screen.row, rule, element)
        for screen, rule, element in crawl.violations
        if screen.is_ours or not any(is_known(known, screen, rule, element) for known in KNOWN)
    ]

    assert broken == []


@pytest.mark.parametrize("known", KNOWN, ids=lambda known: f"{known['row']} {known['rule']}")
def test_what_wagtail_is_known_for_is_still_there(crawl, known):
    assert known["reason"]
    assert any(is_known(known, *violation) for violation in crawl.violations)


def test_no_browser_complains_about_a_screen(crawl):
    assert crawl.complaints == []
