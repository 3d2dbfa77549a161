"""`manage.py load_sample_town`: the invented town, the same for the same seed and day."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.utils import timezone

from portal.sample_content.loading import Sizes, load_town

NUMBERS = ("agencies", "events", "materials", "volunteers")
WORDS = {
    "agencies": "相談機関",
    "events": "活動",
    "materials": "教材",
    "outcomes": "会議の結果",
    "volunteers": "ボランティア",
}


class Command(BaseCommand):
    help = "Loads the invented town; the numbers scale it for benches."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--seed", type=int, default=1)
        for name in NUMBERS:
            parser.add_argument(f"--{name}", type=int, default=0, help=f"at least so many {name}")

    def handle(self, *args: Any, seed: int = 1, **options: Any) -> None:
        sizes = Sizes(**{name: options.get(name) or 0 for name in NUMBERS})
        try:
            counts = load_town(seed=seed, today=timezone.localdate(), sizes=sizes)
        except RuntimeError as refused:
            raise CommandError(str(refused)) from None
        words = {
            "agencies": "相談機関",
            "events": "活動",
            "materials": "教材",
            "outcomes": "会議の結果",
            "volunteers": "ボランティア",
        }
        self.stdout.write(
            "、".join(f"{words[name]} {count}件" for name, count in counts.items()) + "を読み込みました。"
        )
