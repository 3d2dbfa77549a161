"""Telephone numbers as they are shown and as a telephone dials them."""

import re
from typing import Final

from portal.core.kana import fold_width

_DASHES: Final = re.compile(r"[‐‑‒–—―−ー-]")
_EXTENSION: Final = re.compile(r"\s*(?:[(（]?\s*内線\s*[:：]?\s*(\d+)\s*[)）]?)\s*$")


def clean_phone(words: str) -> str:
    """One form for a number typed in any width and with any dash: ``０９９９（０１）２３４５`` → ``0999-01-2345``.

    Hyphens are kept where they were and never guessed.
    """
    text = _DASHES.sub("-", fold_width(words).strip())
    text = re.sub(r"[()\s]+", "-", text)
    return re.sub(r"-{2,}", "-", text).strip("-")


def tel_href(number: str) -> str:
    """``tel:`` address of a shown number; an extension is left out, ``#9110`` is kept."""
    dialled = _EXTENSION.sub("", fold_width(number))
    return "tel:" + re.sub(r"[^0-9#+*]", "", dialled).replace("#", "%23")
