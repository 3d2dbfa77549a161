"""`manage.py compile_catalogues`: the translations, without gettext on the machine."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from django.conf import settings
from django.core.management.base import BaseCommand


class Command(BaseCommand):
    help = "Compiles every message catalogue of the project."

    def handle(self, *args: Any, **options: Any) -> None:
        for po in sorted(catalogues()):
            compile_catalogue(po)


def catalogues() -> set[Path]:
    """The catalogues of this repository; those of packages come compiled."""
    found: set[Path] = set()
    for folder in ("portal", "home", "events", "resources", "volunteers", "search"):
        found.update((settings.BASE_DIR / folder).rglob("LC_MESSAGES/*.po"))
    return found


def compile_catalogue(po: Path) -> None:
    mo = po.with_suffix(".mo")
    if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
        return
    with po.open("rb") as source:
        catalogue = read_po(source, locale="ja", domain=po.stem)
    unfinished = mo.with_suffix(".tmp")
    with unfinished.open("wb") as target:
        write_mo(target, catalogue)
    unfinished.replace(mo)
