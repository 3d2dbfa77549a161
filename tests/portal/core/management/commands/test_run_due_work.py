"""A stop must end the background work, whatever it is doing: a server that does not go down blocks an update."""

import os
import signal
import time

import pytest
from django.core.management import call_command
from django_tasks import task

from portal.core import due_work

pytestmark = pytest.mark.django_db(transaction=True)

DATABASE_QUEUE = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": ["default"]}}
SECONDS = 30


class StillRunning(Exception):
    pass


@task()
def be_stopped():
    os.kill(os.getpid(), signal.SIGTERM)


@pytest.fixture(autouse=True)
def within_a_while():
    """Fail instead of hanging, and leave the signals as they were."""

    def give_up(*_):
        raise StillRunning

    before = {number: signal.getsignal(number) for number in (signal.SIGTERM, signal.SIGINT, signal.SIGALRM)}
    signal.signal(signal.SIGALRM, give_up)
    signal.alarm(SECONDS)
    yield
    signal.alarm(0)
    for number, handler in before.items():
        signal.signal(number, handler)


def test_a_stop_that_comes_while_a_task_runs_ends_the_work(settings):
    settings.TASKS = DATABASE_QUEUE
    stopping = be_stopped.enqueue()

    call_command("run_due_work", every=3600)

    stopping.refresh()
    assert stopping.is_finished


def test_a_stop_that_comes_in_the_middle_of_a_pass_begins_nothing_else(settings, monkeypatch):
    settings.TASKS = DATABASE_QUEUE
    done = []
    works = {
        "first": due_work.DueWork("first", lambda _now: os.kill(os.getpid(), signal.SIGTERM) or done.append(1) or 1),
        "second": due_work.DueWork("second", lambda _now: done.append(2) or 1),
    }
    monkeypatch.setattr(due_work, "_REGISTERED", works)

    call_command("run_due_work", every=3600)

    assert done == [1]


def test_a_stop_that_comes_in_the_pause_does_not_wait_for_its_end(settings, monkeypatch):
    settings.TASKS = DATABASE_QUEUE
    monkeypatch.setattr(due_work, "_REGISTERED", {})
    signal.signal(signal.SIGALRM, lambda *_: os.kill(os.getpid(), signal.SIGTERM))
    signal.alarm(1)
    begun = time.monotonic()

    call_command("run_due_work", every=3600)

    assert time.monotonic() - begun < SECONDS
