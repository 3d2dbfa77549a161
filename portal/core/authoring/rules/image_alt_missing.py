"""A picture of which nothing is said, and which is not declared to be decoration."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule

CODE: Final = "image-alt-missing"


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for image in content.images:
        if not image.is_decorative and not image.alt.strip():
            message = gettext("Write the image in words, or mark it as decoration.")
            yield Finding(CODE, Level.STOP, image.place, message, image.title or image.file_name)


RULE: Final = Rule(
    CODE,
    _("Images without words"),
    Level.STOP,
    check,
    _("Who cannot see the image learns nothing of it."),
)
