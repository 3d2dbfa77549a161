"""R8.11.3: an era in one letter."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.matching import matches
from portal.core.authoring.rule import Rule
from portal.core.calendar import era_year, parse_date

CODE: Final = "era-letters"
_LETTER: Final = r"(?<![A-Za-z0-9Ａ-Ｚ])[RHSTMＲＨＳＴＭ]"
_DATE: Final = re.compile(
    rf"{_LETTER}[ \u3000]?(?:元|\d{{1,2}})"
    r"(?:[.．/／・]\d{1,2}[.．/／・]\d{1,2}(?![\d.．/／])|年[ \u3000]?\d{1,2}月[ \u3000]?\d{1,2}日)"
)
_YEAR: Final = re.compile(r"(?<![A-Za-z0-9Ａ-Ｚ])([RHＲＨ])[ \u3000]?(元|\d{1,2})(?=年度?|[.．/／]\d{1,2}月)")
_ERAS: Final = {"R": "令和", "H": "平成"}


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text, match in matches(content, _DATE):
        plain = _in_words(match.group())
        message = gettext("Write the name of the era, year, month and day in full.")
        yield found(CODE, Level.WARNING, text, match.span(), message, replacement=plain)
    for text, match in matches(content, _YEAR):
        if not _DATE.match(text.text, match.start()):
            letter, number = unicodedata.normalize("NFKC", match.group(1)), match.group(2)
            message = gettext("Write the name of the era, year, month and day in full.")
            plain = _ERAS[letter] + unicodedata.normalize("NFKC", number)
            yield found(CODE, Level.WARNING, text, match.span(), message, replacement=plain)


def _in_words(written: str) -> str | None:
    """R8.11.3 as 令和8年11月3日; nothing if there is no such day."""
    try:
        day = parse_date(re.sub("[．・]", ".", written))
    except ValueError:
        return None
    return f"{era_year(day)}{day.month}月{day.day}日"


RULE: Final = Rule(
    CODE,
    _("Eras in one letter"),
    Level.WARNING,
    check,
    _("R8.11.3 is read out as “R, eight point eleven point three”."),
)
