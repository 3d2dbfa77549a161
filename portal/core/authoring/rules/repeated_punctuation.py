"""！！ 。。 ・・・: one sign is enough."""

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

CODE: Final = "repeated-punctuation"
_REPEATED: Final = re.compile(r"[！!]{2,}|[？?]{2,}|。{2,}|、{2,}|・{3,}|…{3,}")
_ONE: Final = {"!": "！", "！": "！", "?": "？", "？": "？", "。": "。", "、": "、", "・": "…", "…": "…"}


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text, match in matches(content, _REPEATED):
        one = _ONE[match.group()[0]]
        # Three dots on a line of their own decorate, and another rule tells of them.
        if text.text.strip() != match.group():
            message = gettext("Write “%(sign)s” once.") % {"sign": one}
            yield found(CODE, Level.HINT, text, match.span(), message, replacement=one)


RULE: Final = Rule(
    CODE,
    _("Repeated punctuation"),
    Level.HINT,
    check,
    _("Repeated signs are read out one by one, and say no more than one."),
)
