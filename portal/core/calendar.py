"""How a Japanese town counts: the fiscal year from April, eras, public holidays, one clock."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from functools import lru_cache
from typing import Final, Self
from zoneinfo import ZoneInfo

import jpholiday

TOWN_CLOCK: Final = ZoneInfo("Asia/Tokyo")
WEEKDAYS: Final = "月火水木金土日"

# First day of each era since Japan took up the western calendar (明治6年1月1日).
ERAS: Final[tuple[tuple[str, date], ...]] = (
    ("令和", date(2019, 5, 1)),
    ("平成", date(1989, 1, 8)),
    ("昭和", date(1926, 12, 25)),
    ("大正", date(1912, 7, 30)),
    ("明治", date(1873, 1, 1)),
)
_ERA_FIRST_YEARS: Final = {"令和": 2019, "平成": 1989, "昭和": 1926, "大正": 1912, "明治": 1868}


@dataclass(frozen=True, order=True)
class FiscalYear:
    """年度, known by the calendar year in which it begins."""

    begins_in: int

    @classmethod
    def containing(cls, day: date) -> Self:
        return cls(day.year if day.month >= 4 else day.year - 1)

    @property
    def first_day(self) -> date:
        return date(self.begins_in, 4, 1)

    @property
    def last_day(self) -> date:
        return date(self.begins_in + 1, 3, 31)

    @property
    def label(self) -> str:
        """令和8年度, named by the era of its first day."""
        return f"{era_year(self.first_day)}度"

    def __contains__(self, day: date) -> bool:
        return self.first_day <= day <= self.last_day


def era_year(day: date) -> str:
    """令和8年; the first year of an era is 元年. Days before 1873 keep the western year."""
    for name, first_day in ERAS:
        if day >= first_day:
            number = day.year - _ERA_FIRST_YEARS[name] + 1
            return f"{name}{'元' if number == 1 else number}年"
    return f"{day.year}年"


def japanese_date(day: date, *, with_era: bool = False) -> str:
    """2026年11月23日（月曜日・祝日）, or with the era: 令和8年（2026年）11月23日（月曜日・祝日）."""
    year = f"{era_year(day)}（{day.year}年）" if with_era else f"{day.year}年"
    return f"{year}{day.month}月{day.day}日（{weekday_words(day)}）"


def short_date(day: date) -> str:
    """11月23日（月・祝）"""
    holiday = "・祝" if is_holiday(day) else ""
    return f"{day.month}月{day.day}日（{WEEKDAYS[day.weekday()]}{holiday}）"


def weekday_words(day: date) -> str:
    """月曜日, or 月曜日・祝日."""
    return f"{WEEKDAYS[day.weekday()]}曜日" + ("・祝日" if is_holiday(day) else "")


@lru_cache(maxsize=4096)
def is_holiday(day: date) -> bool:
    """Whether the day is a public holiday under 国民の祝日に関する法律, substitute days included."""
    return bool(jpholiday.is_holiday(day))


@lru_cache(maxsize=4096)
def holiday_name(day: date) -> str:
    """The name of the public holiday, or an empty text."""
    return jpholiday.is_holiday_name(day) or ""


def today_in_town(now: datetime) -> date:
    """The date on the town's own clock at the moment ``now``."""
    return now.astimezone(TOWN_CLOCK).date()


def at_town(day: date, hour: int = 0, minute: int = 0) -> datetime:
    """A moment on the town's own clock; hour 24 is midnight after ``day``."""
    return datetime(day.year, day.month, day.day, tzinfo=TOWN_CLOCK) + timedelta(hours=hour, minutes=minute)


_WRITTEN_DATE: Final = re.compile(
    r"(?:(?P<era>令和|平成|昭和|大正|明治|[RHSTM])\s*(?P<era_number>元|\d{1,2})|(?P<year>\d{4}))"
    r"\s*[年./-]\s*(?P<month>\d{1,2})\s*[月./-]\s*(?P<day>\d{1,2})\s*日?$",
    re.IGNORECASE,
)
_ERA_LETTERS: Final = {"R": "令和", "H": "平成", "S": "昭和", "T": "大正", "M": "明治"}


def parse_date(words: str) -> date:
    """Read a date as clerks and residents write it, in any width.

    Takes 2026-11-23, 2026/11/23, 2026.11.23, 2026年11月23日, 令和8年11月23日,
    R8.11.23 and 昭和元年…; a weekday in brackets at the end is passed over.

    Raises ValueError for anything else and for days that do not exist.
    """
    text = re.sub(r"[(（][^)）]*[)）]\s*$", "", unicodedata.normalize("NFKC", words).strip())
    found = _WRITTEN_DATE.match(text)
    if found is None:
        raise ValueError(f"not a date: {words!r}")
    return date(_western_year(found), int(found["month"]), int(found["day"]))


def _western_year(found: re.Match[str]) -> int:
    if found["year"]:
        return int(found["year"])
    era = _ERA_LETTERS.get(found["era"].upper(), found["era"])
    number = 1 if found["era_number"] == "元" else int(found["era_number"])
    return _ERA_FIRST_YEARS[era] + number - 1
