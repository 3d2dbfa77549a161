"""`manage.py load_vocabularies`: the shipped words, without touching what staff have changed."""

from typing import Any

from django.core.management.base import BaseCommand

from portal.core.domain.vocabularies import load_shipped_vocabularies


class Command(BaseCommand):
    help = "Adds the entries of the shipped vocabularies that are not there yet."

    def handle(self, *args: Any, **options: Any) -> None:
        added = load_shipped_vocabularies()
        self.stdout.write(f"{added} 件の用語を追加しました。")
