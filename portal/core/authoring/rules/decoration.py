"""■□◆☆★: lines and borders made of signs."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import PROSE, Content, Text, TextRole
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule

CODE: Final = "decoration"
_SIGNS: Final = "■□◆◇★☆▼▽▲♪♡♥●◎※＊*＝=━─―＿_~～・…〓♦♢✿❀◢◣"
_LINE: Final = re.compile(rf"^[ \u3000{re.escape(_SIGNS)}ー－-]{{3,}}$", re.MULTILINE)
_ROW: Final = re.compile(r"[■□◆◇★☆▼▽♪♡♥✿❀◢◣]{2,}")
_FIRST: Final = re.compile(r"^[ \u3000]*[■□◆◇★☆▼▽◎][ \u3000]*(?=\w)", re.MULTILINE)


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text in content.texts:
        if text.role in PROSE and not text.text.isascii() and text.role != TextRole.CELL:
            yield from _look(text)


def _look(text: Text) -> Iterator[Finding]:
    lines = [match.span() for match in _LINE.finditer(text.text) if match.group().strip()]
    for span in lines:
        message = gettext("Delete the line of signs; use a heading to divide the page.")
        yield found(CODE, Level.WARNING, text, span, message)
    for match in _ROW.finditer(text.text):
        if not any(first <= match.start() < last for first, last in lines):
            message = gettext("Delete the decorating signs; they are read out one by one.")
            rest = text.text[: match.start()] + text.text[match.end() :]
            yield found(CODE, Level.HINT, text, match.span(), message, replacement="" if rest.strip() else None)
    if text.role in {TextRole.PARAGRAPH, TextRole.NOTE}:
        for match in _FIRST.finditer(text.text):
            message = gettext("Use a heading or a list instead of the sign at the start of the line.")
            yield found(CODE, Level.HINT, text, match.span(), message)


RULE: Final = Rule(
    CODE,
    _("Decoration made of signs"),
    Level.WARNING,
    check,
    _("Each sign is read out: “black square, white square, black square”."),
)
