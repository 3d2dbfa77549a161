"""A heading without a word."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule

CODE: Final = "heading-empty"
_WORD: Final = re.compile(r"\w")


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for heading in content.headings:
        if not _WORD.search(heading.text):
            message = gettext("Write the heading, or delete it.")
            yield Finding(CODE, Level.STOP, heading.place, message, heading.text)


RULE: Final = Rule(
    CODE,
    _("Empty headings"),
    Level.STOP,
    check,
    _("An empty heading is read out as a heading and leads nowhere."),
)
