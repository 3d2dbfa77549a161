"""Which screens of the staff side are crawled, for whom, and the small town that they are about."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings

from tests import migrated
from tests.architecture.staff_addresses import addresses
from tests.architecture.staff_answers import TABLE, table
from tests.architecture.staff_examples import example
from tests.architecture.staff_town import ROLES
from tests.home.screens import screens_of_ours
from tests.journeys import town as towns

ADDRESSES = "addresses.json"
BUILD = "from tests.journeys.staff_screens import build; build()"
MOST_FIRST = tuple(reversed(ROLES))
# What no person reads.
FOR_SCRIPTS = (
    "wagtailadmin_api:",
    "wagtailsnippetchoosers_",
    "authoring_report_results",
    "approval_remarks",
    "manual_image",
    "volunteers_names_csv",
)
# Screens of Wagtail where staff work all day: each role reads them, and a browser opens them.
OF_WAGTAIL = (
    "wagtailadmin_home",
    "wagtailadmin_account",
    "wagtailadmin_explore",
    "wagtailadmin_pages:add[events.eventpage]",
    "wagtailadmin_pages:add[events.meetingoutcomepage]",
    "wagtailadmin_pages:edit",
    "wagtailadmin_pages:delete",
    "wagtailadmin_pages:history",
    "wagtailadmin_pages:search",
    "wagtailadmin_pages:workflow_history_detail",
    "wagtailadmin_reports:site_history",
    "wagtailadmin_workflows:edit",
    "wagtailimages:index",
    "wagtailimages:edit",
    "wagtaildocs:index",
    "wagtailsettings:edit[core.portalsettings]",
    "wagtailsnippets_resources_agency:list",
    "wagtailsnippets_resources_agency:edit",
    "wagtailsnippets_core_wording:list",
    "wagtailusers_groups:edit",
    "wagtailusers_users:index",
)


@dataclass(frozen=True)
class Screen:
    """One screen for one role; ``whose``: whether it is about what is theirs; a browser opens what is ``shown``."""

    role: str
    row: str
    whose: str
    shown: bool
    is_ours: bool


def screens() -> Iterator[Screen]:
    """What is crawled, those who may most first; they alone read the screens of Wagtail that all are alike."""
    ours, rows, alike = set(screens_of_ours()), table(), _alike()
    for role in MOST_FIRST:
        at = ROLES.index(role)
        for address in addresses():
            is_ours = address.name in ours
            shown = is_ours or address.row in OF_WAGTAIL
            read = shown or (role == MOST_FIRST[0] and address.name not in alike)
            if not read or address.name.startswith(FOR_SCRIPTS):
                continue
            for whose in ("any", "own", "other"):
                words = rows.get((address.row, "GET", whose), ())
                # Rows about what is one's own name only the two roles that work on their own pages.
                if at < len(words) and words[at] == "yes":
                    yield Screen(role, address.row, whose, shown, is_ours)


def _alike() -> set[str]:
    """Names of addresses that differ from another one only in the table that they keep: all but one of a family."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    families = {
        name.removeprefix("family ").strip(): members.split()[1:]
        for name, _is, members in (line.partition("=") for line in lines if line.startswith("family "))
    }
    patterns = {line.split()[0] for line in lines if re.search(r"{\w+}", line)}
    return {
        re.sub(r"{(\w+)}", member, pattern)
        for pattern in patterns
        for member in families[re.search(r"{(\w+)}", pattern)[1]]
    }


def build() -> None:
    """Fill the database of this process, and write down the addresses and a session for each role."""
    from django.core.management import call_command
    from django.test import Client
    from django.utils import timezone
    from wagtail.admin.models import EditingSession
    from wagtail.models import Page

    from tests.architecture.staff_town import town

    call_command("createcachetable", verbosity=0)
    things = town()
    Page.objects.filter(title__startswith="Welcome").update(title="はじめ", draft_title="はじめ")
    # Somebody else has each page open, so that the mark of it is always there.
    EditingSession.objects.update(last_seen_at=timezone.now() + timezone.timedelta(hours=1))
    rows = {address.row: address for address in addresses()}
    found = {}
    for role in ROLES:
        client = Client()
        client.force_login(things["users"][role], backend=settings.AUTHENTICATION_BACKENDS[0])
        found[role] = {"session": client.cookies[settings.SESSION_COOKIE_NAME].value}
    for one in screens():
        about = things["other"] if one.whose == "other" else things["own"][one.role]
        found[one.role][f"{one.row} {one.whose}"] = example(rows[one.row], about)
    (settings.DATA_DIR / ADDRESSES).write_text(json.dumps(found), encoding="utf-8")


@contextmanager
def served(folder: Path) -> Iterator[tuple[towns.Town, dict]]:
    """The small town, answering; and the addresses of its screens by role."""
    built = folder / "built"
    built.mkdir()
    shutil.copy(migrated.kept(), built / "portal.sqlite3")
    subprocess.run(
        [sys.executable, "-W", "ignore", "manage.py", "shell", "-v0", "-c", BUILD],
        cwd=settings.BASE_DIR,
        env=towns.environment(built),
        check=True,
    )
    with towns.served(built, folder / "served") as town:
        yield town, json.loads((built / ADDRESSES).read_text(encoding="utf-8"))
