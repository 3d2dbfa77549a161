"""Numbers that identify: postcodes, telephones, towns, corporations."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from portal.core.open_data.cleaning import Repaired, words
from portal.core.open_data.problems import BadCell
from portal.core.open_data.reasons import CellReason

_DASHES: Final = re.compile(r"[‐‑‒–—―−－⁻₋ーｰ─━~～〜˗‧・.-]+")
_EXTENSION: Final = re.compile(
    r"[(（]?\s*(?:内線|内|ext\.?)\s*(?:番号)?\s*[:：]?\s*([0-9][0-9, 、・-]*)\s*[)）]?", re.IGNORECASE
)
_PREFIX: Final = re.compile(r"^(?:tel|電話|fax|℡|☎|(?:直通|代表)[:：]?)\s*(?:番号)?\s*[:：]?\s*", re.IGNORECASE)
_ANOTHER: Final = re.compile(r"\s*(?:[/／、,，;；\n]|または|又は|もしくは)\s*|(?<=[0-9]{4})\s+(?=\(?0[0-9]{1,4}[-(])")
_AREA_IN_BRACKETS: Final = re.compile(r"^\(\s*(0[0-9]{1,4})\s*\)|(?<=[0-9])\s*\(\s*([0-9]{1,4})\s*\)\s*(?=[0-9])")
_REMARK: Final = re.compile(r"[(（【「].*$", re.DOTALL)
_IN_WORDS: Final = re.compile(r"(?<![0-9-])\(?0[0-9]{1,4}\s*[-(‐−ー)]\s*[0-9]{1,4}\s*[-)‐−ー]\s*[0-9]{3,4}(?![0-9])")
_ROUNDED: Final = re.compile(r"[0-9.]+e\+?[0-9]+", re.IGNORECASE)
_SHORT: Final = re.compile(r"#?[0-9]{3,4}|#[0-9]{2,6}")
_MOBILE: Final = re.compile(r"0[5789]0[0-9]{8}")
_FREE: Final = re.compile(r"0120[0-9]{6}|0800[0-9]{7}|0570[0-9]{6}")


@dataclass(frozen=True)
class Phone:
    """A number to dial and what was written beside it."""

    number: str = ""
    note: str = ""


def digits(text: str) -> str:
    """Only the digits, in half width."""
    return re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", text))


def postcode(text: str) -> str | Repaired[str]:
    """``123-4567``; a lost leading zero is put back."""
    found = digits(text)
    if words.says_nothing(text):
        return ""
    if len(found) == 6 and "-" not in unicodedata.normalize("NFKC", text):
        return Repaired(f"0{found[:2]}-{found[2:]}", CellReason.LOST_ZERO)
    if len(found) != 7:
        raise BadCell(CellReason.NOT_A_POSTCODE)
    return f"{found[:3]}-{found[3:]}"


def phone(text: str) -> Phone | Repaired[Phone]:
    """A telephone or FAX number with an extension or a second number as its note.

    Hyphens are kept where they were written; a number without any is cut only where the rule is nation-wide
    (0120, 0800, 0570, mobile, 03 and 06).
    """
    if words.says_nothing(text):
        return Phone()
    typed = unicodedata.normalize("NFKC", words.words(text))
    try:
        return _phone(typed)
    except BadCell as bad:
        return _phone_among_words(typed, bad)


def _phone_among_words(typed: str, otherwise: BadCell) -> Repaired[Phone]:
    """The first of the numbers that stand among words, everything else as its note. Raises BadCell."""
    if not re.search(r"[0-9]", typed):
        raise BadCell(CellReason.NO_NUMBER)
    if _ROUNDED.fullmatch(typed):
        raise BadCell(CellReason.LOST_DIGITS)
    numbers = list(_IN_WORDS.finditer(typed))
    if not numbers:
        raise otherwise
    first = numbers[0]
    number = _number(_AREA_IN_BRACKETS.sub(r"-\1\2-", first.group()))
    around = (_trimmed(_PREFIX.sub("", typed[: first.start()])), _trimmed(typed[first.end() :]))
    found = Phone(number.value if isinstance(number, Repaired) else number, "、".join(filter(None, around)))
    return Repaired(found, CellReason.SEVERAL_PHONES if numbers[1:] else CellReason.PHONE_AMONG_WORDS)


def _trimmed(words_around: str) -> str:
    """Without the separators, and without brackets when nothing else is in them."""
    text = words_around.strip(" 、,;・/")
    return re.sub(r"^[(【]([^()【】]*)[)】]$", r"\1", text)


def _phone(typed: str) -> Phone | Repaired[Phone]:
    typed = _PREFIX.sub("", typed).strip()
    typed, extension = _without_extension(typed)
    typed = _AREA_IN_BRACKETS.sub(lambda found: f"-{found.group(1) or found.group(2)}-", typed)
    first, *others = [part for part in _ANOTHER.split(typed.strip("- ")) if part.strip()] or [""]
    remark = (_REMARK.search(first) or re.match("", first)).group()  # type: ignore[union-attr]
    number = _number(_REMARK.sub("", first))
    notes = [extension, remark.strip("()（） "), "、".join(other.strip() for other in others)]
    found = Phone(number.value if isinstance(number, Repaired) else number, "、".join(filter(None, notes)))
    if isinstance(number, Repaired):
        return Repaired(found, number.reason)
    return Repaired(found, CellReason.SEVERAL_PHONES) if others else found


def _without_extension(typed: str) -> tuple[str, str]:
    found = _EXTENSION.search(typed)
    if found is None:
        return typed, ""
    rest = typed[: found.start()] + " " + typed[found.end() :]
    return rest.strip(), f"内線{found.group(1).strip(', 、・-')}"


def _number(typed: str) -> str | Repaired[str]:
    dashed = _DASHES.sub("-", re.sub(r"\s+", "-", typed.strip())).strip("-")
    dashed = re.sub(r"-{2,}", "-", re.sub(r"[^0-9#-]", "", dashed)).strip("-")
    found = dashed.replace("-", "")
    if _SHORT.fullmatch(found):
        return found
    if found.startswith("81") and len(found) in (11, 12):
        dashed, found = "0" + dashed.removeprefix("81").strip("-"), "0" + found[2:]
    if len(found) == 9 and found[0] in "123456789":
        return Repaired(_cut("0" + dashed, "0" + found), CellReason.LOST_ZERO)
    if len(found) == 10 and re.match("[789]0", found):
        return Repaired(_cut("0" + dashed, "0" + found), CellReason.LOST_ZERO)
    if 5 <= len(found) <= 8 and not found.startswith("0"):
        raise BadCell(CellReason.NO_AREA_CODE)
    if not (_FREE.fullmatch(found) or _MOBILE.fullmatch(found) or (len(found) == 10 and found[0] == "0")):
        raise BadCell(CellReason.NOT_A_PHONE)
    return _cut(dashed, found)


def _cut(dashed: str, found: str) -> str:
    if "-" in dashed:
        return dashed
    if found.startswith(("0120", "0570")):
        return f"{found[:4]}-{found[4:7]}-{found[7:]}"
    if found.startswith("0800") or len(found) == 11:
        at = 4 if found.startswith("0800") else 3
        return f"{found[:at]}-{found[at:7]}-{found[7:]}"
    if found.startswith(("03", "06")):
        return f"{found[:2]}-{found[2:6]}-{found[6:]}"
    return found


def town_code(text: str) -> str:
    """全国地方公共団体コード with 6 digits; 5 are completed, a prefecture's 2 as well.

    Check digit: (11 − Σ d·(6,5,4,3,2) mod 11) mod 10.
    """
    found = digits(text)
    if words.says_nothing(text):
        return ""
    if len(found) in (1, 2):
        found = f"{found:0>2}000"
    if len(found) == 4:
        found = f"0{found}"
    if len(found) == 5 and int(found[:2]) <= 47:
        return found + town_check_digit(found)
    if len(found) == 5:
        found = f"0{found}"
    if len(found) != 6:
        raise BadCell(CellReason.NOT_A_TOWN_CODE)
    if found[5] != town_check_digit(found[:5]):
        raise BadCell(CellReason.WRONG_CHECK_DIGIT)
    return found


def town_check_digit(five: str) -> str:
    """The sixth digit of a code of five."""
    total = sum(int(digit) * weight for digit, weight in zip(five, (6, 5, 4, 3, 2), strict=True))
    return str((11 - total % 11) % 10)


def corporate_number(text: str) -> str:
    """法人番号: 13 digits, the first is 9 − (Σ P·Q mod 9), Q = 1, 2, 1 … counted from the right."""
    found = digits(text)
    if words.says_nothing(text):
        return ""
    if len(found) != 13:
        raise BadCell(CellReason.NOT_A_CORPORATE_NUMBER)
    if found[0] != corporate_check_digit(found[1:]):
        raise BadCell(CellReason.WRONG_CHECK_DIGIT)
    return found


def corporate_check_digit(twelve: str) -> str:
    """The first digit of a corporate number, from the other twelve."""
    total = sum(int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(twelve)))
    return str(9 - total % 9)


def office_number(text: str) -> str:
    """事業所番号 as written, in half width; letters occur (``45B0300022``)."""
    return re.sub(r"[^0-9A-Z]", "", unicodedata.normalize("NFKC", text).upper())


def row_id(text: str) -> str:
    """NO or ID of a row as written, in half width and without spaces."""
    return "".join(unicodedata.normalize("NFKC", words.prose(text)).split())
