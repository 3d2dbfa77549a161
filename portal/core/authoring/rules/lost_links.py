"""A link that leads nowhere any more."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level, excerpt
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule

CODE: Final = "lost-links"


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for link in content.links:
        words = link.text or link.href
        if link.is_lost:
            message = gettext("Choose another target; the page or file is no longer public.")
        elif link.href in knowledge.dead_links:
            message = gettext("Check the address and mend or remove the link; it does not answer.")
        else:
            continue
        yield Finding(
            CODE, Level.WARNING, link.place, message, excerpt(words, 0, len(words)), None, link.start, link.end
        )


RULE: Final = Rule(
    CODE,
    _("Links that lead nowhere"),
    Level.WARNING,
    check,
    _("A link to a page that is gone costs people’s time and trust."),
)
