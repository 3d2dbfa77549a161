"""Every screen of ours that a role can open answers in Japanese, and so do those of Wagtail where staff work all day.

What else Wagtail can say is counted string by string in `tests/portal/test_overlay.py`.
"""

import re
import warnings

import pytest
from bs4 import BeautifulSoup
from django.db import transaction
from django.test import Client

from tests.architecture.staff_addresses import addresses
from tests.architecture.staff_answers import NOBODY_WORKS, table
from tests.architecture.staff_examples import example
from tests.architecture.staff_town import ROLES
from tests.architecture.staff_town import town as build_town
from tests.home.screens import screens_of_ours
from tests.journeys.speaking import english_lines

# What the small town of the test is filled with.
TYPED = ("testserver", "zadankai")
FILE_NAME = re.compile(r"[\w-]+\.(txt|csv|xlsx|png)\b")
# What no person reads.
FOR_SCRIPTS = (
    "wagtailadmin_api:",
    "wagtailsnippetchoosers_",
    "authoring_report_results",
    "approval_remarks",
    "manual_image",
    "volunteers_names_csv",
)
OF_WAGTAIL = (
    "wagtailadmin_home",
    "wagtailadmin_account",
    "wagtailadmin_explore",
    "wagtailadmin_pages:add[events.eventpage]",
    "wagtailadmin_pages:add[events.meetingoutcomepage]",
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:delete",
    "wagtailadmin_pages:history",
    "wagtailadmin_reports:site_history",
    "wagtailimages:index",
    "wagtailimages:edit",
    "wagtaildocs:index",
    "wagtailsnippets_resources_agency:list",
    "wagtailsnippets_resources_agency:edit",
    "wagtailsnippets_core_wording:list",
    "wagtailusers_users:index",
)
ATTRIBUTES = ("title", "aria-label", "placeholder", "alt")


@pytest.fixture(scope="module")
def town(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), transaction.atomic():
        yield build_town()
        transaction.set_rollback(True)


def screens():
    """What is crawled, by its row in the table."""
    ours = set(screens_of_ours())
    for address in addresses():
        if (address.name in ours or address.row in OF_WAGTAIL) and not address.name.startswith(FOR_SCRIPTS):
            yield address


def opened_by(role):
    """Of those the ones that the table lets this role open, each about what is theirs or what is not."""
    at, rows = ROLES.index(role), table()
    for address in screens():
        for whose in ("any", "own", "other"):
            words = rows.get((address.row, "GET", whose), ())
            # Rows about what is one's own name only the two roles that work on their own pages.
            if at < len(words) and words[at] == "yes":
                yield address, whose


def said(answer):
    """The lines that somebody reads or hears of an answer in HTML."""
    if not answer.headers.get("Content-Type", "").startswith("text/html") or not answer.content.strip():
        return []
    page = BeautifulSoup(answer.content, "html.parser")
    for silent in page.select("script, style, template, svg, [hidden]"):
        silent.decompose()
    attributes = [element[name] for name in ATTRIBUTES for element in page.select(f"[{name}]")]
    return [
        *page.get_text("\n").splitlines(),
        *attributes,
        *(one["value"] for one in page.select("input[type=submit][value]")),
    ]


@pytest.mark.markup
@pytest.mark.django_db
@pytest.mark.parametrize("role", ROLES)
def test_every_screen_of_a_role_answers_in_japanese(town, role, settings):
    settings.TASKS = NOBODY_WORKS
    client = Client(raise_request_exception=False)
    client.force_login(town["users"][role])
    faults = {}

    with warnings.catch_warnings():
        warnings.simplefilter("ignore", ResourceWarning)
        for address, whose in opened_by(role):
            things = town["other"] if whose == "other" else town["own"][role]
            answer = client.get(example(address, things))
            if answer.status_code != 200:
                faults[address.row] = answer.status_code
            elif english := english_lines([FILE_NAME.sub("", line) for line in said(answer)], TYPED):
                faults[address.row] = sorted(english)

    assert faults == {}
