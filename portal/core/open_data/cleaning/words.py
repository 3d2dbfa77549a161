"""Names and texts: one width, one kind of space, nothing invisible."""

import re
import unicodedata
from functools import lru_cache
from typing import Final

from portal.core.open_data.cleaning import Repaired
from portal.core.open_data.reasons import CellReason

_HALF_WIDTH_KANA: Final = re.compile(r"[\uff61-\uff9f]+")
_FULL_TO_HALF: Final[dict[int, int | str]] = {
    **{code: code - 0xFEE0 for code in range(0xFF10, 0xFF1A)},
    **{code: code - 0xFEE0 for code in range(0xFF21, 0xFF3B)},
    **{code: code - 0xFEE0 for code in range(0xFF41, 0xFF5B)},
    ord("＠"): "@",
    ord("＋"): "+",
    ord("＃"): "#",
}
_SQUARE_WORDS: Final = str.maketrans(
    {
        "㈱": "（株）",
        "㈲": "（有）",
        "㈳": "（社）",
        "㈶": "（財）",
        "㈻": "（学）",
        "㈹": "（代）",
        "㍿": "株式会社",
        "℡": "TEL",
    }
)
_INVISIBLE: Final = re.compile(
    r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\u00ad\u200b-\u200f\u202a-\u202e\u2060\ufeff]"
)
_LINE_BREAK: Final = re.compile(r"\r\n?|\u2028|\u2029|\x85|（改行）|<br\s*/?>", re.IGNORECASE)
_SPACES: Final = re.compile(r"[^\S\n]+")
_DASH: Final = "[‐‑‒–—―−－⁻₋ｰ]"
_DASH_AFTER_KANA: Final = re.compile(rf"(?<=[ァ-ヺぁ-ゖー]){_DASH}|(?<=[ァ-ヺー])-(?=[ァ-ヺー])")
_DASH_IN_NUMBER: Final = re.compile(rf"(?<=[0-9A-Za-z])(?:{_DASH}|ー)(?=[0-9A-Za-z])")
_UNREADABLE: Final = re.compile("[〓\ufffd]")
_SAYS_NOTHING: Final = frozenset(
    (
        "", "-", "--", "ー", "―", "−", "‐", "－", "なし", "無し", "無", "特になし", "特に無し", "該当なし", "未定",
        "n/a", "null", "none",
    )
)  # fmt: skip
_LONGEST_WAY_TO_SAY_NOTHING: Final = 12
_CLOSED: Final = re.compile(
    r"[（(【\[〔＜<※]\s*(?:現在)?\s*(?:[休廃]止|休業|休館|閉鎖|閉所|閉館)中?\s*(?:中|届出済み?)?\s*[）)】\]〕＞>]?"
)

PLAIN_KANA: Final = re.compile(r"[ァ-ヺー・゛゜\s0-9A-Za-z（）()「」『』、,.&＆’'－-]*")


def fold(text: str) -> str:
    """Letters, digits and kana in the width in which Japanese is read; brackets and prose marks stay as they are.

    NFKC as a whole would turn 「①」 into 1 and （） into half-width brackets, which no one wants to read.
    """
    text = unicodedata.normalize("NFC", text).translate(_SQUARE_WORDS).translate(_FULL_TO_HALF)
    text = _HALF_WIDTH_KANA.sub(lambda found: unicodedata.normalize("NFKC", found.group()), text)
    text = _DASH_AFTER_KANA.sub("ー", text)
    return _DASH_IN_NUMBER.sub("-", text)


@lru_cache(maxsize=4096)
def prose(text: str) -> str:
    """A text of several lines."""
    if text.isascii() and text.isprintable():
        return _SPACES.sub(" ", text).strip()
    text = _INVISIBLE.sub("", _LINE_BREAK.sub("\n", text))
    lines = (_SPACES.sub(" ", line).strip() for line in fold(text).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def words(text: str) -> str:
    """A text of one line; a line break becomes a space."""
    return " ".join(prose(text).split())


def says_nothing(text: str) -> bool:
    """Whether the cell is a way of writing that there is nothing: 「－」「なし」."""
    return len(text) <= _LONGEST_WAY_TO_SAY_NOTHING and words(text).casefold() in _SAYS_NOTHING


def optional_words(text: str) -> str:
    """A text of one line in which 「－」 or 「なし」 means none."""
    return "" if says_nothing(text) else words(text)


def kana(text: str) -> str | Repaired[str]:
    """A reading in full-width katakana; kanji cannot be read aloud and are reported."""
    reading = words(text).translate({code: code + 0x60 for code in range(ord("ぁ"), ord("ゖ") + 1)})
    reading = re.sub(r"ウ[゛”“‘´]|ウ\u3099", "ヴ", reading)
    reading = unicodedata.normalize("NFC", re.sub("゛", "\u3099", re.sub("゜", "\u309a", reading)))
    reading = re.sub(r"(?<=[ァ-ヺー])[～〜-]", "ー", reading)
    if PLAIN_KANA.fullmatch(reading):
        return reading
    return Repaired(reading, CellReason.NOT_KANA)


def name_and_state(text: str) -> tuple[str, bool]:
    """A name without a remark such as 「（休止中）」, and whether there was one."""
    name = words(text)
    without = _CLOSED.sub("", name).strip()
    return (without, True) if without and without != name else (name, False)


def has_unreadable_characters(text: str) -> bool:
    """Whether somebody's software has already lost a character here (〓 or U+FFFD)."""
    return _UNREADABLE.search(text) is not None
