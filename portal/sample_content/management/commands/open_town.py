"""`make run`: everything from an empty folder to a served town; twice is harmless."""

from typing import Any

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandParser

from portal.core.models import User
from portal.sample_content import log_ins
from portal.sample_content.processes import serve

SECONDS_BETWEEN_PASSES = 30


class Command(BaseCommand):
    help = "Prepares the database and the sample town, starts the background work and the server."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--port", type=int, default=8000)

    def handle(self, *args: Any, port: int = 8000, **options: Any) -> None:
        settings.DATA_DIR.mkdir(parents=True, exist_ok=True)
        call_command("migrate", interactive=False, verbosity=0)
        call_command("createcachetable", verbosity=0)
        if not User.objects.exists():
            self.stdout.write("見本の町をつくっています（はじめの一回だけ、数十秒かかります）…")
            call_command("load_sample_town", seed=1)
        self.say_where(port)
        try:
            serve(port=port, seconds_between_passes=SECONDS_BETWEEN_PASSES)
        except KeyboardInterrupt:
            self.stdout.write("\n止めました。")

    def say_where(self, port: int) -> None:
        self.stdout.write(f"\n  町のポータル  http://localhost:{port}/\n  職員の画面    http://localhost:{port}/cms/\n")
        self.stdout.write(
            f"  届いたメール  {settings.EMAIL_FILE_PATH}\n\n  見本のログイン（合言葉はどれも {log_ins.PASSWORD}）"
        )
        for who in log_ins.everyone():
            self.stdout.write(f"    {who.role:<10}\t{who.email}")
        self.stdout.write("\n  止めるには Ctrl+C を押します。\n")
        self.stdout.flush()
