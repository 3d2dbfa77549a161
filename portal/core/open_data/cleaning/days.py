"""Days as towns write them: ISO, slashes, American order, eras, spreadsheet serials."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Final

from portal.core.open_data.cleaning import Repaired, words
from portal.core.open_data.cleaning.clocks import clock
from portal.core.open_data.problems import BadCell
from portal.core.open_data.reasons import CellReason

_ERAS: Final = {"令": 2018, "R": 2018, "平": 1988, "H": 1988, "昭": 1925, "S": 1925, "大": 1911, "T": 1911}
_ERA: Final = re.compile(
    r"(令和?|平成?|昭和?|大正?|[RHST])[.\s]*(元|\d{1,2})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?:\s*日)?",
    re.IGNORECASE,
)
_YEAR_FIRST: Final = re.compile(r"(\d{4})\s*[年./-]\s*(\d{1,2})\s*[月./-]\s*(\d{1,2})(?:\s*日)?")
_YEAR_LAST: Final = re.compile(r"(\d{1,2})\s*[./-]\s*(\d{1,2})\s*[./-]\s*(\d{4})")
_EIGHT_DIGITS: Final = re.compile(r"(\d{4})(\d{2})(\d{2})(?!\d)")
_SERIAL: Final = re.compile(r"(\d{5})(?:\.(\d+))?")
_NO_YEAR: Final = re.compile(r"\d{1,2}\s*[月/]\s*\d{1,2}\s*日?")
_SHORT_YEAR: Final = re.compile(r"\d{1,2}\s*[./-]\s*\d{1,2}\s*[./-]\s*\d{1,2}(?!\d)")
_NO_DAY: Final = re.compile(
    r"(?:\d{4}|(?:令和?|平成?|昭和?|[RHS])\s*(?:元|\d{1,2}))\s*[年./-]\s*\d{1,2}\s*月?$", re.IGNORECASE
)
_SPREADSHEET_DAY_ZERO: Final = date(1899, 12, 30)
_MIDNIGHT: Final = time(0, 0)


@dataclass(frozen=True)
class Day:
    """A day, and what else the cell told: a last day, a time."""

    first: date
    last: date | None = None
    at: time | None = None


def day(text: str) -> Day | None:
    """The day of a cell, with the second of a span and a time of day when they stand beside it.

    Of ``5/6/2020`` the month is read first, as spreadsheets export it. Raises BadCell.
    """
    if words.says_nothing(text):
        return None
    typed = unicodedata.normalize("NFKC", words.words(text)).replace("−", "-").replace("‐", "-")
    if serial := _SERIAL.fullmatch(typed):
        return _from_serial(serial)
    first, rest = _first_day(typed)
    return Day(first, _last_day(rest, first), _time_in(rest))


def _from_serial(serial: re.Match[str]) -> Day:
    """Days since 1899-12-30, as spreadsheets count them; fractions are the time of day."""
    found = _SPREADSHEET_DAY_ZERO + timedelta(days=int(serial.group(1)))
    minutes = round(float(f"0.{serial.group(2) or 0}") * 24 * 60)
    return Day(_likely(found), at=time(minutes // 60 % 24, minutes % 60) if minutes else None)


def _first_day(typed: str) -> tuple[date, str]:
    """The leading day and the words after it."""
    if found := _ERA.match(typed):
        era, year, month, number = found.groups()
        in_era = 1 if year == "元" else int(year)
        return _date(_ERAS[era[0].upper()] + in_era, month, number), typed[found.end() :]
    if found := _YEAR_FIRST.match(typed) or _EIGHT_DIGITS.match(typed):
        return _date(*found.groups()), typed[found.end() :]
    if found := _YEAR_LAST.match(typed):
        one, other, year = found.groups()
        return _month_or_day_first(one, other, year), typed[found.end() :]
    raise BadCell(_why_no_day(typed))


def _why_no_day(typed: str) -> CellReason:
    if _SHORT_YEAR.match(typed):
        return CellReason.SHORT_YEAR
    if _NO_DAY.match(typed):
        return CellReason.DATE_WITHOUT_DAY
    return CellReason.DATE_WITHOUT_YEAR if _NO_YEAR.match(typed) else CellReason.NOT_A_DATE


def _month_or_day_first(one: str, other: str, year: str) -> date:
    """Spreadsheets export the month first; only a number above 12 can be nothing but a day."""
    return _date(year, other, one) if int(one) > 12 else _date(year, one, other)


def _date(year: str | int, month: str, number: str) -> date:
    try:
        return _likely(date(int(year), int(month), int(number)))
    except ValueError as error:
        raise BadCell(CellReason.NO_SUCH_DATE) from error


def _likely(found: date) -> date:
    if not 1900 <= found.year <= 2100:
        raise BadCell(CellReason.UNLIKELY_YEAR)
    return found


def _last_day(rest: str, first: date) -> date | None:
    """The day after 「～」, its year and month taken from the first day when they are not repeated."""
    span = re.match(r"\s*(?:\([^)]*\))?\s*[~～〜―–から-]+\s*(.+)", rest)
    if span is None:
        return None
    words_after = span.group(1)
    try:
        return _first_day(words_after)[0]
    except BadCell:
        found = re.match(r"(?:(\d{1,2})\s*[月/.])?\s*(\d{1,2})\s*日?(?![\d:：時])", words_after)
    if found is None:
        return None
    try:
        last = date(first.year, int(found.group(1) or first.month), int(found.group(2)))
    except ValueError:
        return None
    return last if last >= first else None


def _time_in(rest: str) -> time | None:
    found = re.search(r"(?:[T\s]|\))\s*(\d{1,2}[:時]\d{0,2}(?::\d{2})?\s*(?:[AP]M)?)", rest, re.IGNORECASE)
    if found is None:
        return None
    try:
        read = clock(found.group(1))
    except BadCell:
        return None
    moment = read.value if isinstance(read, Repaired) else read
    return moment.first if moment and moment.first != _MIDNIGHT else None
