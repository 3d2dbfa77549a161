"""The translations, compiled without gettext on the machine: ``python -m portal.catalogues``.

It needs no Django: what Django has read before the catalogues were there would stay English.
"""

from pathlib import Path
from typing import Final

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

ROOT: Final = Path(__file__).resolve().parent.parent
FOLDERS: Final = ("portal", "home", "events", "resources", "volunteers", "search")


def compile_all() -> None:
    """Compile every catalogue of this repository that has changed; those of packages come compiled."""
    for po in sorted(po for folder in FOLDERS for po in (ROOT / folder).rglob("LC_MESSAGES/*.po")):
        _compile(po)


def _compile(po: Path) -> None:
    mo = po.with_suffix(".mo")
    if mo.exists() and mo.stat().st_mtime >= po.stat().st_mtime:
        return
    with po.open("rb") as source:
        catalogue = read_po(source, locale="ja", domain=po.stem)
    unfinished = mo.with_suffix(".tmp")
    with unfinished.open("wb") as target:
        write_mo(target, catalogue)
    unfinished.replace(mo)


if __name__ == "__main__":
    compile_all()
