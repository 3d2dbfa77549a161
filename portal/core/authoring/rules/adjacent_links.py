"""Two links beside each other that lead to the same place."""

from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule

CODE: Final = "adjacent-links"


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text in content.texts:
        links = [link for link in text.links if link.text.strip()]
        for before, link in pairwise(links):
            if link.href == before.href and not text.text[before.end : link.start].strip():
                message = gettext("Make one link of these two; both lead to the same place.")
                yield found(CODE, Level.HINT, text, (before.start, link.end), message)


RULE: Final = Rule(
    CODE,
    _("Adjacent links to one place"),
    Level.HINT,
    check,
    _("The same destination is read out twice, and the Tab key stops twice."),
)
