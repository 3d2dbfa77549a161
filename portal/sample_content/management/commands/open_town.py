"""`make run`: everything from an empty folder to a served town; twice is harmless."""

import os
import signal
import subprocess
import sys
import time
from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from portal.core.models import User
from portal.sample_content import log_ins

SECONDS_BETWEEN_PASSES = 30
# Longer than any request of a resident; what is cut off is done again in the next pass.
SECONDS_TO_END = 20


class Command(BaseCommand):
    help = "Prepares the database and the sample town, starts the background work and the server."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, port: int = 8000, **options: Any) -> None:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        call_command("compile_catalogues")
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if not User.objects.exists():
            self.stdout.write("見本の町をつくっています（はじめの一回だけ、数十秒かかります）…")
            call_command("load_sample_town", seed=1)
        self.say_where(port)
        self.serve(port)

    def say_where(self, port: int) -> None:
        self.stdout.write(f"\n  町のポータル  http://localhost:{port}/\n  職員の画面    http://localhost:{port}/cms/\n")
        self.stdout.write(
            f"  届いたメール  {settings.EMAIL_FILE_PATH}\n\n  見本のログイン（合言葉はどれも {log_ins.PASSWORD}）"
        )
        for who in log_ins.everyone():
            self.stdout.write(f"    {who.role:<10}\t{who.email}")
        self.stdout.write("\n  止めるには Ctrl+C を押します。\n")
        self.stdout.flush()

    def serve(self, port: int) -> None:
        """Run the worker beside the server, and end both together: neither outlives this command."""
        python, environment = sys.executable, os.environ | {"DJANGO_SETTINGS_MODULE": "portal.settings.dev"}
        worker = [python, "manage.py", "run_due_work", "--every", str(SECONDS_BETWEEN_PASSES)]
        server = [python, "-m", "gunicorn", "portal.wsgi", "--bind", f"0.0.0.0:{port}", "--workers", "1"]
        server += ["--threads", "8", "--preload", "--log-level", "warning"]
        signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
        running = [subprocess.Popen(command, env=environment) for command in (server, worker)]  # noqa: S603 -- our own
        try:
            running[0].wait()
        except KeyboardInterrupt:
            self.stdout.write("\n止めました。")
        finally:
            end(running)


def end(running: list["subprocess.Popen[bytes]"]) -> None:
    """Ask every process to stop, and make those stop that do not."""
    for process in running:
        process.terminate()
    until = time.monotonic() + SECONDS_TO_END
    for process in running:
        try:
            process.wait(timeout=max(until - time.monotonic(), 0))
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
