"""A picture of which nobody has said whether somebody can be recognised on it."""

from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule

CODE: Final = "faces"
_LOOKED_AT: Final = frozenset({"nobody", "agreed"})


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    if not content.names_nobody:
        return
    for image in content.images:
        if image.people not in _LOOKED_AT:
            message = gettext("Look whether somebody can be recognised on this picture, and say so at the picture.")
            yield Finding(CODE, Level.WARNING, image.place, message, image.title or image.file_name)


RULE: Final = Rule(
    CODE,
    _("People on pictures"),
    Level.WARNING,
    check,
    _("A face tells who was there, and whoever was there did not always agree to be shown."),
)
