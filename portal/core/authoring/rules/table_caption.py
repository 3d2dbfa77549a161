"""A table that does not say what it shows."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule

CODE: Final = "table-caption"
_SAYS_NOTHING: Final = re.compile(r"[\s\W]*(?:表|一覧|一覧表|図表|table)?[\s\W\d０-９]*", re.IGNORECASE)


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for table in content.tables:
        caption = table.caption.text if table.caption is not None else ""
        if _SAYS_NOTHING.fullmatch(caption):
            place = table.caption.place if table.caption is not None else table.place
            message = gettext("Write in the caption what the table shows.")
            yield Finding(CODE, Level.WARNING, place, message, caption)


RULE: Final = Rule(
    CODE,
    _("Tables without a caption"),
    Level.WARNING,
    check,
    _("The caption is read out first; without it a listener does not know what the figures are."),
)
