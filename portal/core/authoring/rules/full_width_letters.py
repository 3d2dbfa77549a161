"""１２３ ＡＢＣ: letters and digits in full width."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content, TextRole
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule
from portal.core.authoring.widths import FULL_WIDTH_LETTERS, in_usual_width

CODE: Final = "full-width-letters"
_NAMES: Final = frozenset({TextRole.TITLE, TextRole.PERSON, TextRole.ADDRESS})


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text in content.texts:
        if text.text.isascii():
            continue
        for match in FULL_WIDTH_LETTERS.finditer(text.text):
            message = gettext("Write “%(words)s” in half width.") % {"words": match.group()}
            # An official name may be registered that way.
            level = Level.HINT if text.role in _NAMES else Level.WARNING
            half = in_usual_width(match.group())
            yield found(CODE, level, text, match.span(), message, replacement=half)


RULE: Final = Rule(
    CODE,
    _("Full-width letters and digits"),
    Level.WARNING,
    check,
    _("In full width a number is read out digit by digit, and search may miss it."),
)
