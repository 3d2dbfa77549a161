"""A town whose background work is killed in the middle, in a process of its own: prints what came of it as JSON.

`python -m tests.portal.core.domain.killed_in_the_middle`, with PORTAL_DATA_DIR naming a migrated database.
"""

import json
import os
import signal
import sys
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


def scheduled():
    page = draft_event()
    page.go_live_at = timezone.now() + timedelta(seconds=0.2)
    page.save_revision(clean=False).publish()
    return page.pk


def expiring():
    page = draft_event(live=True, expire_at=timezone.now() + timedelta(seconds=0.2))
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


if __name__ == "__main__":
    call_command("createcachetable", verbosity=0)
    sys.stdout.write(json.dumps({moment: told(moment) for moment in MOMENTS}))
