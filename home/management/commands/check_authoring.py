"""`manage.py check_authoring`: check what staff have written; with ``--all`` the whole site, changed or not."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.utils import timezone

from home.domain.authoring.sweeping import check_texts, due, every_text, forget_what_is_gone
from home.models import KeptFinding
from home.rules import counted


class Command(BaseCommand):
    help = "Checks the writing of what was saved since the last check, and keeps what was found for the report."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--all", action="store_true", help="the whole site, whether it was saved since or not")

    def handle(self, *args: Any, **options: Any) -> None:
        now = timezone.now()
        forget_what_is_gone()
        count = check_texts(every_text() if options["all"] else due(now), now=now)
        found = counted(KeptFinding.objects.values_list("level", flat=True))
        words = "、".join(f"{level.label} {number}" for level, number in found) or "0"
        self.stdout.write(f"{count}件を点検しました。いま残っているもの：{words}")
