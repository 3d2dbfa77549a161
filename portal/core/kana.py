"""Kana: one width, one script, readings, and the rows of the 五十音."""

import re
import unicodedata
from typing import Final

import jaconv

from portal.core.japanese import Token, tokens

# People type any of these for ー; between katakana it can be nothing else.
# The dash is looked for first: to look behind every character takes ten times as long.
_DASH_AFTER_KATAKANA: Final = re.compile(r"[-‐‑‒–—―−－ｰ─](?<=[ァ-ヺー].)(?=[ァ-ヺー\s]|$)")
_KATAKANA: Final = re.compile(r"^[ァ-ヺー]+$")
_SILENT: Final = frozenset({"補助記号", "空白"})
_NUMBER: Final = re.compile(r"^[0-9.,]+$")
_ROWS: Final = (
    ("あ", "あいうえおゔ"),
    ("か", "かきくけこ"),
    ("さ", "さしすせそ"),
    ("た", "たちつてと"),
    ("な", "なにぬねの"),
    ("は", "はひふへほ"),
    ("ま", "まみむめも"),
    ("や", "やゆよ"),
    ("ら", "らりるれろ"),
    ("わ", "わゐゑをん"),
)
_ROW_OF: Final = {kana: row for row, members in _ROWS for kana in members}
# Two kana that make one sound; the library reads them as two.
_SOUNDS: Final = {
    "てぃ": "ti",
    "でぃ": "di",
    "とぅ": "tu",
    "どぅ": "du",
    "うぃ": "wi",
    "うぇ": "we",
    "うぉ": "wo",
    "しぇ": "she",
    "ちぇ": "che",
    "じぇ": "je",
    "つぁ": "tsa",
    "ゔぁ": "va",
    "ゔぃ": "vi",
    "ゔぇ": "ve",
    "ゔぉ": "vo",
    "ゔ": "vu",
    "ゖ": "ke",
    "ゕ": "ka",
    "ー": "",
}
_LARGE: Final = str.maketrans("ぁぃぅぇぉっゃゅょゎゕゖ", "あいうえおつやゆよわかけ")
OTHER_ROW: Final = "他"


def fold_width(text: str) -> str:
    """Write ``text`` in one width: full-width kana, half-width letters and digits, ー for every dash after katakana."""
    return _DASH_AFTER_KATAKANA.sub("ー", unicodedata.normalize("NFKC", text))


def to_katakana(text: str) -> str:
    """Write hiragana as katakana; all else stays."""
    katakana: str = jaconv.hira2kata(text)
    return katakana


def to_hiragana(text: str) -> str:
    """Write katakana as hiragana; all else stays."""
    hiragana: str = jaconv.kata2hira(text)
    return hiragana


def reading(text: str) -> str:
    """Return how ``text`` is read, in katakana; numbers and foreign words stay, signs and spaces go.

    The reading is the dictionary's guess: 市場 may be read シジョウ where イチバ is meant.
    """
    return "".join(map(read_aloud, tokens(fold_width(text))))


def romaji(text: str) -> str:
    """Return ``text`` in plain letters, words joined by hyphens, fit for an address.

    「介護予防教室」 gives ``kaigo-yobou-kyoushitsu``; text without any word gives "".
    """
    words = (re.sub(r"[^a-z0-9]+", "", word.lower()) for word in map(_alphabet, tokens(fold_width(text))))
    return "-".join(word for word in words if word)


def gojuon_row(kana: str) -> str:
    """Return the row (あ か さ …) in which a reading is listed; 他 when it begins with no kana."""
    first = to_hiragana(fold_width(kana).strip())[:1].translate(_LARGE)
    # か + ゛ is listed with か.
    return _ROW_OF.get(first) or _ROW_OF.get(unicodedata.normalize("NFD", first)[:1], OTHER_ROW)


def read_aloud(token: Token) -> str:
    """How one word is read, in katakana; "" for a sign or a space."""
    if token.part_of_speech in _SILENT:
        return ""
    if _NUMBER.match(token.surface):
        return token.surface
    return token.reading if _KATAKANA.match(token.reading) else to_katakana(token.surface)


def _alphabet(token: Token) -> str:
    if token.surface.isascii():
        return token.surface
    hiragana = to_hiragana(read_aloud(token))
    for kana, letters in _SOUNDS.items():
        hiragana = hiragana.replace(kana, letters)
    return re.sub(r"xtsu([a-z]?)", r"\1\1", jaconv.kana2alphabet(hiragana)).replace("cch", "tch")
