"""`manage.py run_due_work`: one pass of everything that is due; with ``--every`` again and again."""

import signal
import threading
from typing import Any

from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from portal.core.due_work import perform_due_work


class Command(BaseCommand):
    help = "Publishes, expires, materialises and indexes what is due."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--every", type=int, metavar="SECONDS", help="go on, with this pause between two passes")

    def handle(self, *args: Any, every: int | None = None, **options: Any) -> None:
        self.one_pass()
        if every is None:
            return
        stopped = threading.Event()
        for number in (signal.SIGTERM, signal.SIGINT):
            signal.signal(number, lambda *_: stopped.set())
        while not stopped.wait(every):
            self.one_pass()

    def one_pass(self) -> None:
        call_command("publish_scheduled", verbosity=0)
        call_command("db_worker", batch=True, verbosity=0)
        for name, count in perform_due_work(timezone.now()).items():
            if count:
                self.stdout.write(f"{name}: {count}")
