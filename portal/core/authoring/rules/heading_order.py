"""A small heading that stands under no large one."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule

CODE: Final = "heading-order"


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    before = 1  # the title of the page
    for heading in content.headings:
        if heading.level > before + 1:
            message = gettext("Put a large heading first; a small heading stands under a large one.")
            yield Finding(CODE, Level.WARNING, heading.place, message, heading.text, None, 0, len(heading.text))
        before = heading.level


RULE: Final = Rule(
    CODE,
    _("Order of headings"),
    Level.WARNING,
    check,
    _("Headings are the contents list of a page for those who listen to it."),
)
