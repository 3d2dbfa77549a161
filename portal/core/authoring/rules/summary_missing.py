"""A page that says nothing of itself in lists."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content, TextRole
from portal.core.authoring.findings import Finding, Level
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule

CODE: Final = "summary-missing"


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text in content.of_role(TextRole.SUMMARY):
        if not text.text.strip():
            message = gettext("Write a summary of one or two sentences; it stands in lists and search results.")
            yield Finding(CODE, Level.HINT, text.place, message, content.title)


RULE: Final = Rule(
    CODE,
    _("Missing summaries"),
    Level.HINT,
    check,
    _("Without a summary people must open the page to know whether it is for them."),
)
