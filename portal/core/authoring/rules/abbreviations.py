"""CSW, DX: letters of which not everybody knows what they stand for."""

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
from portal.core.authoring.shipped import known_words

CODE: Final = "abbreviations"
_LETTERS: Final = re.compile(r"(?<![A-Za-z0-9/._@-])[A-Z]{2,6}(?![A-Za-z0-9/_@-])(?!\.[a-z])")
_KNOWN: Final = known_words("abbreviations")


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    met: set[str] = set()
    for text, match in matches(content, _LETTERS):
        letters = match.group()
        if letters in _KNOWN or letters in met or letters in knowledge.exceptions:
            continue
        met.add(letters)
        if not _is_explained(content, letters):
            message = gettext("Say at the first “%(letters)s” what it stands for.") % {"letters": letters}
            yield found(CODE, Level.HINT, text, match.span(), message)


def _is_explained(content: Content, letters: str) -> bool:
    """Whether its meaning stands beside it in brackets somewhere: CSW（…） or …（CSW） or 以下「CSW」."""
    explained = re.compile(rf"{letters}\s*[（(]|[（(「『](?:以下[、,]?\s*[「『]?)?{letters}[）)」』]")
    return any(explained.search(text.text) for text in content.texts)


RULE: Final = Rule(
    CODE,
    _("Abbreviations without explanation"),
    Level.HINT,
    check,
    _("Not everybody knows what the letters stand for."),
)
