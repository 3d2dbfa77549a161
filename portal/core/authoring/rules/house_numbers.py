"""A house number in a story or in the outcome of a meeting."""

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

CODE: Final = "house-numbers"
_HOUSE: Final = re.compile(
    r"(?:大字|字)?[一-龠々ヶケ]{1,6}\d{1,4}(?:番地(?:の?\d{1,3})?|丁目\d{1,3}番|番\d{1,3}号|[-‐－ー]\d{1,4}(?:[-‐－ー]\d{1,3})?)(?![\d\-‐－ー人名回件割])"
    r"|\d{1,4}番地(?:の?\d{1,3})?|\d{1,2}丁目\d{1,3}番(?:\d{1,3}号)?|(?:号室|\d{3}号(?!線|車|室内))"
)


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    if not content.names_nobody:
        return
    for text, match in matches(content, _HOUSE):
        # A number that begins with 0 is a telephone number.
        if not re.search(r"[一-龠々]0", match.group()):
            message = gettext("Leave out the house number “%(words)s”; name the area at most.")
            yield found(CODE, Level.WARNING, text, match.span(), message % {"words": match.group()})


RULE: Final = Rule(
    CODE,
    _("House numbers"),
    Level.WARNING,
    check,
    _("A house number leads to one family."),
)
