"""What makes a row the same row next year."""

import hashlib

from portal.core.open_data.cells import Cells
from portal.core.open_data.cleaning import numbers, words
from portal.core.open_data.problems import BadCell
from portal.core.open_data.profile import Profile

MAX_LENGTH = 120


def source_id(cells: Cells, profile: Profile, *otherwise: str) -> str:
    """The key of a row within its profile: its numbers, or a digest of ``otherwise`` when they are missing.

    A town code is completed to 6 digits so that last year's file with 5 names the same row. Where it is missing the
    name of the town stands for it: every town has a NO 1, and one must not overwrite another's.
    """
    parts = {field: _part(cells, field) for field in profile.key}
    if "code" in parts and not parts["code"]:
        parts["code"] = _town(cells)
    if not all(parts.values()):
        return ":".join(filter(None, (parts.get("code") or _part(cells, "code"), short_digest(*otherwise))))
    return ":".join(parts.values())[:MAX_LENGTH]


def _town(cells: Cells) -> str:
    names = [cells.text(field) for field in ("prefecture", "city_and_prefecture", "city")]
    return short_digest(*names) if any(name.strip() for name in names) else ""


def short_digest(*parts: str) -> str:
    """Twelve characters that stand for the words; spaces and width make no difference."""
    written = "\x1f".join("".join(words.fold(part).split()).casefold() for part in parts)
    return hashlib.sha256(written.encode()).hexdigest()[:12]


def _part(cells: Cells, field: str) -> str:
    text = cells.text(field)
    if field == "code":
        try:
            return numbers.town_code(text)
        except BadCell:
            return numbers.row_id(text)
    if field == "office_number":
        return numbers.office_number(text)
    return numbers.row_id(text)
