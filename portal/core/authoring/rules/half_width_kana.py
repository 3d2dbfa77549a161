"""ｶﾀｶﾅ: hard to read, read out in pieces, and never found by search."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule
from portal.core.authoring.widths import HALF_WIDTH_KANA, in_usual_width

CODE: Final = "half-width-kana"


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text in content.texts:
        if text.text.isascii():
            continue
        for match in HALF_WIDTH_KANA.finditer(text.text):
            message = gettext("Write “%(words)s” in full-width katakana.") % {"words": match.group()}
            whole = in_usual_width(match.group())
            yield found(CODE, Level.WARNING, text, match.span(), message, replacement=whole)


RULE: Final = Rule(
    CODE,
    _("Half-width katakana"),
    Level.WARNING,
    check,
    _("Half-width katakana is hard to read, is read out in pieces and is not found by search."),
)
