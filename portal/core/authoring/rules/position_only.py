"""「右の図」: a place on the screen as the only sign."""

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

CODE: Final = "position-only"
_POSITION: Final = re.compile(
    r"(?<![一-龠])(?:右|左|右上|右下|左上|左下|右側|左側)の(?:図|表|写真|画像|地図|イラスト|ボタン|メニュー|バナー|欄|リンク)"
)


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text, match in matches(content, _POSITION, needs="右左"):
        message = gettext("Name what is meant instead of “%(words)s”; on a phone it stands elsewhere.")
        yield found(CODE, Level.HINT, text, match.span(), message % {"words": match.group()})


RULE: Final = Rule(
    CODE,
    _("Place on the screen as the only sign"),
    Level.HINT,
    check,
    _("On a telephone, or when listening, there is no right and left."),
)
