"""A heading with nothing under it."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content, Heading
from portal.core.authoring.findings import Finding, Level
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule

CODE: Final = "heading-alone"


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    parts = content.parts
    for number, part in enumerate(parts):
        if not isinstance(part, Heading) or not part.text.strip():
            continue
        after = parts[number + 1] if number + 1 < len(parts) else None
        if after is None or (isinstance(after, Heading) and after.level <= part.level):
            message = gettext("Write something under this heading, or delete it.")
            yield Finding(CODE, Level.HINT, part.place, message, part.text, None, 0, len(part.text))


RULE: Final = Rule(
    CODE,
    _("Headings with nothing under them"),
    Level.HINT,
    check,
    _("Whoever jumps to the heading finds nothing there."),
)
