"""Times of day and days of the week as towns write them."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import time
from typing import Final

from portal.core.open_data.cleaning import Repaired, words
from portal.core.open_data.problems import BadCell
from portal.core.open_data.reasons import CellReason

END_OF_DAY: Final = time(23, 59)
"""``24:00``: a time of day cannot say it, and 0:00 would be the wrong end of the day."""

_TIME: Final = re.compile(
    r"(午前|午後|AM|PM|夜|夕方?|晩|朝|早朝)?\s*(\d{1,2})\s*"
    r"(?:[:;.時]\s*(\d{1,2}|半)?\s*(?::\d{2}(?:\.\d+)?|分)?)\s*(AM|PM)?",
    re.IGNORECASE,
)
_HOUR_ONLY: Final = re.compile(r"(午前|午後|AM|PM)\s*(\d{1,2})(?!\d)|(\d{1,2})\s*(AM|PM)", re.IGNORECASE)
_FOUR_DIGITS: Final = re.compile(r"([01]?\d|2[0-4])([0-5]\d)")
"""``1730``, and ``930`` from a spreadsheet that dropped the zero."""
_HOUR_BEFORE_SPAN: Final = re.compile(r"(?<![\d:.時])(\d{1,2})(?=\s*[~〜―–−‐-]\s*\d{1,2}\s*時)")
_PAST_MIDNIGHT: Final = re.compile(r"^\s*(?:翌日?\s*(\d{1,2})|(2[4-9]))(?=\s*[:時])")
_AFTERNOON: Final = ("午後", "PM", "夜", "夕", "夕方", "晩")
_FRACTION: Final = re.compile(r"(?:0?\.\d+|0(?:\.0+)?|1(?:\.0+)?)")
_LEADING_DAY: Final = re.compile(r"^\d{4}[-/]\d{1,2}[-/]\d{1,2}[T\s]+")
_UNTIL: Final = re.compile(r"\s*(?:[~～〜―–−‐-]|から|より)+\s*")
_BETWEEN_DAYS: Final = re.compile(r"[\s,、;・/.。]|曜日|曜|ようび|\(祝日を除く\)")
_NAMES: Final = "月火水木金土日"


@dataclass(frozen=True)
class Clock:
    """A time, the second one of a span, and the words around them."""

    first: time
    last: time | None = None
    note: str = ""


@dataclass(frozen=True)
class Weekdays:
    """Days of the week, 0 = Monday, and whether public holidays are among them (None: not said)."""

    days: frozenset[int] = frozenset()
    holidays: bool | None = None
    note: str = ""


def clock(text: str) -> Clock | None:
    """``17:00``, ``17：00（受付）``, ``9.30``, ``午後5時半``, ``1730``, 0.7291666 (a day's fraction), ``9:00～17:00``.

    ``24:00`` is 23:59. Raises BadCell.
    """
    if words.says_nothing(text):
        return None
    typed = _LEADING_DAY.sub("", unicodedata.normalize("NFKC", words.words(text)))
    if _FRACTION.fullmatch(typed):
        return Clock(_of_minutes(round(float(typed) * 24 * 60)))
    if found := _FOUR_DIGITS.fullmatch(typed):
        return Clock(_of_minutes(int(found.group(1)) * 60 + int(found.group(2))))
    first, after = _leading_time(_HOUR_BEFORE_SPAN.sub(r"\1時", typed.replace("正午", "12:00")))
    last, rest = None, after
    if until := _UNTIL.match(after):
        try:
            last, rest = _leading_time(after[until.end() :])
        except BadCell:
            rest = after[until.end() :]
    if last and last < first and _said_afternoon_once(typed) and last.hour < 12:
        last = last.replace(hour=last.hour + 12)
    return Clock(first, last, rest.strip(" ()（）、,"))


def _said_afternoon_once(typed: str) -> bool:
    """``午後1時から3時``: the second time is in the afternoon too."""
    said = re.findall(r"午前|午後|AM|PM", typed, re.IGNORECASE)
    return len(said) == 1 and said[0].upper() in _AFTERNOON


def closing_clock(text: str) -> Clock | None:
    """A time at which something ends; ``25:00`` and ``翌1:00`` are 1:00, a day later (``is_past_midnight``)."""
    typed = unicodedata.normalize("NFKC", words.words(text))
    if not is_past_midnight(text):
        return clock(text)
    return clock(_PAST_MIDNIGHT.sub(lambda found: found.group(1) or str(int(found.group(2)) - 24), typed))


def is_past_midnight(text: str) -> bool:
    """Whether the hour is counted on into the next day."""
    typed = unicodedata.normalize("NFKC", words.words(text))
    return re.fullmatch(r"24[:時](?:0?0分?)?", typed) is None and _PAST_MIDNIGHT.match(typed) is not None


def _leading_time(typed: str) -> tuple[time, str]:
    """The first time in the words and what follows it."""
    if found := _TIME.search(typed):
        half, hour, minute, other_half = found.groups()
        minutes = 30 if minute == "半" else int(minute or 0)
        if minute and minute != "半" and len(minute) == 1 and "." in found.group():
            raise BadCell(CellReason.NOT_A_TIME)
    elif found := _HOUR_ONLY.search(typed):
        half, hour = found.group(1) or found.group(4), found.group(2) or found.group(3)
        other_half, minutes = None, 0
    else:
        raise BadCell(CellReason.NOT_A_TIME)
    if minutes > 59:
        raise BadCell(CellReason.NOT_A_TIME)
    before = typed[: found.start()].strip(" ()（）")
    rest = typed[found.end() :] if not before else f"{typed[found.end() :]} {before}"
    return _of_minutes(_hour(int(hour), half or other_half) * 60 + minutes), rest


def _hour(hour: int, half: str | None) -> int:
    afternoon = half is not None and half.upper() in _AFTERNOON
    morning = half is not None and not afternoon
    if afternoon and (hour < 12 or half in ("夜", "晩")):
        return hour + 12 if hour <= 12 else hour
    return 0 if morning and hour == 12 else hour


def _of_minutes(minutes: int) -> time:
    if minutes == 24 * 60:
        return END_OF_DAY
    if not 0 <= minutes < 24 * 60:
        raise BadCell(CellReason.NOT_A_TIME)
    return time(minutes // 60, minutes % 60)


def opening_hours(text: str) -> tuple[time, time] | None:
    """``10:00-16:00`` as opening and closing time; None for an empty cell and for ``00:00-00:00``, which means closed.

    Midnight closes at 0:00, and so does 23:59; hours past midnight close on the next day. Raises BadCell.
    """
    read = clock(text)
    if read is None:
        return None
    if read.last is None:
        raise BadCell(CellReason.NOT_A_TIME)
    if read.first == read.last == time(0, 0):
        return None
    return read.first, time(0, 0) if read.last == END_OF_DAY else read.last


def weekdays(text: str) -> Weekdays | Repaired[Weekdays]:
    """``月火水木金``, ``月;火;水``, ``月～金``, ``平日,土曜日,祝日``, ``毎日``; other words are kept as a note."""
    if words.says_nothing(text):
        return Weekdays()
    typed = words.words(text)
    plain = re.sub(
        r"[\s,，、;；・/／.。]|曜日|曜|ようび|[(（]祝日を除く[)）]|定期", "", unicodedata.normalize("NFKC", typed)
    )
    plain = re.sub(r"[~～〜―–−‐-]|から", "~", plain)
    plain = re.sub(r"(?:年中無休|毎日)", "月~日祝", plain)
    plain = re.sub(r"(?:全日|全曜日?)", "月~日", plain)
    plain = plain.replace("平日", "月~金").replace("土日祝日", "土日祝").replace("祝日", "祝").replace("祝祭日", "祝")
    if not re.fullmatch(rf"(?:[{_NAMES}](?:~[{_NAMES}])?|祝)+", plain):
        return Repaired(Weekdays(note=typed), CellReason.NOT_A_DAY_OF_WEEK)
    found: set[int] = set()
    for first, last in re.findall(rf"([{_NAMES}])(?:~([{_NAMES}]))?", plain):
        begin, end = _NAMES.index(first), _NAMES.index(last or first)
        found.update(range(begin, end + 1) if begin <= end else (*range(begin, 7), *range(end + 1)))
    return Weekdays(frozenset(found), True if "祝" in plain else False if "祝日を除く" in typed else None)
