"""WORDS IN CAPITALS, which some screen readers spell."""

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

CODE: Final = "all-capitals"
_CAPITALS: Final = re.compile(r"(?<![A-Za-z])(?:[A-Z]{7,}|[A-Z]{3,}(?: [A-Z]{2,})+)(?![A-Za-z])")


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text, match in matches(content, _CAPITALS):
        if match.group() in knowledge.exceptions:
            continue
        message = gettext("Write “%(words)s” in small letters with capitals only at the start.")
        yield found(CODE, Level.HINT, text, match.span(), message % {"words": match.group()})


RULE: Final = Rule(
    CODE,
    _("Words in capitals"),
    Level.HINT,
    check,
    _("Words in capitals are hard to read, and some are read out letter by letter."),
)
