"""What a cell of the sheet means: the same understanding that open data gets."""

from collections.abc import Callable
from datetime import date, datetime, time
from typing import Any, Final

from django.utils.translation import gettext as _

from events.domain.spreadsheet.columns import NO, WHOLE_TOWN, YES, Choices
from portal.core.kana import fold_width
from portal.core.open_data.cleaning import Repaired, clocks, days, links, numbers, words
from portal.core.open_data.problems import BadCell

_TRUE: Final = {YES, "○", "〇", "有", "あり", "要", "必要", "yes", "true", "1"}
_FALSE: Final = {NO, "×", "無", "なし", "不要", "no", "false", "0"}
_PROSE: Final = ("access", "apply_how", "body")


class Mistake(Exception):
    """A cell that means nothing; the text is one sentence for the clerk."""


def as_text(value: Any) -> str:
    """What stands in a cell, as somebody would have typed it."""
    if value is None:
        return ""
    if isinstance(value, datetime):
        day = value.date().isoformat()
        return day if value.time() == time(0, 0) else f"{day} {value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)


def understood(field: str, text: str, choices: Choices) -> Any:
    """The value of a cell. Raises Mistake."""
    try:
        return _READERS.get(field, _words)(text, choices) if field not in _PROSE else words.prose(text)
    except BadCell as bad:
        raise Mistake(str(bad)) from bad


def _words(text: str, _choices: Choices) -> str:
    return words.optional_words(text)


def _plain(value: Any) -> Any:
    return value.value if isinstance(value, Repaired) else value


def _day(text: str, _choices: Choices) -> "days.Day | None":
    return days.day(text)


def _clock(text: str, _choices: Choices) -> "clocks.Clock | None":
    found: clocks.Clock | None = _plain(clocks.clock(text))
    return found


def _phone(text: str, _choices: Choices) -> str:
    if words.says_nothing(text):
        return ""
    found = _plain(numbers.phone(text))
    return " ".join(filter(None, (found.number, found.note)))


def _mail(text: str, _choices: Choices) -> str:
    return "" if words.says_nothing(text) else links.mail(text)


def _kana(text: str, _choices: Choices) -> str:
    kana: str = _plain(words.kana(text))
    return kana


def _number(text: str, _choices: Choices) -> int | None:
    plain = fold_width(text).strip().removesuffix("人").removesuffix("名").replace(",", "")
    if not plain:
        return None
    if not plain.isdecimal() or len(plain) > 5:
        raise Mistake(_("Write the number of places in figures. Words go into “定員の説明”."))
    return int(plain)


def _one_of(name: str) -> Callable[[str, Choices], str]:
    def read(text: str, choices: Choices) -> str:
        known: dict[str, str] = getattr(choices, name)
        plain = fold_width(text).strip()
        if not plain:
            return ""
        folded = {fold_width(words): value for words, value in known.items()}
        if plain not in folded:
            raise Mistake(_("Choose one of these: %(words)s.") % {"words": "、".join(known)})
        return folded[plain]

    return read


def _areas(text: str, choices: Choices) -> list[Any]:
    known = {fold_width(name): area for name, area in choices.areas.items()}
    said = [part.strip() for part in fold_width(text).replace(",", "、").replace("・", "、").split("、")]
    said = [part for part in said if part and part != WHOLE_TOWN]
    if unknown := [part for part in said if part not in known]:
        details = {"unknown": "、".join(unknown), "words": "、".join(choices.areas)}
        raise Mistake(_("There is no area “%(unknown)s”. Choose one of these: %(words)s.") % details)
    return [known[part] for part in said]


def _yes_no(text: str, _choices: Choices) -> bool | None:
    plain = fold_width(text).strip().lower()
    if not plain:
        return None
    if plain in _TRUE or plain in _FALSE:
        return plain in _TRUE
    raise Mistake(_("Choose はい or いいえ."))


_READERS: Final[dict[str, Callable[[str, Choices], Any]]] = {
    "title_kana": _kana,
    "kind": _one_of("kinds"),
    "state": _one_of("states"),
    "starts_on": _day,
    "ends_on": _day,
    "apply_until_day": _day,
    "starts_at": _clock,
    "ends_at": _clock,
    "apply_until_clock": _clock,
    "areas": _areas,
    "capacity": _number,
    "fee_is_free": _yes_no,
    "application_required": _yes_no,
    "contact_phone": _phone,
    "contact_fax": _phone,
    "contact_email": _mail,
}
