"""The mobile number or the mail address of a private person."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content, Text, TextRole
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule

CODE: Final = "private-contacts"
_MOBILE: Final = re.compile(r"(?<![\d\-‐－ー])[0０][789７８９][0０][-‐－ー\s]?[\d]{4}[-‐－ー\s]?[\d]{4}(?![\d\-‐－ー])")
_MAIL: Final = re.compile(r"(?<![A-Za-z0-9._%+\-])[A-Za-z0-9._%+\-]++[@＠]([A-Za-z0-9\-]+(?:\.[A-Za-z0-9\-]+)+)")
_PRIVATE: Final = re.compile(
    r"(?:gmail|yahoo|hotmail|outlook|icloud|live|me|aol|docomo|ezweb|au|softbank|i\.softbank|ymobile|vodafone|rakuten|uqmobile|nifty"
    r"|biglobe|ocn|so-net)(?:\.ne|\.co)?\.(?:jp|com)",
    re.IGNORECASE,
)


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text in content.texts:
        # A field for a number says by its name that the number is public.
        level = _level(content, text)
        for match in _MOBILE.finditer(text.text):
            if match.group() not in knowledge.public_contacts:
                message = gettext("Delete this mobile number unless it belongs to an office.")
                yield found(CODE, level, text, match.span(), message)
        for match in _MAIL.finditer(text.text):
            if _PRIVATE.fullmatch(match.group(1)) and match.group() not in knowledge.public_contacts:
                message = gettext("Delete this private mail address, or write that of an office.")
                yield found(CODE, level, text, match.span(), message)


def _level(content: Content, text: Text) -> Level:
    if text.role == TextRole.CONTACT:
        return Level.HINT
    return Level.STOP if content.names_nobody else Level.WARNING


RULE: Final = Rule(
    CODE,
    _("Private numbers and addresses"),
    Level.STOP,
    check,
    _("A private number that stands on the web cannot be taken back."),
)
