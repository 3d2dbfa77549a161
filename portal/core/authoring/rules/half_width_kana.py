"""ｶﾀｶﾅ: hard to read, read out in pieces, and never found by search."""

import re
import unicodedata
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule

CODE: Final = "half-width-kana"
_HALF: Final = re.compile(r"[\uff61-\uff9f]+")


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text in content.texts:
        if text.text.isascii():
            continue
        for match in _HALF.finditer(text.text):
            message = gettext("Write “%(words)s” in full-width katakana.") % {"words": match.group()}
            whole = unicodedata.normalize("NFKC", match.group())
            yield found(CODE, Level.WARNING, text, match.span(), message, replacement=whole)


RULE: Final = Rule(
    CODE,
    _("Half-width katakana"),
    Level.WARNING,
    check,
    _("Half-width katakana is hard to read, is read out in pieces and is not found by search."),
)
