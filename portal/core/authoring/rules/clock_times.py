"""10:00～: times with a colon, and ranges left open."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import PROSE, Content, TextRole
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.matching import matches
from portal.core.authoring.rule import Rule

CODE: Final = "clock-times"
_TIME: Final = r"(?<![\d:：./])(?:[01]?\d|2[0-4])[:：][0-5]\d(?![\d:：])"
_TIMES: Final = re.compile(
    rf"(?P<first>{_TIME})(?:[ \u3000]*(?P<mark>[〜～~－–—―-]|から)(?:[ \u3000]*(?P<last>{_TIME}))?(?P<until>まで)?)?"
)
# A timetable is read cell by cell; there a colon may stand.
_ROLES: Final = PROSE - {TextRole.CELL}


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text, match in matches(content, _TIMES, _ROLES, needs=":："):
        plain = in_words(match["first"])
        if match["mark"]:
            plain += "から" + (in_words(match["last"]) + "まで" if match["last"] else match["until"] or "")
        message = gettext("Write the time as “%(time)s”.") % {"time": plain}
        level = Level.WARNING if match["mark"] and match["mark"] != "から" else Level.HINT
        yield found(CODE, level, text, match.span(), message, replacement=plain)


def in_words(time: str) -> str:
    """10:30 as 10時30分, 9:00 as 9時."""
    hour, minute = (int(number) for number in re.split("[:：]", time))
    return f"{hour}時{minute}分" if minute else f"{hour}時"


RULE: Final = Rule(
    CODE,
    _("Times with a colon"),
    Level.WARNING,
    check,
    _("10:00～ is read out as “ten colon zero zero”, and the range is passed over in silence."),
)
