"""5/3: a date that is read out as a fraction."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.matching import matches
from portal.core.authoring.rule import Rule

CODE: Final = "slash-dates"
_DAY: Final = r"(?P<month>1[0-2]|0?[1-9])[/／](?P<day>3[01]|[12]\d|0?[1-9])(?![\d/／])"
_WEEKDAY: Final = r"\s*[（(]\s*[月火水木金土日](?:曜日?|[・･]?祝日?)?\s*[)）]"
# A year, a weekday or a time says that this is a date; 1/2 alone may be a half.
_DATE: Final = re.compile(
    rf"(?<![\d/／.])(?:(?P<year>\d{{4}})[/／]{_DAY}"
    rf"|{_DAY.replace('month', 'm').replace('day', 'd')}(?={_WEEKDAY}|\s*\d{{1,2}}(?:時|[:：]\d\d)))"
)


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text, match in matches(content, _DATE, needs="/／"):
        year, month, day = match["year"], int(match["month"] or match["m"]), int(match["day"] or match["d"])
        plain = f"{int(year)}年{month}月{day}日" if year else f"{month}月{day}日"
        message = gettext("Write the date as “%(date)s”.") % {"date": plain}
        yield found(CODE, Level.WARNING, text, match.span(), message, replacement=plain)


RULE: Final = Rule(
    CODE,
    _("Dates with slashes"),
    Level.WARNING,
    check,
    _("5/3 is read out as “three fifths”."),
)
