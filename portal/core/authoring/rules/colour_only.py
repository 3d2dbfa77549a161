"""「赤字の項目」: a colour as the only sign."""

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

CODE: Final = "colour-only"
_COLOUR: Final = re.compile(
    r"赤字(?:で|の)(?:部分|箇所|欄|項目|ところ|日|示|表示|書)"
    r"|(?:赤|青|緑|黄緑?|朱|紫|オレンジ|ピンク|灰|グレー|水|茶|桃)(?:い|色の?|の)?"
    r"(?:文字|(?<=[いの])字|部分|箇所|かしょ|枠|欄|印|マーク|網かけ|太字|数字|項目|セル)(?!町|名)"
    r"|(?:赤|青|緑|黄|朱|紫|オレンジ|ピンク|灰|グレー|水|茶|桃)(?:色|字)?で(?:示|表示|書[いか]|記[しさ]|囲[んみま]|塗[っら]|色分け)"
    r"|色の(?:付|つ)いた(?:部分|箇所|欄|文字|ところ)"
)
# What is not a sign on the page.
_THINGS: Final = ("赤十字", "黄色い旗")


def check(content: Content, knowledge: Knowledge) -> Iterator[Finding]:
    for text, match in matches(content, _COLOUR, needs="赤青緑黄朱紫オピ灰グ水茶桃色"):
        if not text.text.startswith(_THINGS, match.start()):
            message = gettext("Say it in words or with a sign, too, not by colour alone: “%(words)s”.")
            yield found(CODE, Level.WARNING, text, match.span(), message % {"words": match.group()})


RULE: Final = Rule(
    CODE,
    _("Colour as the only sign"),
    Level.WARNING,
    check,
    _("Who does not see the colour does not know which is meant."),
)
