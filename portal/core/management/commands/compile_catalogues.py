"""`manage.py compile_catalogues`: the translations, without gettext on the machine."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.catalogues import compile_all


class Command(BaseCommand):
    help = "Compiles every message catalogue of the project."

    def handle(self, *args: Any, **options: Any) -> None:
        compile_all()
