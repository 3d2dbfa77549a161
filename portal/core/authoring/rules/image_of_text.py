"""A poster or a scanned letter: words that can be neither read out nor enlarged nor searched."""

import re
from collections.abc import Iterator
from typing import Final

from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from portal.core.authoring.facts import Content
from portal.core.authoring.findings import Finding, Level
from portal.core.authoring.knowledge import Knowledge
from portal.core.authoring.rule import Rule

CODE: Final = "image-of-text"
_MAY_BE_TEXT: Final = re.compile(
    r"チラシ|ちらし|ポスター|リーフレット|案内状|通知文|時刻表|日程表|申込書|スキャン|flyer|flier|poster|leaflet|chirashi|scan",
    re.IGNORECASE,
)
_LONG: Final = 100


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for image in content.images:
        seen = next(filter(None, map(_MAY_BE_TEXT.search, (image.title, image.file_name, image.alt))), None)
        if seen is not None or len(image.alt) > _LONG:
            message = gettext("If there are words in the image, write them as text on the page, too.")
            yield Finding(CODE, Level.HINT, image.place, message, image.title or image.file_name)


RULE: Final = Rule(
    CODE,
    _("Images of text"),
    Level.HINT,
    check,
    _("Words inside an image cannot be read out, enlarged, translated or found."),
)
