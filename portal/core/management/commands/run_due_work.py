"""`manage.py run_due_work`: one pass of everything that is due; with ``--every`` again and again."""

import signal
import time
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker

from portal.core.due_work import perform_due_work


class Command(BaseCommand):
    help = "Publishes, expires, materialises and indexes what is due."

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.stopped = False
        self.worker: Worker | None = None

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="go on, with this pause between two passes")

    def handle(self, *args: Any, every: int | None = None, **options: Any) -> None:
        if every is None:
            self.one_pass()
            return
        # Before the first pass: a stop must not be lost, whatever is being done when it comes.
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, self.stop)
        while not self.stopped:
            self.one_pass()
            self.pause(every)

    def pause(self, seconds: int) -> None:
        """In naps: a signal does not end a sleep, and setting an event from its handler can lock up."""
        until = time.monotonic() + seconds
        while not self.stopped and time.monotonic() < until:
            time.sleep(0.2)

    def stop(self, *_: Any) -> None:
        """Finish the piece of work in hand, and begin no other."""
        self.stopped = True
        if self.worker is not None:
            self.worker.running = False

    def one_pass(self) -> None:
        call_command("publish_scheduled", verbosity=0)
        self.run_tasks()
        for name, count in perform_due_work(timezone.now(), stopped=lambda: self.stopped).items():
            if count:
                self.stdout.write(f"{name}: {count}")

    def run_tasks(self) -> None:
        """Empty the queue. The package's own command would take the signals over, and lose one that comes in a task."""
        self.worker = Worker(
            queue_names=["default"],
            interval=1,
            batch=True,
            backend_name="default",
            startup_delay=False,
            max_tasks=None,
            worker_id="due-work",
            excluded_queue_names=[],
        )
        if not self.stopped:
            self.worker.run()
        self.worker = None
