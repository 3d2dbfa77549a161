"""令和8年11月3日（月）: a weekday that does not belong to the date."""

import re
from collections.abc import Iterator
from datetime import date
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.matching import matches
from portal.core.authoring.rule import Rule
from portal.core.calendar import WEEKDAYS, parse_date

CODE: Final = "weekdays"
_FULL: Final = re.compile(
    r"(?P<date>(?:(?:令和|平成|昭和|(?<![A-Za-z])[RHS])\s*(?:元|\d{1,2})\s*[年.．]|(?<!\d)\d{4}\s*[年./／])"
    r"(?:[（(](?:\d{4}|(?:令和|平成)(?:元|\d{1,2}))年?[）)])?"
    r"\s*\d{1,2}\s*[月./／]\s*\d{1,2}\s*日?)\s*[（(]\s*(?P<weekday>[月火水木金土日])(?:曜日?)?(?=\s*[)）・･])"
)
_SHORT: Final = re.compile(
    r"(?<![年\d.．/／）)])(?P<month>\d{1,2})[月/／](?P<day>\d{1,2})日?\s*[（(]\s*(?P<weekday>[月火水木金土日])(?:曜日?)?(?=\s*[)）・･])"
)
_INSIDE: Final = re.compile(r"(?<=年)[（(][^）)]*[）)]")


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text, match in matches(content, _FULL, needs="(（"):
        try:
            day = parse_date(_INSIDE.sub("", match["date"]).replace("．", ".").replace("／", "/"))
        except ValueError:
            message = gettext("There is no such day; please check the date.")
            yield found(CODE, Level.WARNING, text, match.span("date"), message)
            continue
        right = WEEKDAYS[day.weekday()]
        if right != match["weekday"]:
            message = gettext("This day is a %(weekday)s; please check date and weekday.") % {"weekday": f"{right}曜日"}
            yield found(CODE, Level.WARNING, text, match.span("weekday"), message, replacement=right)
    for text, match in matches(content, _SHORT, needs="(（"):
        if match["weekday"] not in _possible(int(match["month"]), int(match["day"]), knowledge.today.year):
            message = gettext("Please check the weekday; it fits neither this year nor the next.")
            yield found(CODE, Level.WARNING, text, match.span("weekday"), message)


def _possible(month: int, day: int, year: int) -> str:
    """The weekdays of this day last year, this year and next year."""
    found_days = ""
    for one in (year - 1, year, year + 1):
        try:
            found_days += WEEKDAYS[date(one, month, day).weekday()]
        except ValueError:
            continue
    return found_days


RULE: Final = Rule(
    CODE,
    _("Wrong weekdays"),
    Level.WARNING,
    check,
    _("With the wrong weekday people come on the wrong day."),
)
