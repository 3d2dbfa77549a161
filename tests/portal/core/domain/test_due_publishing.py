"""What is due is done once, however often the work is killed, and whoever else does it."""

import json
import logging
import os
import shutil
import signal
import subprocess
import sys
from datetime import timedelta

import pytest
from django.conf import settings
from django.db import connection
from wagtail.models import PageLogEntry

from events.models import EventPage
from portal.core import due_work
from portal.core.domain.due_publishing import publish_due
from tests import migrated
from tests.factories.events import NOW, draft_event, event

pytestmark = pytest.mark.django_db
LIVE_LOGGED_ONCE_AND_FOUND = [True, 1, 1]
DOWN_LOGGED_ONCE_AND_NOT_FOUND = [False, 1, 0]


@pytest.fixture(scope="module")
def killed(django_db_setup, tmp_path_factory):
    """What came of a town whose background work was killed at each moment."""
    if connection.vendor != "sqlite":
        pytest.skip("the town of this test stands on SQLite, in a file of its own")
    folder = tmp_path_factory.mktemp("killed")
    shutil.copy(migrated.kept(), folder / "portal.sqlite3")
    environment = os.environ | {"PORTAL_DATA_DIR": str(folder), "DJANGO_SETTINGS_MODULE": "portal.settings.dev"}
    done = subprocess.run(
        [sys.executable, "-m", "tests.portal.core.domain.killed_in_the_middle"],
        cwd=settings.BASE_DIR,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-3000:]
    return json.loads(done.stdout.splitlines()[-1])


@pytest.mark.parametrize(
    "moment",
    [
        "while a page is saved",
        "while others are told that it is published",
        "while it is taken down",
        "while the log is written",
    ],
)
def test_killed_in_the_middle_nothing_is_lost_and_nothing_doubled(killed, moment):
    assert killed[moment]["ended by"] == signal.SIGKILL
    assert killed[moment]["published"] == [LIVE_LOGGED_ONCE_AND_FOUND] * 3
    assert killed[moment]["expired"] == [DOWN_LOGGED_ONCE_AND_NOT_FOUND] * 3


def test_a_separate_worker_publishes_and_takes_down_on_time(killed):
    late = killed["late"]["worker"]["pages"]

    assert len(late) == 2
    assert all(0 <= seconds < 10 for seconds in late)


@pytest.mark.parametrize("mail", ["the review of a page", "the week"])
def test_a_mail_in_hand_when_the_work_is_killed_is_not_lost_and_not_doubled(killed, mail):
    kept = killed["mails"][f"{mail}, before the server has it"]

    assert kept == {"ended by": signal.SIGKILL, "mails": [0, 0, 1, 1], "known by": 1}


@pytest.mark.parametrize("mail", ["the review of a page", "the week"])
def test_killed_between_the_servers_yes_and_the_note_the_second_mail_is_known_by_its_number(killed, mail):
    kept = killed["mails"][f"{mail}, before it is noted"]

    assert kept == {"ended by": signal.SIGKILL, "mails": [1, 1, 2, 2], "known by": 1}


@pytest.mark.parametrize("way", ["make run", "worker"])
def test_what_is_due_at_eight_is_told_then_with_make_run_alone_and_with_a_separate_worker(killed, way):
    late = killed["late"][way]["mails"]

    assert len(late) == 2
    assert all(0 <= seconds < 10 for seconds in late)


def test_a_pass_takes_care_of_all_that_the_clock_is_asked_for():
    assert {
        "remind of pages to be looked at",
        "remind of approvals",
        "tell of the week",
        "close accounts of those who left",
        "carry out reorganisations",
    } <= set(due_work._REGISTERED)


def scheduled(**fields):
    page = draft_event(**fields)
    revision = page.save_revision(clean=False)
    revision.approved_go_live_at = NOW - timedelta(minutes=1)
    revision.save()
    return page


def test_what_is_not_due_yet_waits():
    page = scheduled()

    done = publish_due(NOW - timedelta(minutes=2))

    assert done == 0
    assert EventPage.objects.get(pk=page.pk).live is False


def test_a_second_worker_does_nothing_again():
    page = scheduled()

    counts = [publish_due(NOW), publish_due(NOW)]

    assert counts == [1, 0]
    assert PageLogEntry.objects.filter(page=page.pk, action="wagtail.publish.scheduled").count() == 1


def test_one_that_fails_holds_up_no_other(caplog):
    broken, fine = scheduled(), scheduled()
    revision = broken.latest_revision
    revision.content["venue_address"] = None
    revision.save()

    with caplog.at_level(logging.CRITICAL, "portal.due_work"):
        done = publish_due(NOW)

    assert done == 1
    assert EventPage.objects.get(pk=broken.pk).live is False
    assert EventPage.objects.get(pk=fine.pk).live is True


def test_what_has_expired_is_taken_down():
    page = event(expire_at=NOW - timedelta(minutes=1))

    done = publish_due(NOW)

    assert done == 1
    assert EventPage.objects.get(pk=page.pk).live is False
