"""・ … ・ …: a list made with dots by hand."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content, TextRole
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule

CODE: Final = "typed-lists"
_LINE: Final = re.compile(r"^[ \u3000]*(?:[・●○◎◆■▪•]|[(（]?\d{1,2}[)）.．、]|[①-⑳])[ \u3000]*\S", re.MULTILINE)


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    message = gettext("Use a list instead of typing the signs at the start of the lines.")
    before = False
    for text in content.texts:
        is_rich = "#" in text.place.part
        if not is_rich or text.role != TextRole.PARAGRAPH:
            before = False
            continue
        lines = list(_LINE.finditer(text.text))
        if len(lines) > 1 or (lines and before):
            yield found(CODE, Level.HINT, text, lines[0].span(), message)
        before = bool(lines)


RULE: Final = Rule(
    CODE,
    _("Lists typed by hand"),
    Level.HINT,
    check,
    _("A real list tells how many items it has, and can be skipped."),
)
