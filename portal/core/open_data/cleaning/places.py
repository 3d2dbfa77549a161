"""Where a thing is: coordinates and addresses."""

import re
import unicodedata
from dataclasses import dataclass
from typing import Final

from portal.core.open_data.cleaning import Repaired, words
from portal.core.open_data.problems import BadCell
from portal.core.open_data.reasons import CellReason

PREFECTURES: Final = (
    "北海道", "青森県", "岩手県", "宮城県", "秋田県", "山形県", "福島県", "茨城県", "栃木県", "群馬県",
    "埼玉県", "千葉県", "東京都", "神奈川県", "新潟県", "富山県", "石川県", "福井県", "山梨県", "長野県",
    "岐阜県", "静岡県", "愛知県", "三重県", "滋賀県", "京都府", "大阪府", "兵庫県", "奈良県", "和歌山県",
    "鳥取県", "島根県", "岡山県", "広島県", "山口県", "徳島県", "香川県", "愛媛県", "高知県", "福岡県",
    "佐賀県", "長崎県", "熊本県", "大分県", "宮崎県", "鹿児島県", "沖縄県",
)  # fmt: skip
_LATITUDES: Final = (20.0, 46.0)
_LONGITUDES: Final = (122.0, 154.0)
_DEGREES: Final = re.compile(r"(\d{1,3})[°度]\s*(\d{1,2})['′’分]\s*(\d{1,2}(?:\.\d+)?)?(?:[\"”秒]|['′]{2})?")
_NUMBER: Final = re.compile(r"-?\d{1,3}(?:\.\d+)?")
_DASHES: Final = re.compile(r"(?<=[0-9０-９])\s*[‐‑‒–—―−－ー⁻₋ｰ]\s*(?=[0-9０-９])")
_DISTRICT: Final = re.compile(r"^[^市区町村]{1,5}郡")


@dataclass(frozen=True)
class Point:
    """A place on the map, in degrees, with six decimals (ten centimetres)."""

    latitude: float
    longitude: float


@dataclass(frozen=True)
class Address:
    """An address in the parts in which the portal keeps it."""

    prefecture: str = ""
    city: str = ""
    rest: str = ""
    building: str = ""


def point(latitude: str, longitude: str) -> Point | Repaired[Point] | None:
    """The point of two cells, or of one cell ``lat,lng``; swapped ones are put right.

    Raises BadCell for what is no number and for a point outside Japan.
    """
    first, second = _number(latitude), _number(longitude)
    if first is None and second is None:
        return None
    if first is None or second is None:
        raise BadCell(CellReason.HALF_A_COORDINATE)
    if first == second == 0:
        return None
    if _within(first, _LATITUDES) and _within(second, _LONGITUDES):
        return Point(round(first, 6), round(second, 6))
    if _within(second, _LATITUDES) and _within(first, _LONGITUDES):
        return Repaired(Point(round(second, 6), round(first, 6)), CellReason.SWAPPED)
    raise BadCell(CellReason.OUTSIDE_JAPAN)


def point_in_one_cell(text: str) -> Point | Repaired[Point] | None:
    """``34.33,134.05``, in either order; ``,`` alone means none. Raises BadCell."""
    parts = [part for part in re.split(r"[,、;\s]+", unicodedata.normalize("NFKC", text).strip(" ()[]")) if part]
    if not parts:
        return None
    if len(parts) != 2:
        raise BadCell(CellReason.NOT_A_COORDINATE)
    return point(*parts)


def _within(value: float, limits: tuple[float, float]) -> bool:
    return limits[0] <= value <= limits[1]


def _number(text: str) -> float | None:
    if words.says_nothing(text):
        return None
    typed = unicodedata.normalize("NFKC", text).strip().strip("'").lstrip("NE北緯東経").strip()
    typed = re.sub(r"(?<=\d)[°度]$", "", typed)
    if found := _DEGREES.fullmatch(typed):
        degrees, minutes, seconds = found.groups()
        return int(degrees) + int(minutes) / 60 + float(seconds or 0) / 3600
    if not _NUMBER.fullmatch(typed):
        raise BadCell(CellReason.NOT_A_COORDINATE)
    return float(typed)


def address(text: str, *, prefecture: str = "", city: str = "", building: str = "") -> Address:
    """The parts of an address whose cell may or may not repeat prefecture, city and building."""
    rest = words.optional_words(_DASHES.sub("-", text))
    prefecture, city = words.optional_words(prefecture), words.optional_words(city)
    building = words.optional_words(_DASHES.sub("-", building))
    written = next((name for name in (prefecture, *PREFECTURES) if name and rest.startswith(name)), "")
    rest = rest.removeprefix(written).strip()
    if not prefecture:
        prefecture = written or next((name for name in PREFECTURES if city.startswith(name)), "")
    city = city.removeprefix(prefecture).strip() if prefecture else city
    rest = _without_city(rest, city)
    return Address(prefecture, city, _without_building(rest, building), building)


def _without_city(rest: str, city: str) -> str:
    """``rest`` without the city, also where the county stands before it (鳥取県西伯郡大山町 …)."""
    if not city:
        return rest
    for beginning in (rest, _DISTRICT.sub("", rest)):
        if beginning.startswith(city):
            return beginning.removeprefix(city).strip()
    return rest


def _without_building(rest: str, building: str) -> str:
    """``rest`` without the building that the next cell names again."""
    if not building or not rest.endswith(building):
        return rest
    shorter = rest.removesuffix(building).strip(" 　、,")
    return shorter or rest
