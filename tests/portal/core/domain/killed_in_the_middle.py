"""A town whose background work is killed in the middle, or does its work beside: prints what came of it as JSON.

`python -m tests.portal.core.domain.killed_in_the_middle`, with PORTAL_DATA_DIR naming a migrated database.
"""

import json
import os
import signal
import subprocess
import sys
import time
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import django
import time_machine

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "portal.settings.dev")
django.setup()

from django.conf import settings  # noqa: E402 -- Django must be set up first
from django.core.mail.backends.filebased import EmailBackend  # noqa: E402
from django.core.management import call_command  # noqa: E402
from django.db import connections  # noqa: E402
from django.db.models.signals import post_save  # noqa: E402
from django.utils import timezone  # noqa: E402
from wagtail.models import PageLogEntry  # noqa: E402
from wagtail.signals import page_published, page_unpublished  # noqa: E402

from events.models import EventPage  # noqa: E402
from home.domain import reminders, weekly_mail  # noqa: E402
from portal.core.calendar import at_town  # noqa: E402
from portal.core.models import ReviewReminder, User, WeeklyMail  # noqa: E402
from portal.sample_content.processes import end  # noqa: E402
from search.models import Document  # noqa: E402
from tests.factories.core import SectionFactory  # noqa: E402
from tests.factories.events import draft_event  # noqa: E402
from tests.factories.home import plain_page, staff, town_with_roles  # noqa: E402

# Each is sent while the work is at another place: saved, said to be published, taken down, logged.
MOMENTS = {
    "while a page is saved": (post_save, EventPage),
    "while others are told that it is published": (page_published, EventPage),
    "while it is taken down": (page_unpublished, EventPage),
    "while the log is written": (post_save, PageLogEntry),
}

NAME = "tests.portal.core.domain.killed_in_the_middle"
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


MONDAY = date(2026, 11, 16)
EIGHT = at_town(MONDAY, 8)
JUST_BEFORE = EIGHT - timedelta(seconds=0.5)
NOON = at_town(MONDAY, 12)
MAILS = {"the review of a page": reminders.remind, "the week": weekly_mail.tell_of_the_week}
# Killed while a mail is in hand: the server has it not yet, or has it and nobody noted that.
SENDING = {"before the server has it": False, "before it is noted": True}


@cache
def roles():
    return town_with_roles()


def clerk():
    """The one at work, who is told of both: one page of their section is to be looked at."""
    User.objects.update(is_active=False)
    section = SectionFactory()
    clerk = staff(roles(), "editor", section=section, date_joined=at_town(date(2026, 1, 5)))
    plain_page(review_on=MONDAY, section=section)
    return clerk


def mails_to(address):
    """The Message-IDs of what the mail server has for ``address``."""
    words = [file.read_text() for file in Path(settings.EMAIL_FILE_PATH).glob("*")]
    mails = [mail for text in words for mail in text.split("-" * 79) if f"To: {address}" in mail]
    return [line for mail in mails for line in mail.splitlines() if line.startswith("Message-ID")]


def killed_while_sending(tell, *, after):
    def die(backend, messages):
        if after:
            sent(backend, messages)
        os.kill(os.getpid(), signal.SIGKILL)

    sent, EmailBackend.send_messages = EmailBackend.send_messages, die
    tell(NOON)


def sent_in_spite_of(tell, *, after):
    """How many mails there are after the kill, and after passes a minute, half an hour and an hour later."""
    told = clerk()
    ended_by = forked(lambda: killed_while_sending(tell, after=after))
    numbers = [len(mails_to(told.email))]
    for minutes in (1, 31, 62):
        forked(lambda minutes=minutes: tell(NOON + timedelta(minutes=minutes)))
        numbers.append(len(mails_to(told.email)))
    return {"ended by": ended_by, "mails": numbers, "known by": len(set(mails_to(told.email)))}


def told_after_eight(told):
    """By how many seconds ``told`` was told too late of what is due at eight."""
    rows = [ReviewReminder.objects.filter(recipient=told), WeeklyMail.objects.filter(recipient=told)]
    wait_for(lambda: all(of.filter(sent_at__isnull=False).exists() for of in rows))
    return [(row.sent_at - EIGHT).total_seconds() for of in rows for row in of if row.sent_at]


def work_by_the_clock_of_monday():
    """Work again and again from a little before eight; says first when that was by the clock on the wall."""
    sys.stdout.write(f"{time.time()}\n")
    sys.stdout.flush()
    with time_machine.travel(JUST_BEFORE, tick=True):
        call_command("run_due_work", every=1, stdout=sys.stderr)


def late_with_make_run_alone():
    """The work is forked out of the process that made the town, as `make run` does it."""
    told = clerk()
    connections.close_all()
    if (pid := os.fork()) == 0:
        sys.stdout = sys.stderr
        work_by_the_clock_of_monday()
        os._exit(0)
    late = told_after_eight(told)
    end([pid])
    return {"mails": late}


def late_with_a_worker_of_its_own():
    """The work is a process of its own, at work already when pages become due."""
    told = clerk()
    worker = subprocess.Popen([sys.executable, "-m", NAME, "worker"], stdout=subprocess.PIPE, text=True)
    try:
        began = float(worker.stdout.readline())
        with time_machine.travel(JUST_BEFORE + timedelta(seconds=time.time() - began), tick=True):
            return {"mails": told_after_eight(told), "pages": pages_late()}
    finally:
        worker.terminate()
        worker.wait()


def pages_late():
    """By how many seconds a page is published and another taken down too late."""
    due = {scheduled(2): "wagtail.publish.scheduled", expiring(2): "wagtail.unpublish.scheduled"}
    times = {pk: EventPage.objects.get(pk=pk).expire_at for pk in due}
    times |= {
        pk: at or EventPage.objects.get(pk=pk).get_latest_revision().approved_go_live_at for pk, at in times.items()
    }
    wait_for(lambda: all(done_at(pk, action) for pk, action in due.items()))
    return [(done_at(pk, action) - times[pk]).total_seconds() for pk, action in due.items() if done_at(pk, action)]


def mails_of_the_killed():
    return {
        f"{name}, {moment}": sent_in_spite_of(tell, after=after)
        for name, tell in MAILS.items()
        for moment, after in SENDING.items()
    }


if __name__ == "__main__":
    if sys.argv[1:] == ["worker"]:
        work_by_the_clock_of_monday()
    else:
        call_command("createcachetable", verbosity=0)
        done = {moment: told(moment) for moment in MOMENTS} | {"mails": mails_of_the_killed()}
        late = {"make run": late_with_make_run_alone(), "worker": late_with_a_worker_of_its_own()}
        sys.stdout.write(json.dumps(done | {"late": late}))
