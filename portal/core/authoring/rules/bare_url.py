"""https://… in the text instead of the name of the page."""

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

CODE: Final = "bare-url"
_ADDRESS: Final = re.compile(r"(?:https?://|www\.)[\w\-./?%&=~#:+,@!$*;]+", re.ASCII)


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    message = gettext("Write the name of the page as the words of the link instead of its address.")
    for text, match in matches(content, _ADDRESS, needs="."):
        yield found(CODE, Level.WARNING, text, match.span(), message)


RULE: Final = Rule(
    CODE,
    _("Addresses as text"),
    Level.WARNING,
    check,
    _("An address is read out letter by letter, and says nothing of the page."),
)
