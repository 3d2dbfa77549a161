"""A town whose background work is killed in the middle, or does its work beside: prints what came of it as JSON.

`python -m tests.portal.core.domain.killed_in_the_middle`, with PORTAL_DATA_DIR naming a migrated database.
"""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import timedelta

import django

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
django.setup()

from django.core.management import call_command  # noqa: E402 -- Django must be set up first
from django.db import connections  # noqa: E402
from django.db.models.signals import post_save  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.models import PageLogEntry  # noqa: E402
from wagtail.signals import page_published, page_unpublished  # noqa: E402

from events.models import EventPage  # noqa: E402
from search.models import Document  # noqa: E402
from tests.factories.events import draft_event  # noqa: E402

# Each is sent while the work is at another place: saved, said to be published, taken down, logged.
MOMENTS = {
    "while a page is saved": (post_save, EventPage),
    "while others are told that it is published": (page_published, EventPage),
    "while it is taken down": (page_unpublished, EventPage),
    "while the log is written": (post_save, PageLogEntry),
}

WAITED = 30  # seconds; a busy machine starts a worker in ten


def forked(perform):
    """Do it in a copy of this process; returns the signal that ended it, or 0."""
    connections.close_all()
    if (pid := os.fork()) == 0:
        perform()
        os._exit(0)
    return os.WTERMSIG(os.waitpid(pid, 0)[1])


def killed_at(moment):
    sent, sender = MOMENTS[moment]
    seen = []

    def die(**_):
        seen.append(1)
        if len(seen) == 2:
            os.kill(os.getpid(), signal.SIGKILL)

    sent.connect(die, sender=sender, weak=False)
    call_command("run_due_work", stdout=sys.stderr)


def scheduled(seconds=0.2):
    page = draft_event()
    page.go_live_at = timezone.now() + timedelta(seconds=seconds)
    page.save_revision(clean=False).publish()
    return page.pk


def expiring(seconds=0.2):
    page = draft_event(live=True, expire_at=timezone.now() + timedelta(seconds=seconds))
    page.save_revision(clean=False).publish()
    return page.pk


def standing(pks, action):
    return [
        [
            EventPage.objects.get(pk=pk).live,
            PageLogEntry.objects.filter(page=pk, action=action).count(),
            Document.objects.filter(key=f"events.eventpage:{pk}").count(),
        ]
        for pk in pks
    ]


def told(moment):
    going, leaving = [scheduled() for _ in range(3)], [expiring() for _ in range(3)]
    while EventPage.objects.filter(pk__in=leaving, expire_at__gt=timezone.now()).exists():
        signal.sigtimedwait([], 0.05)
    ended_by = forked(lambda: killed_at(moment))
    forked(lambda: call_command("run_due_work", stdout=sys.stderr))
    forked(lambda: call_command("run_due_work", stdout=sys.stderr))
    return {
        "ended by": ended_by,
        "published": standing(going, "wagtail.publish.scheduled"),
        "expired": standing(leaving, "wagtail.unpublish.scheduled"),
    }


def wait_for(is_so):
    until = time.monotonic() + WAITED
    while not is_so() and time.monotonic() < until:
        signal.sigtimedwait([], 0.05)


def done_at(pk, action):
    """When the worker did it, if it did."""
    return PageLogEntry.objects.filter(page=pk, action=action).values_list("timestamp", flat=True).first()


def lateness():
    """By how many seconds a worker of its own, at work already, publishes and takes down too late."""
    known = scheduled()
    worker = subprocess.Popen([sys.executable, "manage.py", "run_due_work", "--every", "1"], stdout=sys.stderr)
    try:
        wait_for(lambda: EventPage.objects.get(pk=known).live)
        due = {scheduled(2): "wagtail.publish.scheduled", expiring(2): "wagtail.unpublish.scheduled"}
        times = {pk: EventPage.objects.get(pk=pk).expire_at for pk in due}
        times |= {
            pk: at or EventPage.objects.get(pk=pk).get_latest_revision().approved_go_live_at for pk, at in times.items()
        }
        wait_for(lambda: all(done_at(pk, action) for pk, action in due.items()))
        return [(done_at(pk, action) - times[pk]).total_seconds() for pk, action in due.items() if done_at(pk, action)]
    finally:
        worker.terminate()
        worker.wait()


if __name__ == "__main__":
    call_command("createcachetable", verbosity=0)
    sys.stdout.write(json.dumps({moment: told(moment) for moment in MOMENTS} | {"late": lateness()}))
