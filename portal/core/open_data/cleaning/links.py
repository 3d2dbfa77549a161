"""Addresses of web pages and mail."""

import re
import unicodedata
from typing import Final

from portal.core.open_data.cleaning import Repaired, words
from portal.core.open_data.problems import BadCell
from portal.core.open_data.reasons import CellReason

_SCHEME: Final = re.compile(r"^[:：]?\s*h\w{1,3}p?(s?)\s*[:;]?\s*/{1,3}\s*|^h\w{1,3}p(s?)\s*[:;]\s*", re.IGNORECASE)
_HOST: Final = r"(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,22}[a-z0-9]"
_URL: Final = re.compile(rf"https?://{_HOST}(?::\d{{1,5}})?(?:[/?#][^\s<>\"\\^`{{|}}]*)?", re.IGNORECASE)
_MAIL: Final = re.compile(rf"[a-z0-9._%+'-]+@{_HOST}", re.IGNORECASE)
_LABEL: Final = re.compile(r"^[(\[【「][^)\]】」]*[)\]】」]\s*(?=https?://)", re.IGNORECASE)
_DOT_AFTER_HOST: Final = re.compile(r"^(https?://[^/?#]*[^/?#.])\.+(?=[/?#]|$)", re.IGNORECASE)
_GLUED: Final = re.compile(r"(?<=.)https?://", re.IGNORECASE)


def url(text: str) -> str | Repaired[str]:
    """The first web address of a cell, with its scheme put right. Raises BadCell."""
    typed = unicodedata.normalize("NFKC", words.prose(text))
    if words.says_nothing(typed) or re.fullmatch(r"https?[:;]?/{0,2}(?:www\.?)?", typed, re.IGNORECASE):
        return ""
    first = re.split(r"[\s、，]+", _LABEL.sub("", typed))[0]
    if _MAIL.fullmatch(first):
        raise BadCell(CellReason.MAIL_NOT_URL)
    if again := _GLUED.search(first):
        first = first[: again.start()]
    found = _DOT_AFTER_HOST.sub(r"\1", _with_scheme(first))
    if not _URL.fullmatch(found):
        raise BadCell(CellReason.NOT_A_URL)
    if found == typed:
        return found
    had_scheme = _SCHEME.match(first) is not None
    return Repaired(found, CellReason.URL_REPAIRED if had_scheme else CellReason.SCHEME_ADDED)


def _with_scheme(typed: str) -> str:
    if re.match(r"https?://[^/]", typed, re.IGNORECASE):
        scheme, rest = typed.split("://", 1)
        return f"{scheme.lower()}://{rest}"
    found = _SCHEME.match(typed)
    if found is None:
        return f"http://{typed}"
    secure = found.group(1) or found.group(2) or ""
    return f"http{secure.lower()}://{typed[found.end() :]}"


def mail(text: str) -> str:
    """A mail address, or nothing. Raises BadCell."""
    typed = unicodedata.normalize("NFKC", words.words(text)).replace(" ", "")
    if words.says_nothing(typed):
        return ""
    if not _MAIL.fullmatch(typed):
        raise BadCell(CellReason.NOT_A_URL)
    return typed
