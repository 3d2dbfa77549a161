"""Letters, digits and kana in the width in which they are usually written."""

import re
import unicodedata
from typing import Final

FULL_WIDTH_LETTERS: Final = re.compile(r"[０-９Ａ-Ｚａ-ｚ]+(?:[．，][０-９]+)*")
HALF_WIDTH_KANA: Final = re.compile(r"[\uff61-\uff9f]+")


def in_usual_width(text: str) -> str:
    """``text`` with half-width letters and digits and full-width kana; signs such as （）～① stay as they are."""
    return HALF_WIDTH_KANA.sub(_normal, FULL_WIDTH_LETTERS.sub(_normal, text))


def _normal(match: re.Match[str]) -> str:
    return unicodedata.normalize("NFKC", match.group())
