"""A file that holds only pictures of paper: a letter put through a scanner."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule
from portal.core.documents.text_inside import ONLY_PICTURES

CODE: Final = "scanned-documents"


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text in content.texts:
        for link in text.links:
            if link.has_no_text:
                yield found(CODE, Level.WARNING, text, (link.start, link.end), str(ONLY_PICTURES))
    for document in content.documents:
        if document.has_no_text:
            yield Finding(CODE, Level.WARNING, document.place, str(ONLY_PICTURES), document.title)


RULE: Final = Rule(
    CODE,
    _("PDFs without text"),
    Level.WARNING,
    check,
    _("A scanned letter cannot be read out, enlarged line by line, translated or found."),
)
