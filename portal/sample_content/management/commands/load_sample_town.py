"""`manage.py load_sample_town`: the invented town, the same for the same seed."""

from typing import Any

from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Loads the invented town."

    def handle(self, *args: Any, **options: Any) -> None:
        pass
