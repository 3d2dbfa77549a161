"""A bold line that stands in for a heading."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content, TextRole
from portal.core.authoring.findings import Finding, Level, found
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule

CODE: Final = "bold-heading"
_LONGEST: Final = 40
_END: Final = ("。", "！", "？", "!", "?", "、")


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text in content.of_role(TextRole.PARAGRAPH):
        words = text.text.strip()
        if not words or len(words) > _LONGEST or words.endswith(_END) or "\n" in words:
            continue
        if all(run.bold or not run.text.strip() for run in text.runs):
            message = gettext("Use a heading block for “%(words)s” instead of bold type.") % {"words": words}
            yield found(CODE, Level.WARNING, text, (0, len(text.text)), message)


RULE: Final = Rule(
    CODE,
    _("Bold lines as headings"),
    Level.WARNING,
    check,
    _("A bold line looks like a heading, but nobody who listens can jump to it."),
)
